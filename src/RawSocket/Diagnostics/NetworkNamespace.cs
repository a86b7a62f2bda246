using System.Globalization;
using System.Runtime.ExceptionServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>
/// A network namespace, network_namespaces(7). What has to happen inside it runs on a thread of its own that ends afterwards: setns(2)
/// moves a thread for good, and a thread of the pool or of PowerShell must not find itself in another network.
/// </summary>
public sealed class NetworkNamespace
{
    private const string NamedFolder = "/run/netns";
    private const string Own = "/proc/thread-self/ns/net";

    private readonly string _path;
    private readonly FileStatus _identity;

    private NetworkNamespace(string path, FileStatus identity)
    {
        _path = path;
        _identity = identity;
    }

    /// <summary>Finds a namespace. It is not kept open, so that it can be deleted while rows from it are still held.</summary>
    /// <param name="name">A name from /run/netns, the number of a process whose namespace it is, or the path of a namespace's file.</param>
    /// <returns>The namespace.</returns>
    /// <exception cref="RawSocketException">
    /// It is not there (statx,ENOENT), is none (setns,EINVAL), or the user may not look at it (statx,EACCES) or enter it (setns,EPERM).
    /// </exception>
    public static NetworkNamespace Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string path = PathOf(name);
        int result = Sys.Statx(path, out FileStatus identity);
        if (result < 0)
        {
            throw RawSocketException.FromResult("statx", result, null, $"the network namespace '{name}', {path}");
        }

        // Entered once now, so that what is no namespace is known before anything is asked of it.
        NetworkNamespace place = new(path, identity);
        _ = place.Run(static () => 0);
        return place;
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

    // setns(2) asks for privileges even to stay where one is.
    private bool IsOwn() => Sys.Statx(Own, out FileStatus own) >= 0 && own.IsSameFile(_identity);

    private static string PathOf(string name) => name switch
    {
        _ when name.Contains('/', StringComparison.Ordinal) => name,
        _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int process) =>
            string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/ns/net"),
        _ => $"{NamedFolder}/{name}",
    };

    private void Enter()
    {
        int file = Sys.Open(_path);
        if (file < 0)
        {
            throw RawSocketException.FromResult("open", file, null, _path);
        }

        try
        {
            // A process's number, or a name, may stand for another namespace by now.
            int result = Sys.Statx(_path, out FileStatus now) < 0 || !now.IsSameFile(_identity) ? -Errno.Numbers.ENOENT
                : IsOwn() ? 0
                : Sys.SetNetworkNamespace(file);
            if (result < 0)
            {
                throw RawSocketException.FromResult("setns", result, null, _path);
            }
        }
        finally
        {
            using (CallTrace.To(null))
            {
                Sys.Close(file);
            }
        }
    }
}
