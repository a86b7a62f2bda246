using System.Globalization;
using System.Text;

namespace RawSockets.Tests.Options;

/// <summary>The numbers of levels and options against what the C headers say.</summary>
public sealed class HeaderTests
{
    private const string Includes = """
        #define _GNU_SOURCE
        #include <stdio.h>
        #include <sys/socket.h>
        #include <netinet/in.h>
        #include <linux/in6.h>
        #include <linux/tcp.h>
        #include <linux/udp.h>
        #include <linux/vm_sockets.h>
        #include <linux/netlink.h>
        #include <linux/if_packet.h>
        #include <linux/icmp.h>
        #include <linux/icmpv6.h>
        #include <linux/mptcp.h>
        #ifndef UDPLITE_SEND_CSCOV
        #define UDPLITE_SEND_CSCOV 10
        #define UDPLITE_RECV_CSCOV 11
        #endif
        #ifndef SO_VM_SOCKETS_CONNECT_TIMEOUT
        #define SO_VM_SOCKETS_CONNECT_TIMEOUT SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD
        #endif
        """;

    // linux/in.h and netinet/in.h exclude each other; the numbers of one that glibc does not repeat come from the other.
    private const string KernelIncludes = """
        #include <stdio.h>
        #include <linux/in.h>
        #include <linux/in6.h>
        """;

    [Theory]
    [InlineData("gcc")]
    [InlineData("aarch64-linux-gnu-gcc")]
    public void Numbers_are_those_of_the_headers(string compiler)
    {
        Tool.SkipUnlessPresent(compiler);
        Dictionary<string, int> known = Ask(compiler, Includes);
        foreach ((string constant, int number) in Ask(compiler, KernelIncludes))
        {
            known.TryAdd(constant, number);
        }

        foreach (SocketOption option in SocketOption.All.Where(option => known.ContainsKey(option.Constant)))
        {
            Assert.True(known[option.Constant] == option.Number, $"{option.Constant} is {known[option.Constant]}, not {option.Number}");
        }

        // Headers that are older than the table lack a few; a table of invented names would lack many.
        string[] missing = [.. SocketOption.All.Select(static option => option.Constant).Where(name => !known.ContainsKey(name)).Distinct()];
        Assert.True(missing.Length <= 20, string.Join(' ', missing));
        TestContext.Current.TestOutputHelper?.WriteLine($"not in these headers: {string.Join(' ', missing)}");
    }

    [Theory]
    [InlineData("SOL_SOCKET", 1)]
    [InlineData("sol_tcp", 6)]
    [InlineData("IPPROTO_TCP", 6)]
    [InlineData("SOL_IP", 0)]
    [InlineData("SOL_IPV6", 41)]
    [InlineData("SOL_PACKET", 263)]
    [InlineData("SOL_NETLINK", 270)]
    [InlineData("AF_VSOCK", 40)]
    [InlineData("SOL_MPTCP", 284)]
    public void Levels_have_their_constants(string name, int number)
    {
        Assert.True(SocketOptionLevel.TryParse(name, out int level));
        Assert.Equal(number, level);
    }

    // A program for arm64 does not run here: the numbers are read from the compiler's assembly text.
    private static Dictionary<string, int> Ask(string compiler, string includes)
    {
        string folder = Directory.CreateTempSubdirectory("options").FullName;
        try
        {
            StringBuilder source = new(includes);
            source.AppendLine();
            foreach (string constant in SocketOption.All.Select(static option => option.Constant).Distinct())
            {
                source.AppendLine(CultureInfo.InvariantCulture, $"#ifdef {constant}");
                source.AppendLine(CultureInfo.InvariantCulture, $"void f_{constant}(void) {{ __asm__ volatile(\"#value {constant} %c0\" : : \"i\"({constant})); }}");
                source.AppendLine("#endif");
            }

            string file = Path.Combine(folder, "options.c");
            File.WriteAllText(file, source.ToString());
            string assembly = Tool.Run(compiler, "-S", "-O0", "-o", "-", file);
            return assembly.Split('\n')
                .Select(static line => line.Trim())
                .Where(static line => line.Contains("#value ", StringComparison.Ordinal))
                .Select(static line => line[line.IndexOf("#value ", StringComparison.Ordinal)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .ToDictionary(static words => words[1], static words => int.Parse(words[2], CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
