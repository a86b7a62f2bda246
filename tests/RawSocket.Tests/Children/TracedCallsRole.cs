using System.Net;

namespace RawSockets.Tests;

/// <summary>Makes calls of every kind and writes each as <see cref="CallTrace"/> tells it, so that strace's record can be held against it.</summary>
internal static class TracedCallsRole
{
    /// <summary>Fails in the kernel, and so marks where the calls begin and end.</summary>
    internal const AddressFamily Marker = AddressFamily.Unspec;

    internal static void Run()
    {
        // The runtime makes calls of its own the first time round, to load what is needed.
        MakeCalls();
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            Mark();
            MakeCalls();
            Mark();
        }

        lines.ForEach(Console.WriteLine);
    }

    private static void MakeCalls()
    {
        Exchange(AddressFamily.Inet);
        Exchange(AddressFamily.Inet6);
        Refusals();
        ReadOptions(AddressFamily.Inet, SocketType.Stream);
        ReadOptions(AddressFamily.Inet6, SocketType.Stream);
        ReadOptions(AddressFamily.Inet, SocketType.Dgram);
        WriteOptions();
        Addresses();
    }

    private static void Mark() => Quietly(static () => RawSocket.Open(Marker, SocketType.Stream));

    private static void Exchange(AddressFamily family)
    {
        using RawSocket listener = Loopback.Listener(family);
        using var client = RawSocket.Open(family, SocketType.Stream, nonBlocking: true, inheritable: true);
        client.Connect(listener.LocalEndPoint!, timeout: 10_000);
        using RawSocket server = listener.Accept(timeout: 10_000, nonBlocking: true);
        byte[][] messages =
        [
            [0x61, 1, (byte)'7'], [0x61, 1, (byte)'8'], [0x61, 1, (byte)'9'], [0x61, 1, (byte)'x'], [0], [0x7F, 0x80, 0xFF],
            "\"\\\t\n\v\f\r\a\b\u001b"u8.ToArray(), new byte[32], new byte[33], [], RandomBytes.Make(5, 200),
        ];
        foreach (byte[] message in messages)
        {
            client.Send(message);
            if (message.Length > 0)
            {
                server.Receive(new byte[message.Length + 1], timeout: 10_000);
            }
        }

        server.Send("abc"u8, MessageFlags.More | MessageFlags.OutOfBand);
        Quietly(() => server.Receive(new byte[4]));
        Quietly(() => client.Receive(new byte[4], MessageFlags.Peek | MessageFlags.Truncated, timeout: 10_000));
        SocketWait.Any([client, server, listener], PollEvents.Read | PollEvents.Write | PollEvents.ReadHangUp | PollEvents.Priority, 0);
        SocketWait.Any([listener], PollEvents.Read, 0);
        client.SetNonBlocking(false);
        client.SetCloseOnExec(true);
        _ = client.GetCloseOnExec();
        client.SetCloseOnExec(false);
        _ = client.GetCloseOnExec();
        client.Shutdown(ShutdownDirection.Receive);
        client.Shutdown(ShutdownDirection.Send);
        server.Shutdown(ShutdownDirection.Both);
    }

    private static void Refusals()
    {
        using RawSocket bound = Loopback.Bound();
        using RawSocket other = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Quietly(() => other.Bind(bound.LocalEndPoint!));
        Quietly(() => other.Connect(bound.LocalEndPoint!));
        Quietly(() => other.Shutdown(ShutdownDirection.Both));
        Quietly(() => other.Accept(timeout: 0));
        other.SetNonBlocking(true);
        Quietly(() => other.Accept());
        Quietly(() => other.Receive(new byte[10], MessageFlags.Peek));
        Quietly(() => other.Send("x"u8));
        Quietly(static () => RawSocket.Open(AddressFamily.Inet, SocketType.Stream, (ProtocolType)99));
        Quietly(static () => RawSocket.Open(AddressFamily.Inet, (SocketType)9));
        using var datagrams = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        Quietly(() => datagrams.Listen(7));
        using FullListener silent = new();
        using RawSocket hopeless = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Quietly(() => hopeless.Connect(silent.EndPoint, timeout: 1));
    }

    private static void ReadOptions(AddressFamily family, SocketType type)
    {
        using var socket = RawSocket.Open(family, type);
        foreach (SocketOption option in SocketOption.All)
        {
            Quietly(() => socket.GetOption(option));
        }

        Quietly(() => socket.GetOption(999, 1, 4));
        Quietly(() => socket.GetOption(1, 999, 4));
        Quietly(() => socket.GetOption(6, 999, 4));
        Quietly(() => socket.GetOption(0, 999, 4));
    }

    private static void WriteOptions()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        socket.SetOption(SocketOption.Find("SO_REUSEADDR")!, true);
        socket.SetOption(SocketOption.Find("SO_LINGER")!, 5);
        socket.SetOption(SocketOption.Find("SO_RCVTIMEO")!, TimeSpan.FromSeconds(1.5));
        socket.SetOption(SocketOption.Find("SO_RCVBUF")!, 4096);
        socket.SetOption(SocketOption.Find("TCP_USER_TIMEOUT")!, 1500);
        Quietly(() => socket.SetOption(SocketOption.Find("TCP_CONGESTION")!, "none such"));
        Quietly(() => socket.SetOption(1, 999, [1, 0, 0, 0]));
    }

    private static void Addresses()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet6, SocketType.Dgram);
        foreach (string address in (string[])["::1", "::1%1", "::1:2", "ff02::1%1", "::ffff:127.0.0.1", "fe80::5efe:102:304", "1:0:0:2::3", "fe80::1%1", "fe80::1%77"])
        {
            Quietly(() => socket.Connect(new IPEndPoint(IPAddress.Parse(address), 9)));
        }
    }

    private static void Quietly(Action call)
    {
        try
        {
            call();
        }
        catch (RawSocketException)
        {
            // The refusal is traced, and that is all that is asked here.
        }
    }

    private static void Quietly(Func<object> call) => Quietly(() => { _ = call(); });
}
