using System.Runtime.InteropServices;
using RawSockets.Serving;

namespace RawSockets.PowerShell.Serving;

/// <summary>While it is there, SIGTERM stops a server gracefully, and the script that started it goes on to its own end.</summary>
internal sealed class Termination : IDisposable
{
    private readonly RawServer _server;
    private readonly PosixSignalRegistration _registration;

    internal Termination(RawServer server)
    {
        _server = server;
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    public void Dispose() => _registration.Dispose();

    private void Stop(PosixSignalContext context)
    {
#pragma warning disable CA1031 // An exception here would end the user's shell on a thread of the runtime's.
        try
        {
            context.Cancel = true;
            _server.RequestStop();
        }
        catch (Exception)
        {
            // Then the process ends by the signal's default action.
            context.Cancel = false;
        }
#pragma warning restore CA1031
    }
}
