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
        using EchoServer server = EchoServer.Start(new EchoServerOptions(), out EventSubscription events);
        Take(events, EchoServerEventKind.Started);
        RawSocket[] clients = [.. Enumerable.Range(0, 3).Select(static _ => RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true))];
        _ = SetLimit(OpenFilesResource, [Limit, Limit]);
        List<SafeFileHandle> hoard = TakeAllDescriptors();

        // Non-blocking, for a wait would need a descriptor of its own.
        Array.ForEach(clients, client => Refused.With("connect,EINPROGRESS", () => client.Connect(server.LocalEndPoint!)));
        EchoServerEvent failed = Take(events, EchoServerEventKind.AcceptFailed);
        Console.WriteLine(((RawSocketException)failed.Error!).Identifier);

        // Long enough for several more attempts to accept.
        Assert.Throws<OperationCanceledException>(() => events.Take(Bounded.For(TimeSpan.FromMilliseconds(500))));
        hoard.ForEach(static handle => handle.Dispose());
        foreach (RawSocket client in clients)
        {
            Take(events, EchoServerEventKind.Connected);
        }

        foreach (RawSocket client in clients)
        {
            client.Send("after all"u8, timeout: 10_000);
            byte[] echo = new byte[9];
            client.ReceiveExactly(echo, timeout: 10_000);
            Assert.Equal("after all"u8, echo);
            client.Close();
            Take(events, EchoServerEventKind.Disconnected);
        }

        Console.WriteLine("recovered");
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
