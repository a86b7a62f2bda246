using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Walks over the messages of one datagram. Every length is checked, and every step goes forward.</summary>
internal ref struct NetlinkMessages(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    internal NetlinkHeader Header { get; private set; }

    internal ReadOnlySpan<byte> Body { get; private set; }

    /// <exception cref="RawSocketException">The message is cut off: sock_diag,EBADMSG.</exception>
    internal bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < NetlinkHeader.Size)
        {
            throw DiagErrors.Malformed($"a message header needs {NetlinkHeader.Size} bytes, and {_rest.Length} are left");
        }

        Header = MemoryMarshal.Read<NetlinkHeader>(_rest);
        if (Header.Length < NetlinkHeader.Size || Header.Length > _rest.Length)
        {
            throw DiagErrors.Malformed($"a message says that it has {Header.Length} bytes, and {_rest.Length} are left");
        }

        int length = (int)Header.Length;
        Body = _rest[NetlinkHeader.Size..length];
        _rest = NetlinkNumbers.Align(length) >= _rest.Length ? default : _rest[NetlinkNumbers.Align(length)..];
        return true;
    }
}
