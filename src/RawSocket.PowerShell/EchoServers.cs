using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using RawSockets.Echo;

namespace RawSockets.PowerShell;

/// <summary>
/// The echo servers of this process, each with the runspace that started it. While there is one, SIGTERM stops them all
/// gracefully before the process ends; a cmdlet that waits for servers in the foreground then returns instead, and its script
/// goes on to its own end.
/// </summary>
internal static class EchoServers
{
    private static readonly ConcurrentDictionary<EchoServer, Guid> s_servers = [];
    private static readonly Lock s_signalLock = new();
    private static readonly Lock s_startLock = new();
    private static PosixSignalRegistration? s_termination;
    private static int s_foreground;
    private static int s_terminations;

    internal static IEnumerable<EchoServer> All => s_servers.Keys.OrderBy(static server => server.StartTime);

    /// <summary>
    /// Starts a server. What SIGTERM means is settled before its port is open: a signal that comes meanwhile waits until the server is
    /// known, and one that came since <paramref name="scope"/> was opened, and so did not end the process, stops it.
    /// </summary>
    internal static EchoServer Start(Func<EchoServer> start, ForegroundScope? scope)
    {
        lock (s_startLock)
        {
            lock (s_signalLock)
            {
                s_termination ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTermination);
            }

            EchoServer? server = null;
            try
            {
                server = start();
                s_servers[server] = OpenSockets.CurrentRunspace;
            }
            finally
            {
                if (server is null)
                {
                    EndRegistration();
                }
            }

            if (scope is { Missed: true })
            {
                server.RequestStop();
            }

            Tell("READY=1");
            return server;
        }
    }

    /// <summary>Forgets servers that stopped; one that failed stays until it is asked for, so that its fault can be seen.</summary>
    internal static void Forget(EchoServer server)
    {
        lock (s_signalLock)
        {
            s_servers.TryRemove(server, out _);
            EndRegistration();
        }
    }

    private static void EndRegistration()
    {
        lock (s_signalLock)
        {
            if (s_servers.IsEmpty && Volatile.Read(ref s_foreground) == 0)
            {
                s_termination?.Dispose();
                s_termination = null;
            }
        }
    }

    internal static void StopOwned()
    {
        Guid runspace = OpenSockets.CurrentRunspace;
        StopAll(s_servers.Where(entry => entry.Value == runspace).Select(static entry => entry.Key));
    }

    /// <summary>While the scope is open, SIGTERM stops the servers and does not end the process.</summary>
    internal static ForegroundScope InForeground() => new();

    private static void OnTermination(PosixSignalContext context)
    {
#pragma warning disable CA1031 // An exception here would end the user's shell on a thread of the runtime's.
        try
        {
            Tell("STOPPING=1");
            lock (s_startLock)
            {
                if (Volatile.Read(ref s_foreground) > 0)
                {
                    context.Cancel = true;
                    Interlocked.Increment(ref s_terminations);
                    foreach (EchoServer server in s_servers.Keys)
                    {
                        server.RequestStop();
                    }

                    return;
                }
            }

            StopAll(s_servers.Keys);
        }
        catch (Exception)
        {
            // The process ends by the signal's default action, as it would have without servers.
        }
#pragma warning restore CA1031
    }

    // sd_notify(3): a manager that can't be told is no reason for a server to fail.
    private static void Tell(string state)
    {
        try
        {
            ServiceNotification.Send(state);
        }
        catch (Exception exception) when (exception is RawSocketException or ArgumentException)
        {
        }
    }

    private static void StopAll(IEnumerable<EchoServer> servers)
    {
        List<EchoServer> stopping = [.. servers];
        stopping.ForEach(static server => server.RequestStop());
        foreach (EchoServer server in stopping)
        {
            server.WaitForEnd();
            Forget(server);
        }
    }

    internal sealed class ForegroundScope : IDisposable
    {
        private readonly int _terminations;

        internal ForegroundScope()
        {
            lock (s_signalLock)
            {
                Interlocked.Increment(ref s_foreground);
                _terminations = Volatile.Read(ref s_terminations);
                s_termination ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTermination);
            }
        }

        /// <summary>Whether SIGTERM came since it was opened.</summary>
        internal bool Missed => Volatile.Read(ref s_terminations) != _terminations;

        public void Dispose()
        {
            Interlocked.Decrement(ref s_foreground);
            EndRegistration();
        }
    }
}
