using System.Globalization;
using System.Management.Automation;
using System.Net;

namespace RawSockets.PowerShell;

/// <summary>Reads the address parameters, in the same way for every cmdlet.</summary>
internal static class EndPoints
{
    /// <exception cref="PipelineStoppedException">The address can't be read; the error is the cmdlet's.</exception>
    internal static IPEndPoint Parse(PSCmdlet cmdlet, string parameter, string address, int port)
    {
        if (!EndPointParser.TryParse(address, port, out IPEndPoint? endPoint))
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadArgument(parameter, address, EndPointParser.WhyNotNumeric(address)));
        }

        return endPoint!;
    }

    /// <summary>Host and port of a cmdlet that knows a host without being told: a number that stands alone is the port.</summary>
    /// <exception cref="PipelineStoppedException">There is no port; the error is the cmdlet's.</exception>
    internal static (string Address, int Port) WithLonePort(PSCmdlet cmdlet, string address, int port)
    {
        if (port > 0)
        {
            return (address, port);
        }

        if (!int.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out int alone) || alone is < 1 or > IPEndPoint.MaxPort)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadArgument(
                "Port", "", $"is no port; one from 1 to 65535 is needed, such as {cmdlet.MyInvocation.MyCommand.Name} 127.0.0.1 8080."));
        }

        return (IPAddress.Loopback.ToString(), alone);
    }

    /// <summary>A path relative to PowerShell's location, which is not the process's; or an abstract name.</summary>
    /// <exception cref="PipelineStoppedException">The path can't be one; the error is the cmdlet's.</exception>
    internal static UnixEndPoint FromPath(PSCmdlet cmdlet, string path)
    {
        UnixEndPoint? endPoint = null;
        try
        {
            endPoint = UnixEndPoint.Parse(path.StartsWith('@') ? path : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (ArgumentException exception)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadArgument("Path", exception, (object)path));
        }

        return endPoint!;
    }

    /// <summary>Where to find a server that is at all addresses of this machine: at the loopback one. Others are where they are.</summary>
    internal static EndPoint Reachable(EndPoint own) => own switch
    {
        IPEndPoint all when all.Address.Equals(IPAddress.Any) => new IPEndPoint(IPAddress.Loopback, all.Port),
        IPEndPoint all when all.Address.Equals(IPAddress.IPv6Any) => new IPEndPoint(IPAddress.IPv6Loopback, all.Port),
        _ => own,
    };

    /// <summary>An endpoint as people write it, which is not what DnsEndPoint gives.</summary>
    internal static string Text(EndPoint endPoint) => endPoint is DnsEndPoint named ? $"{named.Host}:{named.Port}" : endPoint.ToString()!;
}
