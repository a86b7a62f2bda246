using System.Management.Automation;
using System.Net;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that starts a server on the engine, with the limits that the engine has for all of them.</summary>
public abstract class LimitedServerCommand : CancellableCommand
{
    /// <summary>How many clients of one internet address may be connected at a time; more are closed at once.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxConnectionsPerAddress { get; set; } = int.MaxValue;

    /// <summary>After how long without a byte either way a client is disconnected, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? IdleTimeout { get; set; }

    /// <summary>How many bytes a second are received from each client.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? RateLimit { get; set; }

    /// <summary>The only addresses that may connect, as prefixes: 10.0.0.0/8, ::1.</summary>
    [Parameter]
    [AddressPrefixTransformation]
    [ValidateNotNullOrEmpty]
    public IPNetwork[] AllowedAddress { get; set; } = [];

    /// <summary>Addresses that may not connect, as prefixes, even if they are among those allowed.</summary>
    [Parameter]
    [AddressPrefixTransformation]
    [ValidateNotNullOrEmpty]
    public IPNetwork[] DeniedAddress { get; set; } = [];

    /// <summary>The parameter that an error of the library is about, which its message begins with.</summary>
    private protected static string ParameterOf(ArgumentException exception) => exception.Message.Split(':', 2)[0];
}
