using System.Globalization;
using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>Documentation says 8080, and somebody else may listen there: each such port becomes a free one, the same everywhere.</summary>
internal static partial class FreePorts
{
    internal static string In(string script)
    {
        Dictionary<string, string> free = [];
        return PortNumber().Replace(script, match =>
        {
            if (!free.TryGetValue(match.Value, out string? port))
            {
                port = Loopback.FreePort().ToString(CultureInfo.InvariantCulture);
                free.Add(match.Value, port);
            }

            return port;
        });
    }

    [GeneratedRegex(@"(?<![\w.])80[0-9]{2}(?![\w.])")]
    private static partial Regex PortNumber();
}
