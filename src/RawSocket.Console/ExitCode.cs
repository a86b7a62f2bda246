namespace RawSocket.Console;

/// <summary>How the process tells its caller what happened; 128 and above name the signal, as a shell does.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 64;
    public const int ModuleUnavailable = 69;
    public const int HostFailure = 70;
    public const int HungUp = 128 + 1;
    public const int Interrupted = 128 + 2;
    public const int OutputClosed = 128 + 13;
    public const int Terminated = 128 + 15;
}
