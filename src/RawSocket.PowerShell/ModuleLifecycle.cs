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
    private static int s_imports;

    /// <summary>Runs once for each import, before any cmdlet. Every method that it calls is compiled first, so it calls few.</summary>
    public void OnImport()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("RawSocket.PowerShell calls the Linux C library; it works on Linux only.");
        }

        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            throw new PlatformNotSupportedException(
                $"RawSocket.PowerShell has no C library binding for {RuntimeInformation.ProcessArchitecture}; it works on x64 and arm64.");
        }

        if (Interlocked.Increment(ref s_imports) == 1)
        {
            Assembly own = typeof(ModuleLifecycle).Assembly;
            (AssemblyLoadContext.GetLoadContext(own) ?? AssemblyLoadContext.Default).Resolving += LoadLibC;
        }
    }

    /// <summary>Runs when Remove-Module removes the module: stops the servers and closes the sockets of this runspace.</summary>
    /// <param name="psModuleInfo">The module.</param>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        EchoServers.StopOwned();
        OpenSockets.CloseOwned();
    }

    private static Assembly? LoadLibC(AssemblyLoadContext context, AssemblyName name)
    {
        if (name.Name != LibC)
        {
            return null;
        }

        string architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        string folder = Path.GetDirectoryName(typeof(ModuleLifecycle).Assembly.Location)!;
        return context.LoadFromAssemblyPath(Path.Combine(folder, "runtimes", $"linux-{architecture}", "lib", "netstandard2.0", LibC + ".dll"));
    }
}
