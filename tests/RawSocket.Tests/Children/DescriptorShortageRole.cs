using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>Lets an echo server run out of descriptors and gives them back.</summary>
internal static partial class DescriptorShortageRole
{
    private const int OpenFilesResource = 7;
    private const ulong Limit = 256;
    private const int Left = 20;

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ulong[] softAndHard);

    internal static void Run()
    {
        // The runtime needs descriptors to load what is used for the first time, so all of it is used once before.
        Play(static () => []);
        _ = SetLimit(OpenFilesResource, [Limit, Limit]);
        Console.WriteLine(Play(TakeMostDescriptors));
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
            Array.ForEach(clients, client => Refused.With("connect,EINPROGRESS", () => client.Connect(server.LocalEndPoint!)));
            refusal = hoard.Count == 0 ? null : TakeTheOnlyRefusal(events);
        }
        finally
        {
            hoard.ForEach(static handle => handle.Dispose());
        }

        int before = hoard.Count == 0 ? 0 : 1;
        Array.ForEach(clients[before..], _ => Take(events, EchoServerEventKind.Connected));
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
        // Only the number of a connection tells that it was one of the last.
        Take(events, EchoServerEventKind.Connected);
        EchoServerEvent failed = Take(events, EchoServerEventKind.AcceptFailed);

        // Long enough for several more attempts to accept.
        Assert.ThrowsAny<OperationCanceledException>(() => events.Take(Bounded.For(TimeSpan.FromMilliseconds(500))));
        return ((RawSocketException)failed.Error!).Identifier;
    }

    private static List<SafeFileHandle> TakeMostDescriptors()
    {
        // Not all: the runtime ends the process when it gets none itself.
        List<SafeFileHandle> hoard = [];
        do
        {
            hoard.Add(File.OpenHandle("/dev/null"));
        }
        while (hoard[^1].DangerousGetHandle() < (nint)Limit - Left);
        return hoard;
    }

    private static EchoServerEvent Take(EventSubscription events, EchoServerEventKind kind)
    {
        EchoServerEvent? taken = events.Take(Bounded.Token);
        Assert.Equal(kind, taken?.Event);
        return taken!;
    }
}
