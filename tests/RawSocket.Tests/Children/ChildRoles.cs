namespace RawSockets.Tests;

/// <summary>What this program does when a test starts it as a child.</summary>
internal static class ChildRoles
{
    internal const string EchoRounds = "echo-rounds";
    internal const string Failures = "failures";
    internal const string BrokenPipe = "broken-pipe";
    internal const string PrivilegedPort = "privileged-port";
    internal const string DescriptorShortage = "descriptor-shortage";
    internal const string TracedCalls = "traced-calls";
    internal const string ReadInput = "read-input";
    internal const string WatchInput = "watch-input";
    internal const string Terminal = "terminal";
    internal const string WatchLife = "watch-life";
    internal const string WatchBurst = "watch-burst";
    internal const string WatchElsewhere = "watch-elsewhere";
    internal const string WatchUnprivileged = "watch-unprivileged";
    internal const string WithoutIoUring = "without-io-uring";

    private static readonly Dictionary<string, Action> s_roles = new()
    {
        [EchoRounds] = EchoRoundsRole.Run,
        [Failures] = FailuresRole.Run,
        [BrokenPipe] = BrokenPipeRole.Run,
        [PrivilegedPort] = PrivilegedPortRole.Run,
        [DescriptorShortage] = DescriptorShortageRole.Run,
        [TracedCalls] = TracedCallsRole.Run,
        [ReadInput] = InputRole.Read,
        [WatchInput] = InputRole.Watch,
        [Terminal] = TerminalRole.Run,
        [WatchLife] = WatchRoles.Life,
        [WatchBurst] = WatchRoles.Burst,
        [WatchElsewhere] = WatchRoles.Elsewhere,
        [WatchUnprivileged] = WatchRoles.Unprivileged,
        [WithoutIoUring] = WithoutIoUringRole.Run,
    };

    internal static int Run(string role)
    {
        try
        {
            s_roles[role]();
            return 0;
        }
#pragma warning disable CA1031 // The parent shows what is written here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(exception);
            return 1;
        }
    }
}
