using System.Runtime.InteropServices;

namespace RawSocket.Console;

/// <summary>
/// Turns signals into a stop of the running pipeline. Handlers run newest first with one context, so a cmdlet that handles a
/// signal during its call has already cancelled it when it arrives here.
/// </summary>
internal sealed class Signals : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private readonly Session _session;
    private readonly LineReader _input;
    private readonly bool _hasPrompt;
    private readonly PosixSignalRegistration[] _registrations;

    public Signals(Session session, LineReader input, bool hasPrompt)
    {
        _session = session;
        _input = input;
        _hasPrompt = hasPrompt;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, ExitCode.Terminated)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => End(context, ExitCode.HungUp)),
        ];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (_session.Stopping > _patience)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        // With nothing to stop and no prompt to return to, the signal does what it does to any program.
        context.Cancel |= _session.Stop(ExitCode.Interrupted) || _hasPrompt;
        _input.Interrupt();
    }

    private void End(PosixSignalContext context, int exitCode)
    {
        if (context.Cancel || !_session.Stop(exitCode))
        {
            return;
        }

        context.Cancel = true;
        _input.Interrupt();

        // Some code cannot be stopped; whoever sent the signal still gets an end. (Each signal is handled on a thread of its own.)
        Thread.Sleep(_patience);
        Environment.Exit(exitCode);
    }
}
