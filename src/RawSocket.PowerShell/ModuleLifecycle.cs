using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace RawSockets.PowerShell;

/// <summary>
/// Import and removal. Import lets the right Tmds.LibC be found: a module's folder is not probed for runtimes/, and the package's
/// reference assembly must not be shipped, since it loads everywhere with the layout of x64. Removal ends what the runspace left open.
/// </summary>
public sealed class ModuleLifecycle : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string LibC = "Tmds.LibC";
    private static readonly Lock s_lock = new();
    private static bool s_resolving;

    /// <summary>Runs once for each import, before any cmdlet.</summary>
    public void OnImport()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("RawSocket.PowerShell calls the Linux C library; it works on Linux only.");
        }

        string path = LibraryPath();
        if (!File.Exists(path))
        {
            throw new PlatformNotSupportedException(
                $"RawSocket.PowerShell has no C library binding for {RuntimeInformation.ProcessArchitecture}; it works on x64 and arm64.");
        }

        lock (s_lock)
        {
            if (!s_resolving)
            {
                s_resolving = true;
                Context.Resolving += static (context, name) => name.Name == LibC ? context.LoadFromAssemblyPath(LibraryPath()) : null;
            }
        }
    }

    /// <summary>Runs when Remove-Module removes the module: stops the servers and closes the sockets of this runspace.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        EchoServers.StopOwned();
        OpenSockets.CloseOwned();
    }

    private static AssemblyLoadContext Context =>
        AssemblyLoadContext.GetLoadContext(typeof(ModuleLifecycle).Assembly) ?? AssemblyLoadContext.Default;

    private static string LibraryPath()
    {
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
        return Path.Combine(folder, "runtimes", $"linux-{architecture}", "lib", "netstandard2.0", LibC + ".dll");
    }
}
