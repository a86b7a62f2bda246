namespace RawSockets;

/// <content>
/// struct sockaddr_un, unix(7): a path ends with a zero byte where there is room for one, an abstract name begins with one and is as long as the address says,
/// and an address of the family alone is no name.
/// </content>
internal static partial class SocketAddress
{
    private static int WriteUnix(UnixEndPoint endPoint, Span<byte> destination)
    {
        if (endPoint.IsUnnamed)
        {
            return FamilyLength;
        }

        int start = endPoint.IsAbstract ? FamilyLength + 1 : FamilyLength;
        endPoint.Name.CopyTo(destination[start..]);
        return Math.Min(FamilyLength + endPoint.Name.Length + 1, FamilyLength + UnixEndPoint.PathRoom);
    }

    private static UnixEndPoint ReadUnix(ReadOnlySpan<byte> address) => UnixEndPoint.FromKernel(address[FamilyLength..]);
}
