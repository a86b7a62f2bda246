using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>isatty(3)</summary>
internal static partial class Sys
{
    internal static bool IsATty(int fd) => LibC.isatty(fd) == 1;
}
