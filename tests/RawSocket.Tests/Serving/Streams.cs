using System.Net.Sockets;
using System.Text;

namespace RawSockets.Tests.Serving;

/// <summary>The client's side, by .NET.</summary>
internal static class Streams
{
    internal static void Put(this Socket socket, string text) => socket.Send(Encoding.UTF8.GetBytes(text));

    internal static string UntilEnd(this Socket socket)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[65536];
        int count;
        while ((count = socket.Receive(buffer)) > 0)
        {
            all.Write(buffer, 0, count);
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    internal static string Exactly(this Socket socket, int size)
    {
        byte[] buffer = new byte[size];
        int received = 0;
        while (received < size)
        {
            int count = socket.Receive(buffer.AsSpan(received));
            Assert.True(count > 0, $"The stream ended after {received} of {size} bytes.");
            received += count;
        }

        return Encoding.UTF8.GetString(buffer);
    }
}
