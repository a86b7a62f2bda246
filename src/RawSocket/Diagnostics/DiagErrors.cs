namespace RawSockets.Diagnostics;

/// <summary>What can go wrong with a listing; the calls' own errors come from the calls.</summary>
internal static class DiagErrors
{
    internal const string Call = "sock_diag";

    private const int BadMessage = 74;

    internal static RawSocketException Malformed(string detail) => new(Call, new Errno(BadMessage), null, detail);

    /// <summary>The kernel's own refusal, such as ENOENT for a protocol that it has no listing for.</summary>
    internal static RawSocketException Refused(int errno) => new(Call, new Errno(errno));

    internal static RawSocketException StaysInterrupted(int attempts) => new(
        Call,
        new Errno(Errno.Numbers.EINTR),
        null,
        $"the kernel's table changed while it was read, {attempts} times in a row; sockets may be missing from what was given");
}
