using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>fcntl(2): file status flags and descriptor flags</summary>
internal static partial class Sys
{
    internal const int OpenNonBlock = 0x800;
    private const int DuplicateCloseOnExec = 1030;
    private const int GetDescriptorFlags = 1;
    private const int SetDescriptorFlags = 2;
    private const int GetStatusFlags = 3;
    private const int SetStatusFlags = 4;
    private const int DescriptorCloseOnExec = 1;

    /// <summary>F_DUPFD_CLOEXEC: another descriptor of the same open file, with the lowest free number. It is nobody's call and not traced.</summary>
    internal static int Duplicate(int fd) => Outcome(LibC.fcntl(fd, DuplicateCloseOnExec, 0));

    internal static int GetStatus(int fd)
    {
        int result = Outcome(LibC.fcntl(fd, GetStatusFlags));
        if (CallTrace.IsOn)
        {
            CallTrace.WriteFlags($"fcntl({fd}, F_GETFL)", result, Notation.StatusFlags(result));
        }

        return result;
    }

    internal static int SetStatus(int fd, int flags)
    {
        int result = Outcome(LibC.fcntl(fd, SetStatusFlags, flags));
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"fcntl({fd}, F_SETFL, {Notation.StatusFlags(flags)})", result);
        }

        return result;
    }

    internal static int GetCloseOnExec(int fd)
    {
        int result = Outcome(LibC.fcntl(fd, GetDescriptorFlags));
        if (CallTrace.IsOn)
        {
            CallTrace.WriteFlags($"fcntl({fd}, F_GETFD)", result, "FD_CLOEXEC");
        }

        return result < 0 ? result : result & DescriptorCloseOnExec;
    }

    internal static int SetCloseOnExec(int fd, bool on)
    {
        int result = Outcome(LibC.fcntl(fd, SetDescriptorFlags, on ? DescriptorCloseOnExec : 0));
        if (CallTrace.IsOn)
        {
            CallTrace.Write($"fcntl({fd}, F_SETFD, {(on ? "FD_CLOEXEC" : "0")})", result);
        }

        return result;
    }
}
