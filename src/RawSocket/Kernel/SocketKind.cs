namespace RawSockets;

/// <summary>What kind a socket is, socket(2).</summary>
/// <param name="Family">The address family.</param>
/// <param name="Type">The type.</param>
/// <param name="Protocol">The protocol.</param>
public readonly record struct SocketKind(AddressFamily Family, SocketType Type, ProtocolType Protocol);
