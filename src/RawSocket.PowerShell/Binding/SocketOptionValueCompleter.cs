using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net.NetworkInformation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the values of socket options whose values have names: switches, enumerations, congestion controls, interfaces.</summary>
public sealed class SocketOptionValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        return fakeBoundParameters?["Name"] is string name && SocketOption.Find(name) is { } option
            ? Values(option).Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(static value => new CompletionResult(value))
            : [];
    }

    private static IEnumerable<string> Values(SocketOption option) => option.Kind switch
    {
        SocketOptionKind.Boolean => ["$true", "$false"],
        SocketOptionKind.Action => ["$true"],
        SocketOptionKind.PathMtuDiscovery => Enum.GetNames<PathMtuDiscovery>(),
        SocketOptionKind.BufferLocks => Enum.GetNames<BufferLocks>(),
        SocketOptionKind.Timestamping => Enum.GetNames<TimestampingFlags>(),
        SocketOptionKind.MulticastInterface or SocketOptionKind.InterfaceIndex or SocketOptionKind.InterfaceIndexBigEndian
            or SocketOptionKind.PacketMembership => Interfaces(),
        SocketOptionKind.Text => option.Constant switch
        {
            "SO_BINDTODEVICE" => Interfaces(),
            "TCP_CONGESTION" => KernelWords.CongestionControls(),
            "TCP_ULP" => KernelWords.UpperProtocols(),
            _ => [],
        },
        _ => [],
    };

    private static IEnumerable<string> Interfaces() => NetworkInterface.GetAllNetworkInterfaces().Select(static one => one.Name);
}
