using RawSockets.Diagnostics.Explanations;

namespace RawSockets.Diagnostics;

/// <summary>What a failed call means on this machine at this moment, and what can be done.</summary>
/// <param name="Meaning">What it means here: one to three sentences.</param>
/// <param name="Action">What to do.</param>
public sealed record ErrorExplanation(string Meaning, string Action)
{
    /// <summary>How long the facts may take to gather, in milliseconds.</summary>
    internal const int PatienceMilliseconds = 1000;

    /// <summary>
    /// Explains a failed call. The facts are looked up when this is called, so call it soon; it never throws, and takes a second at
    /// the most.
    /// </summary>
    /// <param name="exception">The failure.</param>
    /// <param name="socket">The socket that the call was about, if there is one.</param>
    /// <returns>The explanation, or null if there is nothing to say beyond the message.</returns>
    public static ErrorExplanation? For(RawSocketException exception, RawSocket? socket = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Safely(exception.SystemCall, exception.Errno, () => ExplanationRules.Apply(new Failure(exception, socket)));
    }

    /// <summary>Explains a failed call on the path of a Unix socket.</summary>
    /// <param name="systemCall">The call's name: bind, connect, sendto.</param>
    /// <param name="errno">Its error number.</param>
    /// <param name="path">The path, or @ and an abstract name.</param>
    /// <returns>The explanation, or null if there is nothing to say beyond the man page's sentence.</returns>
    public static ErrorExplanation? ForUnixPath(string systemCall, Errno errno, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(systemCall);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Safely(systemCall, errno, () => ExplanationRules.Apply(new Failure(new RawSocketException(systemCall, errno), null) { UnixPath = path }));
    }

    // An explanation must never take the place of the error that it explains, whatever goes wrong while the facts are gathered.
    private static ErrorExplanation? Safely(string call, Errno errno, Func<ErrorExplanation?> explain)
    {
        try
        {
            using (CallTrace.To(null))
            {
                return explain() ?? General(call, errno);
            }
        }
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return General(call, errno);
        }
    }

    private static ErrorExplanation? General(string call, Errno errno) => Files.IsAboutSocket(call) && errno.Meaning is { } meaning
        ? new ErrorExplanation(meaning, "Get-Help about_RawSocket_Errors tells more about errors and their identifiers.")
        : null;
}
