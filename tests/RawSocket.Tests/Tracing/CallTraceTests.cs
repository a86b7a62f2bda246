namespace RawSockets.Tests;

public sealed class CallTraceTests
{
    [Fact]
    public void Each_call_is_one_line_with_its_real_result()
    {
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            using RawSocket socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
            socket.Bind(Loopback.Address());
            socket.Listen(3);
            int fd = socket.Descriptor;
            int port = ((System.Net.IPEndPoint)socket.LocalEndPoint!).Port;
            socket.Close();
            Assert.Equal(
                [
                    $"socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = {fd}",
                    $"bind({fd}, {{sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"127.0.0.1\")}}, 16) = 0",
                    $"getsockname({fd}, {{sa_family=AF_INET, sin_port=htons({port}), sin_addr=inet_addr(\"127.0.0.1\")}}, [128 => 16]) = 0",
                    $"listen({fd}, 3) = 0",
                    $"close({fd}) = 0",
                ],
                lines);
        }
    }

    [Fact]
    public void A_refused_call_shows_the_error_with_its_sentence()
    {
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            Refused.With("socket,EAFNOSUPPORT", static () => RawSocket.Open((AddressFamily)255, SocketType.Stream));
        }

        Assert.Equal(["socket(0xff /* AF_??? */, SOCK_STREAM|SOCK_CLOEXEC, 0) = -1 EAFNOSUPPORT (Address family not supported by protocol)"], lines);
    }

    [Fact]
    public void A_scope_ends_where_it_is_disposed_and_puts_the_outer_one_back()
    {
        List<string> outer = [];
        List<string> inner = [];
        using (CallTrace.To(outer.Add))
        {
            using (CallTrace.To(inner.Add))
            {
                OpenAndClose();
            }

            using (CallTrace.To(null))
            {
                OpenAndClose();
            }

            OpenAndClose();
        }

        OpenAndClose();
        Assert.Equal(2, inner.Count);
        Assert.Equal(2, outer.Count);
    }

    [Fact]
    public void Calls_of_other_threads_are_not_traced()
    {
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            Thread other = new(OpenAndClose);
            other.Start();
            other.Join();
        }

        Assert.Empty(lines);
    }

    private static void OpenAndClose() => RawSocket.Open(AddressFamily.Inet, SocketType.Stream).Close();
}
