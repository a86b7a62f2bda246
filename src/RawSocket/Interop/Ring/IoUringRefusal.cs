namespace RawSockets.Interop;

/// <summary>Why this machine, or what confines this process, does not give it an io_uring.</summary>
/// <param name="SystemCall">The call that was refused.</param>
/// <param name="Result">The negated error number.</param>
/// <param name="Reason">What is behind it, as the end of a sentence.</param>
internal sealed record IoUringRefusal(string SystemCall, int Result, string Reason)
{
    private const int NotImplemented = 38;
    private const string DisabledPath = "/proc/sys/kernel/io_uring_disabled";

    internal static IoUringRefusal OfSetup(int result) => new("io_uring_setup", result, -result switch
    {
        NotImplemented => IsFiltered() ? "a seccomp filter hides io_uring from this process" : "this kernel has no io_uring",
        Errno.Numbers.EPERM => WhyForbidden(),
        Errno.Numbers.EINVAL => "this kernel's io_uring is older than Linux 6.0: it lacks IORING_SETUP_SINGLE_ISSUER",
        Errno.Numbers.ENOMEM => "the memory that this process may lock is used up (RLIMIT_MEMLOCK)",
        Errno.Numbers.EMFILE or Errno.Numbers.ENFILE => "there is no descriptor left",
        _ => "the kernel refused",
    });

    internal static IoUringRefusal OfFeatures(IoUringFeatures missing) =>
        new("io_uring_setup", -Errno.Numbers.EINVAL, $"this kernel's io_uring lacks {missing}");

    internal static IoUringRefusal OfBuffers(int result) => new("io_uring_register", result, -result switch
    {
        Errno.Numbers.EINVAL => "this kernel's io_uring has no rings of provided buffers",
        Errno.Numbers.ENOMEM => "there is no memory for the buffers",
        _ => "the kernel refused the ring of buffers",
    });

    internal RawSocketException ToException() => RawSocketException.FromResult(SystemCall, Result, detail: Reason);

    private static string WhyForbidden() => ReadSetting(DisabledPath) switch
    {
        "2" => "kernel.io_uring_disabled is 2: nobody may use io_uring on this machine",
        "1" => "kernel.io_uring_disabled is 1: only privileged processes and the group kernel.io_uring_group may use io_uring",
        _ when IsFiltered() => "a seccomp filter, such as a container's profile, forbids io_uring",
        _ => "a security module forbids io_uring",
    };

    // proc(5): Seccomp is 2 when a filter is in force.
    private static bool IsFiltered() => ReadSetting("/proc/thread-self/status").Contains("Seccomp:\t2", StringComparison.Ordinal);

    private static string ReadSetting(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
