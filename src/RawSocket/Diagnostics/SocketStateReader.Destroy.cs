using System.Globalization;

namespace RawSockets.Diagnostics;

/// <content>Closing sockets from outside, as ss -K does.</content>
public sealed partial class SocketStateReader
{
    private const string DestroyCall = "SOCK_DESTROY";

    /// <summary>Closes the socket of a row, whoever has it; its program sees ECONNABORTED.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <exception cref="RawSocketException">
    /// The kernel refused: SOCK_DESTROY,EOPNOTSUPP where it can't, SOCK_DESTROY,EPERM without CAP_NET_ADMIN, SOCK_DESTROY,ENOENT when
    /// the socket is gone.
    /// </exception>
    public static void Destroy(SocketState row, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row is not InetSocketState inet)
        {
            throw new RawSocketException(
                DestroyCall, new Errno(Errno.Numbers.EOPNOTSUPP), row.LocalEndPoint, $"the kernel closes internet sockets from outside, none of {row.Protocol}");
        }

        inet.Destroy(cancellationToken);
    }

    internal void Destroy(InetSocketState row, CancellationToken cancellationToken)
    {
        using DiagChannel channel = DiagChannel.Open(_place);
        channel.Send(DiagRequest.ForDestruction(row));
        byte[] buffer = new byte[4096];
        try
        {
            int length = channel.Receive(buffer, Deadline.After(DetailPatienceMilliseconds), cancellationToken);
            _ = DiagReply.Parse(buffer.AsSpan(0, length), InetDiagReader.For(this, row.Protocol, detailed: false), []);
        }
        catch (RawSocketException exception) when (exception.SystemCall == DiagErrors.Call)
        {
            throw new RawSocketException(DestroyCall, exception.Errno, row.LocalEndPoint, Reason(exception.Errno, row));
        }
    }

    private static string Reason(Errno errno, InetSocketState row) => errno.Number switch
    {
        Errno.Numbers.EOPNOTSUPP => $"this kernel can't close sockets of {row.Protocol} from outside: it was built without CONFIG_INET_DIAG_DESTROY",
        Errno.Numbers.EPERM => "it takes root, or the capability CAP_NET_ADMIN, in the socket's network namespace",
        Errno.Numbers.ENOENT => "the socket is gone, or has become another since the row was read",
        _ => string.Create(CultureInfo.InvariantCulture, $"the socket with cookie {row.Cookie}"),
    };
}
