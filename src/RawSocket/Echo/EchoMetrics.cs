using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>
/// The servers' instruments of System.Diagnostics.Metrics, in meter RawSocket.EchoServer, with attributes named by OpenTelemetry's
/// conventions. Counters are read when somebody collects; a loop does nothing for them.
/// </summary>
internal static class EchoMetrics
{
    internal const string MeterName = "RawSocket.EchoServer";
    private static readonly Meter s_meter = new(MeterName);
    private static readonly Lock s_lock = new();
    private static readonly HashSet<EchoServer> s_servers = [];
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "rawsocket.server.connection.duration", "s", "How long connections lasted.");

    static EchoMetrics()
    {
        s_meter.CreateObservableUpDownCounter(
            "rawsocket.server.active_connections", () => Of(static server => server.ConnectionCount), "{connection}", "Connections that are open.");
        s_meter.CreateObservableCounter(
            "rawsocket.server.connections", () => Of(static server => server.TotalConnections), "{connection}", "Connections accepted.");
        s_meter.CreateObservableCounter(
            "rawsocket.server.rejected_connections", () => Of(static server => server.RejectedConnections), "{connection}", "Connections closed because of a limit.");
        s_meter.CreateObservableCounter("rawsocket.server.io", Io, "By", "Bytes received and sent.");
    }

    internal static void Add(EchoServer server)
    {
        lock (s_lock)
        {
            s_servers.Add(server);
        }
    }

    internal static void Remove(EchoServer server)
    {
        lock (s_lock)
        {
            s_servers.Remove(server);
        }
    }

    internal static void SessionEnded(TimeSpan duration, EndPoint? localEndPoint, DisconnectCause cause)
    {
        if (s_duration.Enabled)
        {
            TagList tags = Tags(localEndPoint);
            if (cause is DisconnectCause.Error or DisconnectCause.DrainTimeout or DisconnectCause.IdleTimeout or DisconnectCause.Overrun)
            {
                tags.Add("error.type", cause.ToString());
            }

            s_duration.Record(duration.TotalSeconds, tags);
        }
    }

    private static List<Measurement<long>> Of(Func<EchoServer, long> counter)
    {
        lock (s_lock)
        {
            return [.. s_servers.Select(server => new Measurement<long>(counter(server), Tags(server.LocalEndPoint)))];
        }
    }

    private static List<Measurement<long>> Io()
    {
        lock (s_lock)
        {
            return
            [
                .. s_servers.Select(static server => Directed(server, server.BytesReceived, "receive")),
                .. s_servers.Select(static server => Directed(server, server.BytesSent, "transmit")),
            ];
        }
    }

    private static Measurement<long> Directed(EchoServer server, long bytes, string direction)
    {
        TagList tags = Tags(server.LocalEndPoint);
        tags.Add("network.io.direction", direction);
        return new Measurement<long>(bytes, tags);
    }

    private static TagList Tags(EndPoint? localEndPoint) => localEndPoint switch
    {
        IPEndPoint inet => new TagList { { "server.address", inet.Address.ToString() }, { "server.port", inet.Port } },
        null => [],
        _ => new TagList { { "server.address", localEndPoint.ToString() } },
    };
}
