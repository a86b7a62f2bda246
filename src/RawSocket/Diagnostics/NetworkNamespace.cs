using System.Globalization;
using System.Runtime.ExceptionServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>
/// A network namespace, network_namespaces(7). What has to happen inside it runs on a thread of its own that ends afterwards: setns(2)
/// moves a thread for good, and a thread of the pool or of PowerShell must not find itself in another network.
/// </summary>
public sealed class NetworkNamespace : IDisposable
{
    private const string NamedFolder = "/run/netns";

    private readonly SafeDescriptor _file;
    private readonly string _path;

    private NetworkNamespace(SafeDescriptor file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <summary>Opens a namespace, so that it stays as long as this object does.</summary>
    /// <param name="name">A name from /run/netns, the number of a process whose namespace it is, or the path of a namespace's file.</param>
    /// <returns>The namespace.</returns>
    /// <exception cref="RawSocketException">It is not there (open,ENOENT), or the user may not open it (open,EACCES).</exception>
    public static NetworkNamespace Open(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string path = PathOf(name);
        int result = Sys.Open(path);
        return result >= 0
            ? new NetworkNamespace(new SafeDescriptor(result), path)
            : throw RawSocketException.FromResult("open", result, null, $"the network namespace '{name}', {path}");
    }

    /// <summary>The namespaces that have a name.</summary>
    /// <returns>The names of the files in /run/netns.</returns>
    public static IReadOnlyList<string> Names()
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(NamedFolder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Gives the path of the namespace's file.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _path;

    /// <summary>Runs something inside the namespace; its system calls are traced as if they were the calling thread's.</summary>
    /// <exception cref="RawSocketException">The thread may not enter (setns,EPERM), or the file is no network namespace (setns,EINVAL).</exception>
    internal T Run<T>(Func<T> inside)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        List<string>? trace = CallTrace.IsOn ? [] : null;
        Thread thread = new(() =>
        {
            try
            {
                using (CallTrace.To(trace is null ? null : trace.Add))
                {
                    Enter();
                    result = inside();
                }
            }
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        {
            IsBackground = true,
            Name = "RawSocket namespace",
        };
        thread.Start();
        thread.Join();
        trace?.ForEach(CallTrace.Repeat);
        failure?.Throw();
        return result;
    }

    private static string PathOf(string name) => name switch
    {
        _ when name.Contains('/', StringComparison.Ordinal) => name,
        _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int process) =>
            string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/ns/net"),
        _ => $"{NamedFolder}/{name}",
    };

    private void Enter()
    {
        using SafeDescriptor.Lease lease = _file.Use();
        int result = Sys.SetNetworkNamespace(lease.Number);
        if (result < 0)
        {
            throw RawSocketException.FromResult("setns", result, null, _path);
        }
    }
}
