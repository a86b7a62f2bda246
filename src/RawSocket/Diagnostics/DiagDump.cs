using System.Buffers;

namespace RawSockets.Diagnostics;

/// <summary>
/// Asks for a listing and gives its rows as they arrive. A listing that the kernel calls interrupted is taken again; rows that were
/// given already, which their cookies tell, are not given twice.
/// </summary>
internal sealed class DiagDump<T>
{
    private const int Attempts = 3;

    /// <summary>The kernel fills at most 32 KiB of a datagram, by the largest buffer that it has seen.</summary>
    private const int BufferSize = 32 * 1024;

    /// <summary>How long one datagram may take. The rows may be taken as slowly as one likes.</summary>
    private const int PatienceMilliseconds = 10_000;

    private int _rowsExpected;

    private readonly byte[] _request;
    private readonly DiagRowReader<T> _reader;
    private readonly Func<T, ulong> _cookie;
    private readonly Func<IDiagChannel> _open;

    internal DiagDump(byte[] request, DiagRowReader<T> reader, Func<T, ulong> cookie, Func<IDiagChannel>? open = null)
    {
        _request = request;
        _reader = reader;
        _cookie = cookie;
        _open = open ?? DiagChannel.Open;
    }

    /// <exception cref="RawSocketException">The kernel refused, or its reply makes no sense.</exception>
    internal IEnumerable<T> Rows(Deadline deadline, CancellationToken cancellationToken) =>
        Batches(deadline, cancellationToken).SelectMany(static batch => batch);

    /// <summary>The rows of each datagram; the list is the caller's.</summary>
    /// <exception cref="RawSocketException">The kernel refused, or its reply makes no sense.</exception>
    internal IEnumerable<List<T>> Batches(Deadline deadline, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            GivenCookies given = new();
            HashSet<ulong>? before = null;
            for (int attempt = 1; attempt <= Attempts; attempt++)
            {
                using IDiagChannel channel = _open();
                channel.Send(_request);
                DiagReply reply = default;
                bool interrupted = false;
                while (!reply.IsDone)
                {
                    List<T> rows = new(_rowsExpected);
                    int length = channel.Receive(buffer, deadline.IsNone ? Deadline.After(PatienceMilliseconds) : deadline, cancellationToken);
                    reply = DiagReply.Parse(buffer.AsSpan(0, length), _reader, rows);
                    interrupted |= reply.IsInterrupted;

                    // A repeated cookie counts only between attempts: within one, what the kernel gives is given.
                    if (before is not null)
                    {
                        rows.RemoveAll(row => !before.Add(_cookie(row)));
                    }

                    if (rows.Count > 0)
                    {
                        _rowsExpected = rows.Count;
                        rows.ForEach(row => given.Add(_cookie(row)));
                        yield return rows;
                    }
                }

                if (!interrupted)
                {
                    yield break;
                }

                before = given.ToSet();
            }

            throw DiagErrors.StaysInterrupted(Attempts);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
