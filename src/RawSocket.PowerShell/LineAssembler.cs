using System.Text;

namespace RawSockets.PowerShell;

/// <summary>
/// Cuts a received stream into lines. A line is decoded only when all of it is there, so a character that was split between two
/// receives comes out whole.
/// </summary>
internal sealed class LineAssembler(Encoding encoding, Action<string> line)
{
    private readonly List<byte> _begun = [];

    internal void Add(ReadOnlySpan<byte> data)
    {
        int end;
        while ((end = data.IndexOf((byte)'\n')) >= 0)
        {
            Emit(data[..end]);
            data = data[(end + 1)..];
        }

        _begun.AddRange(data);
    }

    /// <summary>Gives the last line, if it had no newline.</summary>
    internal void Finish()
    {
        if (_begun.Count > 0)
        {
            Emit([]);
        }
    }

    private void Emit(ReadOnlySpan<byte> rest)
    {
        if (_begun.Count == 0)
        {
            line(encoding.GetString(rest));
            return;
        }

        _begun.AddRange(rest);
        line(encoding.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_begun)));
        _begun.Clear();
    }
}
