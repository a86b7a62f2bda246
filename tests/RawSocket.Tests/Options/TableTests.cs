using System.Globalization;
using System.Text;

namespace RawSockets.Tests.Options;

/// <summary>What holds for the table of options as a whole, and its page in docs/.</summary>
public sealed class TableTests
{
    [Fact]
    public void Script_names_are_unique()
    {
        string[] twice = [.. SocketOption.All.GroupBy(static option => option.Name, StringComparer.OrdinalIgnoreCase)
            .Where(static group => group.Count() > 1).Select(static group => group.Key)];
        Assert.Empty(twice);
    }

    [Fact]
    public void Constants_are_unique_at_their_level()
    {
        string[] twice = [.. SocketOption.All.GroupBy(static option => (option.Level, option.Constant))
            .Where(static group => group.Count() > 1).Select(static group => group.Key.Constant)];
        Assert.Empty(twice);
    }

    [Fact]
    public void Each_option_has_a_sentence_and_a_socket_that_has_it()
    {
        foreach (SocketOption option in SocketOption.All)
        {
            Assert.EndsWith(".", option.Description, StringComparison.Ordinal);
            Assert.True(char.IsUpper(option.Description[0]) || char.IsDigit(option.Description[0]), option.Name);
            Assert.True(OptionSockets.Kinds.Any(kind => option.Fits(new SocketKind(kind.Family, kind.Type, kind.Protocol))), option.Name);
        }
    }

    [Theory]
    [InlineData("nodelay", "NoDelay")]
    [InlineData("TCP_NODELAY", "NoDelay")]
    [InlineData("MCAST_JOIN_GROUP", "MulticastJoin")]
    public void Either_name_finds_an_option(string name, string expected) => Assert.Equal(expected, SocketOption.Find(name)?.Name);

    [Fact]
    public void A_constant_of_two_levels_is_the_one_that_the_socket_has()
    {
        using RawSocket four = OptionSockets.Open("udp4");
        using RawSocket six = OptionSockets.Open("udp6");
        Assert.Equal("MulticastJoin", SocketOption.Find("MCAST_JOIN_GROUP", four.Kind)?.Name);
        Assert.Equal("IPv6MulticastJoin", SocketOption.Find("MCAST_JOIN_GROUP", six.Kind)?.Name);
    }

    /// <summary>RAWSOCKET_UPDATE_DOCS=1 writes the page instead of comparing it.</summary>
    [Fact]
    public void The_page_in_docs_is_the_table()
    {
        string path = Path.Combine(Root(), "docs", "socket-options.md");
        string expected = Page();
        if (Environment.GetEnvironmentVariable("RAWSOCKET_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Page()
    {
        StringBuilder page = new();
        page.AppendLine("# Socket options").AppendLine();
        page.AppendLine("Made from the table in `src/RawSocket/Kernel/Options/Tables` by a test (`RAWSOCKET_UPDATE_DOCS=1`); the same test fails when");
        page.AppendLine("the two differ. The names are those of `Get-RawSocketOption` and `Set-RawSocketOption`; the numbers are the same on x64 and");
        page.AppendLine("arm64. `Kind` is what the value is; a number stands for a time in the unit that the kind names. `*` marks a reading that");
        page.AppendLine("changes something, which is therefore never made unasked.").AppendLine();
        page.AppendLine("| level | name | constant | number | kind | access | range | what it does |");
        page.AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (SocketOption option in SocketOption.All)
        {
            string access = option.Access switch
            {
                SocketOptionAccess.Read => "read",
                SocketOptionAccess.Write => "write",
                _ => "both",
            };
            string range = option.Minimum is null && option.Maximum is null ? "" : $"{option.Minimum} to {(option.Maximum is { } maximum ? $"{maximum}" : "...")}";
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {option.LevelName} | {option.Name} | {option.Constant} | {option.Number} | {option.Kind} | {access}{(option.HasReadEffect ? "*" : "")} | {range} | {option.Description} |");
        }

        page.AppendLine().Append(LeftOut);
        return page.ToString();
    }

    private const string LeftOut = """
        ## Left to `-Level` and `-OptionName`
        - The layouts for 64-bit times on 32-bit machines (`SO_TIMESTAMP_NEW`, `SO_RCVTIMEO_NEW` and their kin): on 64-bit machines
          they are the same options once more.
        - What has to be given a struct to be read: `IP_MSFILTER`, `MCAST_MSFILTER`, `IPV6_FLOWLABEL_MGR`, `PACKET_HDRLEN`,
          `TCP_ZEROCOPY_RECEIVE`, `TCP_AO_GET_KEYS`, `MPTCP_TCPINFO`, `MPTCP_SUBFLOW_ADDRS`, `MPTCP_FULL_INFO`.
        - What needs mapped memory: `PACKET_RX_RING`, `PACKET_TX_RING`, `SO_DEVMEM_*`.
        - What Linux names and does not have: `SO_SECURITY_*`, `IPV6_NEXTHOP`, `IPV6_AUTHHDR`, `IPV6_USE_MIN_MTU`,
          `SO_VM_SOCKETS_PEER_HOST_VM_ID`, `SO_VM_SOCKETS_TRUSTED`, `SO_VM_SOCKETS_NONBLOCK_TXRX`.
        - `SO_PEERNAME`, which is the socket's `RemoteEndPoint`; `IPV6_2292PKTOPTIONS`; the options of multicast routers (`MRT_*`), of
          netfilter, of SCTP and of `SOL_TLS`.

        """;

    internal static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RawSocket.PowerShell.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("the repository's root");
    }
}
