using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Rows of ss(8), for comparison; the product never reads anybody's text.</summary>
internal static partial class SocketStatistics
{
    private const string Path = "/usr/bin/ss";

    internal static bool IsPresent => File.Exists(Path);

    internal static List<Row> List(string options, int port)
    {
        ProcessStartInfo start = new(Path) { RedirectStandardOutput = true };
        start.ArgumentList.Add(options);
        start.ArgumentList.Add($"( sport = :{port} or dport = :{port} )");
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    internal static Row Of(InetSocketState entry) => new(
        StateNames.InSs(entry.State), (uint)entry.ReceiveQueue, (uint)entry.SendQueue, (IPEndPoint)entry.LocalEndPoint, (IPEndPoint)entry.RemoteEndPoint, entry.Inode, entry.Cookie);

    private static Row Parse(string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Row(
            fields[0],
            uint.Parse(fields[1], CultureInfo.InvariantCulture),
            uint.Parse(fields[2], CultureInfo.InvariantCulture),
            EndPoint(fields[3]),
            EndPoint(fields[4]),
            uint.Parse(Inode().Match(line).Groups[1].Value, CultureInfo.InvariantCulture),
            ulong.Parse(Cookie().Match(line).Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private static IPEndPoint EndPoint(string text)
    {
        int colon = text.LastIndexOf(':');
        string address = text[..colon].Trim('[', ']');
        return new IPEndPoint(
            address == "*" ? IPAddress.IPv6Any : IPAddress.Parse(address),
            text[(colon + 1)..] == "*" ? 0 : int.Parse(text[(colon + 1)..], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\bino:(\d+)")]
    private static partial Regex Inode();

    [GeneratedRegex(@"\bsk:([0-9a-f]+)")]
    private static partial Regex Cookie();

    internal sealed record Row(string State, uint ReceiveQueue, uint SendQueue, IPEndPoint Local, IPEndPoint Remote, uint Inode, ulong Cookie);
}
