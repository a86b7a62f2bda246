using System.Globalization;

namespace RawSockets;

/// <summary>
/// Shows each system call made on the current thread in strace(1)'s notation, with its real result.
/// Off unless a sink is set: then a call costs one thread-static read more.
/// </summary>
public static class CallTrace
{
    [ThreadStatic]
    private static Action<string>? s_sink;

    internal static bool IsOn => s_sink is not null;

    /// <summary>Sends the lines of this thread's calls to <paramref name="sink"/> until the scope is disposed.</summary>
    /// <param name="sink">Receives one line for each call; null turns tracing off inside the scope.</param>
    /// <returns>A scope that puts the previous sink back.</returns>
    public static Scope To(Action<string>? sink)
    {
        Scope scope = new(s_sink);
        s_sink = sink;
        return scope;
    }

    internal static void Write(string call, int result) =>
        s_sink?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{call} = {Result(result)}"));

    internal static void Write(string call, int result, string annotation) =>
        s_sink?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{call} = {Result(result)}{(result < 0 ? "" : annotation)}"));

    /// <summary>A line that was made on a thread that worked for this one.</summary>
    internal static void Repeat(string line) => s_sink?.Invoke(line);

    /// <summary>For a call that has error numbers of its own.</summary>
    internal static void Write(string call, string result) => s_sink?.Invoke($"{call} = {result}");

    /// <summary>A result that is a set of flags: strace shows it in hexadecimal, and the flags behind it.</summary>
    internal static void WriteFlags(string call, int result, string flags) => s_sink?.Invoke(
        result > 0 ? string.Create(CultureInfo.InvariantCulture, $"{call} = 0x{result:x} (flags {flags})") : $"{call} = {Result(result)}");

    private static string Result(int result)
    {
        if (result >= 0)
        {
            return result.ToString(CultureInfo.InvariantCulture);
        }

        var errno = new Errno(-result);
        return $"-1 {errno.Name} ({errno.Description})";
    }

    /// <summary>Puts the previous sink back when disposed.</summary>
    public readonly ref struct Scope
    {
        private readonly Action<string>? _previous;

        internal Scope(Action<string>? previous) => _previous = previous;

        /// <summary>Ends the scope.</summary>
        public void Dispose() => s_sink = _previous;
    }
}
