using System.Runtime.InteropServices;
using RawSockets.Serving;

namespace RawSockets.PowerShell.Serving;

/// <summary>
/// While it is there, SIGTERM stops a server gracefully, and the script that started it goes on to its own end. It is there before the
/// server's port is open, and a signal that comes meanwhile is kept for it.
/// </summary>
internal sealed class Termination : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PosixSignalRegistration _registration;
    private RawServer? _server;
    private bool _requested;

    internal Termination() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

    /// <summary>Names the server; it is stopped at once when the signal has come already.</summary>
    internal void Concerns(RawServer server)
    {
        lock (_lock)
        {
            _server = server;
            if (_requested)
            {
                server.RequestStop();
            }
        }
    }

    public void Dispose() => _registration.Dispose();

    private void Stop(PosixSignalContext context)
    {
#pragma warning disable CA1031 // An exception here would end the user's shell on a thread of the runtime's.
        try
        {
            context.Cancel = true;
            lock (_lock)
            {
                _requested = true;
                _server?.RequestStop();
            }
        }
        catch (Exception)
        {
            // Then the process ends by the signal's default action.
            context.Cancel = false;
        }
#pragma warning restore CA1031
    }
}
