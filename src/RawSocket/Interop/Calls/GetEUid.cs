using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>geteuid(2) and getegid(2)</summary>
internal static partial class Sys
{
    internal static uint EffectiveUser() => (uint)LibC.geteuid();

    internal static uint EffectiveGroup() => (uint)LibC.getegid();
}
