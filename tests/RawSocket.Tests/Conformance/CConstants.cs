using System.Globalization;
using System.Text;

namespace RawSockets.Tests;

/// <summary>What the machine's C headers say a constant is, asked by a small program compiled for it.</summary>
internal static class CConstants
{
    private const string Compiler = "gcc";
    private const string Headers = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <fcntl.h>
        #include <poll.h>
        #include <stdio.h>
        #include <sys/epoll.h>
        #include <sys/socket.h>
        #include <sys/time.h>
        #include <termios.h>
        #include <netinet/in.h>
        #include <netinet/tcp.h>
        """;

    internal static bool CanBeAsked => Tool.Exists(Compiler);

    /// <returns>The value of each name that the headers define.</returns>
    internal static async Task<IReadOnlyDictionary<string, long>> AskAsync(IEnumerable<string> names)
    {
        string folder = Directory.CreateTempSubdirectory("rawsocket-constants-").FullName;
        try
        {
            string source = Path.Combine(folder, "constants.c");
            string program = Path.Combine(folder, "constants");
            await File.WriteAllTextAsync(source, Program(names), Bounded.Token);
            (await Tool.RunAsync(Compiler, source, "-o", program)).Successful();
            ToolResult result = (await Tool.RunAsync(program)).Successful();
            return result.Lines
                .Select(static line => line.Split('='))
                .ToDictionary(static parts => parts[0], static parts => long.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Program(IEnumerable<string> names)
    {
        StringBuilder text = new(Headers);
        text.Append("\nint main(void) {\n");
        foreach (string name in names.Distinct())
        {
            // sizeof needs no #ifdef, and could not have one.
            bool isMacro = !name.StartsWith("sizeof", StringComparison.Ordinal);
            text.Append(isMacro ? $"#ifdef {name}\n" : "")
                .Append(CultureInfo.InvariantCulture, $"  printf(\"{name}=%lld\\n\", (long long)({name}));\n")
                .Append(isMacro ? "#endif\n" : "");
        }

        return text.Append("  return 0;\n}\n").ToString();
    }
}
