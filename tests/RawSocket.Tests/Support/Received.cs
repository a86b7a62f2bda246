namespace RawSockets.Tests;

/// <summary>Receives in the ways that tests need.</summary>
internal static class Received
{
    internal static byte[] Exactly(RawSocket socket, int count)
    {
        byte[] data = new byte[count];
        int received = socket.ReceiveExactly(data, cancellationToken: Bounded.Token);
        return data[..received];
    }

    internal static byte[] UntilTheEnd(RawSocket socket)
    {
        CancellationToken token = Bounded.Token;
        using MemoryStream all = new();
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int received = socket.Receive(buffer, cancellationToken: token);
            if (received == 0)
            {
                return all.ToArray();
            }

            all.Write(buffer, 0, received);
        }
    }
}
