using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>
/// The system calls, one file for each. All return what the kernel returns: a value of zero or more, or the negated error
/// number; a call that a signal interrupted is made again, unless its file says otherwise.
/// </summary>
internal static partial class Sys
{
    // errno must be read before anything else runs on the thread: LibC.errno is what the marshaller saved after the call.
    private static int Outcome(int result) => result >= 0 ? result : -LibC.errno;

    private static int Outcome(long result) => result >= 0 ? (int)result : -LibC.errno;
}
