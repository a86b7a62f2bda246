using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using RawSockets.Echo;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes echo servers of this process as objects, or by where they listen: a port, an endpoint, or its text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EchoServerTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        EchoServer server => new[] { server },
        IEnumerable several and not string => several.Cast<object?>().SelectMany(Find).ToArray(),
        var other => Find(other),
    };

    private static EchoServer[] Find(object? item)
    {
        object? plain = Payload.Plain(item);
        if (plain is EchoServer server)
        {
            return [server];
        }

        string text = Convert.ToString(plain, CultureInfo.InvariantCulture) ?? "";
        EchoServer[] found = [.. EchoServers.All.Where(one => one.LocalEndPoints.Any(place => Fits(place, text)))];

        // The inner exception lets the engine try the next parameter, or say what it says, when the object came by the pipeline.
        return found.Length > 0 ? found : throw new ArgumentTransformationMetadataException(
            $"Server: '{text}' is no echo server of this process. {Running()}", new PSInvalidCastException());
    }

    private static bool Fits(EndPoint place, string text) =>
        (place is IPEndPoint inet && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port == inet.Port)
        || string.Equals(place.ToString(), text, StringComparison.Ordinal)
        || (EndPointParser.TryParse(text, out EndPoint? parsed) && parsed.Equals(place));

    private static string Running()
    {
        string[] places = [.. EchoServers.All.SelectMany(static one => one.LocalEndPoints).Select(static place => place.ToString()!)];
        return places.Length == 0 ? "None is running." : $"Give a server, a port, or one of {string.Join(", ", places)}.";
    }
}
