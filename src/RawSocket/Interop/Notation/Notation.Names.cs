using System.Globalization;
using System.Text;

namespace RawSockets.Interop;

/// <summary>getaddrinfo(3)'s arguments, in the notation of the other calls; strace(1) sees only what the C library does for it.</summary>
internal static partial class Notation
{
    private static readonly (int Bit, string Name)[] s_addressFlags =
    [
        (AddressHints.Passive, "AI_PASSIVE"), (AddressHints.CanonicalName, "AI_CANONNAME"), (AddressHints.NumericHost, "AI_NUMERICHOST"),
        (AddressHints.V4Mapped, "AI_V4MAPPED"), (AddressHints.All, "AI_ALL"), (AddressHints.AddressConfig, "AI_ADDRCONFIG"),
    ];

    internal static string Lookup(string? node, string? service, AddressHints hints)
    {
        string type = hints.SocketType == 0 ? "0" : SocketType(hints.SocketType);
        string protocol = hints.Protocol == 0 ? "0" : Protocol((int)RawSockets.AddressFamily.Inet, hints.Protocol);
        return $"getaddrinfo({Quoted(node)}, {Quoted(service)}, {{ai_flags={Flags(hints.Flags, s_addressFlags)}, "
            + $"ai_family={Family(hints.Family)}, ai_socktype={type}, ai_protocol={protocol}}})";
    }

    internal static string LookupResult(AddressInfoError error, int count) => error.Number == 0
        ? string.Create(CultureInfo.InvariantCulture, $"0 ({count} {(count == 1 ? "address" : "addresses")})")
        : $"{error.Name} ({error.Description})";

    private static string Quoted(string? text) => text is null ? "NULL" : Data(Encoding.UTF8.GetBytes(text));
}
