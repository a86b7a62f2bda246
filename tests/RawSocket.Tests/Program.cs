using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace RawSockets.Tests;

/// <summary>xunit's own entry point, but for the children that tests start of this program.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (Child.Role is { } role)
        {
            return ChildRoles.Run(role);
        }

        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
