using System.Text;
using CsCheck;
using RawSockets.Interop;

namespace RawSockets.Tests;

public sealed class ReceiveTextTests
{
    private const int Iterations = 500;

    static ReceiveTextTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Encodings =>
        ["utf-8", "utf-16", "utf-16BE", "utf-32", "iso-8859-1", "us-ascii", "gb18030", "gb2312", "big5", "shift_jis", "euc-jp", "euc-kr"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void However_a_text_is_cut_its_pieces_make_the_same_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        SplitText.Of(encoding).Sample(
            split => Assert.Equal(encoding.GetString(split.Bytes), ReceivePieces(split, encoding, size: 4096)),
            iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void However_small_the_receives_are_they_make_the_same_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Gen.Select(SplitText.Of(encoding), Gen.Int[1, 9]).Sample(
            (split, size) => Assert.Equal(encoding.GetString(split.Bytes), ReceiveAll(split.Bytes, encoding, size)),
            iter: Iterations);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void Bytes_that_are_no_text_are_replaced_as_if_they_had_come_at_once(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        SplitText.Noise.Sample(split => Assert.Equal(encoding.GetString(split.Bytes), ReceivePieces(split, encoding, size: 4096)), iter: Iterations);
    }

    [Fact]
    public void A_character_waits_for_its_rest_and_what_came_before_does_not()
    {
        using ConnectedPair pair = new();
        pair.Client.Send([0x61, 0xE2, 0x82], cancellationToken: Bounded.Token);

        Assert.Equal("a", pair.Server.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
        Assert.Equal(2, pair.Server.KeptCount);
        Refused.With("recv,ETIMEDOUT", () => pair.Server.ReceiveText(64, Encoding.UTF8, timeout: 1, Bounded.Token));
        Assert.Equal(2, pair.Server.KeptCount);
        pair.Client.Send([0xAC], cancellationToken: Bounded.Token);
        Assert.Equal("€", pair.Server.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
        Assert.Equal(0, pair.Server.KeptCount);
    }

    [Fact]
    public void The_end_of_the_stream_makes_an_incomplete_character_a_replacement()
    {
        using ConnectedPair pair = new();
        pair.Client.Send([0xE2, 0x82], cancellationToken: Bounded.Token);
        pair.Client.Close();

        Assert.Equal("\uFFFD", pair.Server.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
        Assert.Equal("", pair.Server.ReceiveText(64, Encoding.UTF8, cancellationToken: Bounded.Token));
    }

    // Each piece is awaited in the kernel before it is received, so that no two of them come as one.
    private static string ReceivePieces(SplitText split, Encoding encoding, int size)
    {
        using ConnectedPair pair = new();
        CancellationToken token = Bounded.Token;
        StringBuilder text = new();
        foreach (byte[] piece in split.Pieces().Where(static piece => piece.Length > 0))
        {
            pair.Client.Send(piece, cancellationToken: token);
            PollDescriptor[] arrived = [new PollDescriptor { Descriptor = pair.Server.Descriptor, Events = PollEvents.Read }];
            Assert.Equal(1, Sys.Poll(arrived, (int)Bounded.Limit.TotalMilliseconds));
            try
            {
                text.Append(pair.Server.ReceiveText(size, encoding, timeout: 0, token));
            }
            catch (RawSocketException incomplete) when (incomplete.Errno.Number == Errno.Numbers.ETIMEDOUT)
            {
                // The piece was only a part of a character, which is kept.
            }
        }

        pair.Client.Shutdown(ShutdownDirection.Send);
        return text.Append(ReceiveRest(pair.Server, encoding, size, token)).ToString();
    }

    private static string ReceiveAll(byte[] bytes, Encoding encoding, int size)
    {
        using ConnectedPair pair = new();
        pair.Client.Send(bytes, cancellationToken: Bounded.Token);
        pair.Client.Shutdown(ShutdownDirection.Send);
        return ReceiveRest(pair.Server, encoding, size, Bounded.Token);
    }

    private static string ReceiveRest(RawSocket socket, Encoding encoding, int size, CancellationToken token)
    {
        StringBuilder text = new();
        string received;
        do
        {
            received = socket.ReceiveText(size, encoding, cancellationToken: token);
            text.Append(received);
        }
        while (received.Length > 0);
        return text.ToString();
    }
}
