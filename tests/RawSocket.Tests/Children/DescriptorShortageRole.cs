using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>Lets an echo server run out of descriptors and gives them back.</summary>
internal static partial class DescriptorShortageRole
{
    private const int OpenFilesResource = 7;
    private const ulong Limit = 256;

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong[] softAndHard);

    internal static void Run()
    {
        // The runtime needs descriptors to load what is used for the first time, so all of it is used once before.
        Play(static () => []);
        _ = SetLimit(OpenFilesResource, [Limit, Limit]);
        Console.WriteLine(Play(TakeAllDescriptors));
    }

    /// <returns>How the server was refused, if it was.</returns>
    private static string? Play(Func<List<SafeFileHandle>> hoardDescriptors)
    {
        using EchoServer server = EchoServer.Start(new EchoServerOptions(), out EventSubscription events);
        Take(events, EchoServerEventKind.Started);
        RawSocket[] clients = [.. Enumerable.Range(0, 3).Select(static _ => RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true))];
        List<SafeFileHandle> hoard = hoardDescriptors();
        string? refusal;
        try
        {
            // Non-blocking, for a wait would need a descriptor of its own.
            Array.ForEach(clients, client => Refused.With("connect,EINPROGRESS", () => client.Connect(server.LocalEndPoint!)));
            refusal = hoard.Count == 0 ? null : TakeTheOnlyRefusal(events);
        }
        finally
        {
            hoard.ForEach(static handle => handle.Dispose());
        }

        Array.ForEach(clients, _ => Take(events, EchoServerEventKind.Connected));
        foreach (RawSocket client in clients)
        {
            client.Send("after all"u8, timeout: 10_000);
            byte[] echo = new byte[9];
            client.ReceiveExactly(echo, timeout: 10_000);
            Assert.Equal("after all"u8, echo);
            client.Close();
            Take(events, EchoServerEventKind.Disconnected);
        }

        return refusal;
    }

    private static string TakeTheOnlyRefusal(EventSubscription events)
    {
        EchoServerEvent failed = Take(events, EchoServerEventKind.AcceptFailed);

        // Long enough for several more attempts to accept.
        Assert.ThrowsAny<OperationCanceledException>(() => events.Take(Bounded.For(TimeSpan.FromMilliseconds(500))));
        return ((RawSocketException)failed.Error!).Identifier;
    }

    private static List<SafeFileHandle> TakeAllDescriptors()
    {
        List<SafeFileHandle> hoard = [];
        try
        {
            while (true)
            {
                hoard.Add(File.OpenHandle("/dev/null"));
            }
        }
        catch (IOException)
        {
            return hoard;
        }
    }

    private static EchoServerEvent Take(EventSubscription events, EchoServerEventKind kind)
    {
        EchoServerEvent? taken = events.Take(Bounded.Token);
        Assert.Equal(kind, taken?.Event);
        return taken!;
    }
}
