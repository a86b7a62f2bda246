using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;

namespace RawSockets.Tests;

/// <summary>
/// Watches connections that it makes itself, in a process whose network and mounts are its own, and prints what it saw: a line for each
/// change, as "who old new source exact own".
/// </summary>
internal static class WatchRoles
{
    private const int Quiet = 1000;
    private const int Prompt = 10_000;
    private const string Instances = "/sys/kernel/tracing/instances";

    /// <summary>One connection from its beginning to the end of its TIME_WAIT; the client closes first.</summary>
    internal static void Life()
    {
        using RawSocket listener = Loopback.Bound();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using (SocketStateWatch watch = SocketStateWatch.Start(Query()))
        {
            Console.WriteLine($"source {watch.Source}");
            listener.Listen(8);
            RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
            RawSocket server = listener.Accept(timeout: 5000);
            Show(watch, port, "client Established", "server Established");
            client.Shutdown(ShutdownDirection.Send);
            Show(watch, port, "client FinWait2", "server CloseWait");
            server.Close();
            client.Close();
            Show(watch, port, "client TimeWait", "server Closed");
            Tool.RunAsync("ss", "-K", "state", "time-wait", $"dport = :{port}").GetAwaiter().GetResult().Successful();
            Show(watch, port, "client Closed");
            Console.WriteLine($"lost {watch.Lost}");
        }

        int before = Descriptors.Count;
        using (SocketStateWatch again = SocketStateWatch.Start(Query()))
        {
            Assert.Null(again.Next(1));
            Assert.True(Descriptors.Count > before);
        }

        // Others of this process come and go with the runtime's own work, so what is there for a moment says nothing.
        SpinWait.SpinUntil(() => Descriptors.Count <= before, Bounded.Promptly);
        Console.WriteLine($"left open {Math.Max(0, Descriptors.Count - before)}");
        if (Directory.Exists(Instances))
        {
            Console.WriteLine($"instances {Directory.GetDirectories(Instances, "rawsocket-*").Length}");
        }
    }

    /// <summary>A user who may not read tracefs watches all the same.</summary>
    internal static void Unprivileged() => Diagnostics.ThreadPrivileges.WithoutPrivileges(static () =>
    {
        using SocketStateWatch watch = SocketStateWatch.Start(Query());
        Console.WriteLine($"source {watch.Source}");
        foreach (string note in watch.Notes)
        {
            Console.WriteLine(note);
        }

        using RawSocket listener = Loopback.Listener();
        listener.Close();
        Console.WriteLine($"seen {All(watch).Count > 0}");
        NotSupportedException refused = Assert.Throws<NotSupportedException>(
            static () => SocketStateWatch.Start(Query(), new WatchOptions { Source = WatchSource.Trace }));
        Console.WriteLine($"refused {refused.Message}");
    });

    /// <summary>A thousand connections that come and go at once.</summary>
    internal static void Burst()
    {
        const int Count = 1000;
        using RawSocket listener = Loopback.Listener();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using SocketStateWatch watch = SocketStateWatch.Start(Query(), new WatchOptions { FindOwners = false });
        for (int i = 0; i < Count; i++)
        {
            using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
            using RawSocket server = listener.Accept(timeout: 5000);
        }

        List<SocketTransition> seen = All(watch);
        Console.WriteLine($"source {watch.Source}");
        foreach (var group in seen.GroupBy(one => $"{Who(one, port)} {one.OldState} {one.NewState}"))
        {
            Console.WriteLine($"{group.Key} {group.Count()}");
        }

        Console.WriteLine($"lost {watch.Lost}");
    }

    /// <summary>A connection in another network namespace on the same addresses is none of ours, not even at the port at which we listen.</summary>
    internal static void Elsewhere()
    {
        using RawSocket listener = Loopback.Listener();
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        using SocketStateWatch watch = SocketStateWatch.Start(new SocketStateQuery());
        Console.WriteLine($"source {watch.Source}");
        using ManualResetEventSlim connected = new();
        using ManualResetEventSlim watched = new();
        Task elsewhere = Task.Run(() => Diagnostics.ThreadPrivileges.InNewNetwork(() =>
        {
            using var up = System.Diagnostics.Process.Start("ip", ["link", "set", "lo", "up"]);
            up.WaitForExit();
            using var other = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
            other.Bind(listener.LocalEndPoint!);
            other.Listen();
            for (int i = 0; i < 20; i++)
            {
                using RawSocket client = Loopback.ClientOf(other.LocalEndPoint!);
                using RawSocket server = other.Accept(timeout: 5000);
            }

            // Whose thread has ended cannot be asked for its network.
            connected.Set();
            watched.Wait(Bounded.Token);
        }));
        connected.Wait(Bounded.Token);
        AtOurPort().ForEach(static one => Console.WriteLine(one));
        watched.Set();
        elsewhere.GetAwaiter().GetResult();
        listener.Close();
        AtOurPort().ForEach(one => Console.WriteLine($"own {one.OldState} {one.NewState}"));

        List<SocketTransition> AtOurPort() => [.. All(watch).Where(one => one.Socket.LocalPort == port || one.Socket.RemotePort == port)];
    }

    private static SocketStateQuery Query() => new() { Protocols = [SocketProtocol.Tcp] };

    private static void Show(SocketStateWatch watch, int port, params string[] last)
    {
        HashSet<string> awaited = [.. last];
        while (awaited.Count > 0 && watch.Next(Prompt, Bounded.Token) is { } one)
        {
            Console.WriteLine($"{Who(one, port)} {one.OldState} {one.NewState} {one.Source} {one.IsExact} {one.ProcessId == Environment.ProcessId}");
            awaited.Remove($"{Who(one, port)} {one.NewState}");
        }
    }

    private static List<SocketTransition> All(SocketStateWatch watch)
    {
        List<SocketTransition> seen = [];
        while (watch.Next(Quiet, Bounded.Token) is { } one)
        {
            seen.Add(one);
        }

        return seen;
    }

    private static string Who(SocketTransition one, int port) =>
        ((IPEndPoint)one.LocalEndPoint!).Port != port ? "client" : ((IPEndPoint)one.RemoteEndPoint!).Port == 0 ? "listener" : "server";
}
