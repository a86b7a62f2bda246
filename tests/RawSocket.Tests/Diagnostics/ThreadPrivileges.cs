using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace RawSockets.Tests.Diagnostics;

/// <summary>
/// Runs a test with other rights or in another network. Credentials and namespaces belong to threads as the kernel sees it, so a
/// thread of its own takes them on and nothing else in the process notices.
/// </summary>
internal static partial class ThreadPrivileges
{
    private const int Nobody = 65534;
    private const int NewNetwork = 0x40000000;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SetUserIds(nint number, nint real, nint effective, nint saved);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    internal static void WithoutPrivileges(Action test) => OnThread(() =>
    {
        if (EffectiveUser() == 0)
        {
            nint setresuid = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 147 : 117;
            Assert.Equal(0, SetUserIds(setresuid, Nobody, Nobody, Nobody));
        }

        test();
    });

    internal static void InNewNetwork(Action test) => OnThread(() =>
    {
        Assert.SkipUnless(Unshare(NewNetwork) == 0, "a network namespace of one's own takes root");
        test();
    });

    private static void OnThread(Action test)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                test();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
