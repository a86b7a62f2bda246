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
    private static PosixSignalRegistration? s_termination;
    private static int s_foreground;

    internal static IEnumerable<EchoServer> All => s_servers.Keys.OrderBy(static server => server.StartTime);

    internal static void Add(EchoServer server)
    {
        lock (s_signalLock)
        {
            s_servers[server] = OpenSockets.CurrentRunspace;
            s_termination ??= PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTermination);
        }

        Tell("READY=1");
    }

    /// <summary>Forgets servers that stopped; one that failed stays until it is asked for, so that its fault can be seen.</summary>
    internal static void Forget(EchoServer server)
    {
        lock (s_signalLock)
        {
            s_servers.TryRemove(server, out _);
            if (s_servers.IsEmpty)
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
            if (Volatile.Read(ref s_foreground) > 0)
            {
                context.Cancel = true;
                foreach (EchoServer server in s_servers.Keys)
                {
                    server.RequestStop();
                }
            }
            else
            {
                StopAll(s_servers.Keys);
            }
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

    internal readonly struct ForegroundScope : IDisposable
    {
        public ForegroundScope() => Interlocked.Increment(ref s_foreground);

        public void Dispose() => Interlocked.Decrement(ref s_foreground);
    }
}
