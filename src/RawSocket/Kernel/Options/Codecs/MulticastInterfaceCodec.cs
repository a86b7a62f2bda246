using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>
/// IP_MULTICAST_IF: a struct ip_mreqn when set by name or index, a struct in_addr when set by address. The kernel gives back only
/// the address, which is 0.0.0.0 when the interface was chosen by name.
/// </summary>
internal sealed class MulticastInterfaceCodec : OptionCodec
{
    internal override string Takes => "the name, index or IPv4 address of an interface, or an empty string for none";

    internal override object Decode(ReadOnlySpan<byte> value) => value.Length >= 4 ? new IPAddress(value[..4]) : IPAddress.Any;

    internal override byte[] Encode(SocketOption option, object? value)
    {
        if (AsAddress(value) is { } address)
        {
            return address.GetAddressBytes();
        }

        int index = Interfaces.IndexOf(value) ?? throw Unfit(option, value);
        byte[] bytes = new byte[12];
        MemoryMarshal.Write(bytes.AsSpan(8), index);
        return bytes;
    }

    private static IPAddress? AsAddress(object? value)
    {
        IPAddress? address = value switch
        {
            IPAddress given => given,
            string text when text.Contains('.', StringComparison.Ordinal) && IPAddress.TryParse(text, out IPAddress? parsed) => parsed,
            _ => null,
        };
        return address?.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? address : null;
    }
}
