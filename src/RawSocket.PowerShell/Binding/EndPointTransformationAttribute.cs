using System.Management.Automation;
using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;
using RawSockets.Echo;
using RawSockets.Reachability;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes an endpoint as an object, as one text for every family (127.0.0.1:80, [::1]:80, localhost:80, /path, @abstract, vsock:1:1234,
/// netlink:0:0x1, packet:lo:0x0003), or as a socket, a server or a row of the kernel's list, whose own address it is then. A name is not
/// looked up here, where Ctrl+C would not end it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EndPointTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// Whether it is where to go to, and not where to be: a server at all addresses, 0.0.0.0 or ::, is reached by the loopback address.
    /// </summary>
    public bool IsPeer { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        EndPoint endPoint => endPoint,
        RawSocket socket => Own(socket, socket.LocalEndPoint),
        EchoServer server => Own(server, server.LocalEndPoint),
        SocketState row => Own(row, row.LocalEndPoint),
        SocketTransition change => Own(change.Socket, change.Socket.LocalEndPoint),
        ResolvedAddress { Port: > 0 } resolved => resolved.EndPoint,
        ConnectionTestResult result => EndPointParser.TryParse(result.Host, result.Port, out IPEndPoint? tested) ? tested : new DnsEndPoint(result.Host, result.Port),
        AddressProbe probe => probe.EndPoint,
        Uri { IsAbsoluteUri: true, Port: > 0 } uri => new DnsEndPoint(uri.IdnHost, uri.Port),
        string text when EndPointParser.TryParse(text, out EndPoint? parsed) => parsed,
        string text when EndPointParser.TryParseHost(text, out DnsEndPoint? named) => named,
        string text => throw new ArgumentTransformationMetadataException(NoEndPoint(text)),

        // The inner exception lets the engine try the next parameter when the object came by the pipeline.
        var other => throw new ArgumentTransformationMetadataException(NoEndPoint(other), new PSInvalidCastException()),
    };

    private static string NoEndPoint(object value) =>
        $"EndPoint: '{value}' is no endpoint{Reason(value as string)}; write it as 127.0.0.1:80, [::1]:80, localhost:80, /path, @abstract, vsock:cid:port, netlink:portid:groups or packet:interface:protocol, or give an IPEndPoint, a socket or a server.";

    // Of an address that is no address, why it is none.
    private static string Reason(string? text)
    {
        int colon = text?.LastIndexOf(':') ?? -1;
        string host = colon > 0 ? text![..colon].TrimStart('[').TrimEnd(']') : "";
        return host.Length > 0 && (host.Contains('%') || Resolver.LooksNumeric(host)) && !EndPointParser.TryParse(host, 0, out _)
            ? $": '{host}' {EndPointParser.WhyNotNumeric(host).TrimEnd('.')}"
            : "";
    }

    private EndPoint Own(object holder, EndPoint? own) => own is null
        ? throw new ArgumentTransformationMetadataException($"EndPoint: '{holder}' has no address yet.")
        : IsPeer ? EndPoints.Reachable(own) : own;
}
