using System.Globalization;
using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// A trace instance of our own, with its own buffers, so that nobody else's tracing is touched. It is removed when disposed; what a
/// killed process left behind is removed by the next one.
/// </summary>
internal sealed class TraceInstance : IDisposable
{
    private const string Prefix = "rawsocket-";
    private const int LargestBuffer = 8 * 1024;
    private const int AllBuffers = 64 * 1024;

    private readonly string _folder;
    private readonly List<SafeDescriptor> _buffers = [];

    private TraceInstance(string folder) => _folder = folder;

    /// <summary>One buffer for each processor.</summary>
    internal IReadOnlyList<SafeDescriptor> Buffers => _buffers;

    /// <summary>Begins to trace.</summary>
    /// <param name="tracing">Where tracefs is mounted.</param>
    /// <exception cref="IOException">The kernel refused.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    /// <exception cref="RawSocketException">A buffer could not be opened.</exception>
    internal static TraceInstance Open(string tracing)
    {
        RemoveAbandoned(tracing);

        // The number of a process is another's too, in another process namespace.
        string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");
        string folder = Path.Combine(tracing, "instances", name);
        Directory.CreateDirectory(folder);
        TraceInstance instance = new(folder);
        try
        {
            instance.Write("trace_clock", "mono");

            // In KiB, for each processor; a change takes some 80 bytes.
            instance.Write("buffer_size_kb", Math.Clamp(AllBuffers / Environment.ProcessorCount, 1024, LargestBuffer).ToString(CultureInfo.InvariantCulture));
            instance.OpenBuffers();
            instance.WakeAtOnce();
            instance.Write(TraceFolder.EventPath + "/enable", "1");
            return instance;
        }
        catch
        {
            instance.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            Write(TraceFolder.EventPath + "/enable", "0");
        }
        catch (IOException)
        {
            // Removing the instance ends it too.
        }

        _buffers.ForEach(static buffer => buffer.Dispose());
        TryRemove(_folder);
    }

    private void OpenBuffers()
    {
        foreach (string cpu in Directory.EnumerateDirectories(Path.Combine(_folder, "per_cpu")))
        {
            int result = Sys.Open(Path.Combine(cpu, "trace_pipe_raw"), nonBlocking: true);
            if (result < 0)
            {
                throw RawSocketException.FromResult("open", result, null, "trace_pipe_raw");
            }

            _buffers.Add(new SafeDescriptor(result));
        }
    }

    // Otherwise poll(2) would wake only when half of the buffer is full; kernels before 5.0 wake at once, and lack the file.
    private void WakeAtOnce()
    {
        if (File.Exists(Path.Combine(_folder, "buffer_percent")))
        {
            Write("buffer_percent", "0");
        }
    }

    private void Write(string file, string value) => File.WriteAllText(Path.Combine(_folder, file), value);

    // The kernel refuses to remove an instance whose buffers are open, so those in use are safe.
    private static void RemoveAbandoned(string tracing)
    {
        foreach (string folder in Directory.EnumerateDirectories(Path.Combine(tracing, "instances"), Prefix + "*"))
        {
            string process = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists(Path.Combine("/proc", process)))
            {
                TryRemove(folder);
            }
        }
    }

    // Its files vanish with the folder, and cannot be removed one by one.
    private static void TryRemove(string folder) => Sys.RmDir(folder);
}
