using System.Globalization;
using System.Net;

namespace RawSockets;

/// <summary>The address of a vsock socket, vsock(7): a machine and a port, both of 32 bits.</summary>
public sealed class VsockEndPoint : EndPoint, IEquatable<VsockEndPoint>
{
    /// <summary>VMADDR_CID_ANY: any machine, for bind(2).</summary>
    public const uint AnyCid = uint.MaxValue;

    /// <summary>VMADDR_CID_HYPERVISOR.</summary>
    public const uint HypervisorCid = 0;

    /// <summary>VMADDR_CID_LOCAL: this machine, by loopback.</summary>
    public const uint LocalCid = 1;

    /// <summary>VMADDR_CID_HOST: the host of a virtual machine.</summary>
    public const uint HostCid = 2;

    /// <summary>VMADDR_PORT_ANY: any free port, for bind(2).</summary>
    public const uint AnyPort = uint.MaxValue;

    /// <summary>Makes an address.</summary>
    /// <param name="cid">The context identifier of the machine.</param>
    /// <param name="port">The port.</param>
    public VsockEndPoint(uint cid, uint port)
    {
        Cid = cid;
        Port = port;
    }

    /// <summary>The context identifier of the machine.</summary>
    public uint Cid { get; }

    /// <summary>The port.</summary>
    public uint Port { get; }

    /// <inheritdoc/>
    public override System.Net.Sockets.AddressFamily AddressFamily => System.Net.Sockets.AddressFamily.Unknown;

    /// <inheritdoc/>
    public bool Equals(VsockEndPoint? other) => other is not null && Cid == other.Cid && Port == other.Port;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VsockEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cid, Port);

    /// <summary>Gives vsock:cid:port, with * for any.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"vsock:{Text(Cid)}:{Text(Port)}";

    private static string Text(uint number) => number == uint.MaxValue ? "*" : number.ToString(CultureInfo.InvariantCulture);
}
