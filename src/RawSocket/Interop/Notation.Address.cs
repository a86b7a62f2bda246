using System.Net;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of socket addresses.</summary>
internal static partial class Notation
{
    internal static string Address(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
        {
            return "NULL";
        }

        AddressFamily family = SocketAddress.FamilyOf(address);
        return SocketAddress.Read(address) switch
        {
            IPEndPoint inet when family == AddressFamily.Inet =>
                $"{{sa_family=AF_INET, sin_port=htons({inet.Port}), sin_addr=inet_addr(\"{inet.Address}\")}}",
            IPEndPoint inet6 when family == AddressFamily.Inet6 =>
                $"{{sa_family=AF_INET6, sin6_port=htons({inet6.Port}), sin6_flowinfo=htonl(0), "
                + $"inet_pton(AF_INET6, \"{Unscoped(inet6.Address)}\", &sin6_addr), sin6_scope_id={Scope(inet6.Address)}}}",
            _ => $"{{sa_family={Family((int)family)}, sa_data={Data(address.Length > 2 ? address[2..] : default)}}}",
        };
    }

    /// <summary>An address argument that the call did not fill.</summary>
    internal static string NoAddress(ReadOnlySpan<byte> room) => room.IsEmpty ? "NULL" : Pointer(room);

    private static IPAddress Unscoped(IPAddress address) => new(address.GetAddressBytes());

    // strace names the interface; without one the id is 0.
    private static string Scope(IPAddress address)
    {
        if (address.ScopeId == 0)
        {
            return "0";
        }

        string name = InterfaceName.Of((int)address.ScopeId) ?? "";
        return name.Length == 0 ? $"{address.ScopeId}" : $"if_nametoindex(\"{name}\")";
    }
}
