using System.Management.Automation;
using System.Net;
using RawSockets.Echo;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes an endpoint as an object, as one text for every family (127.0.0.1:80, [::1]:80, /path, @abstract, vsock:1:1234,
/// netlink:0:0x1, packet:lo:0x0003), or as a socket or server, whose own address it is then.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndPointTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        EndPoint endPoint => endPoint,
        RawSocket { LocalEndPoint: { } own } => own,
        EchoServer { LocalEndPoint: { } own } => own,
        string text when EndPointParser.TryParse(text, out EndPoint? parsed) => parsed,
        var other => throw new ArgumentTransformationMetadataException(
            $"EndPoint: '{other}' is no endpoint; write it as 127.0.0.1:80, [::1]:80, /path, @abstract, vsock:cid:port, netlink:portid:groups or packet:interface:protocol."),
    };
}
