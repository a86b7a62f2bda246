namespace RawSockets;

/// <summary>
/// Makes a call that nothing can interrupt on a thread of its own, and leaves it behind when the caller has waited enough. The
/// thread is a background one, so it keeps no process alive, and whatever the call returns late is dropped.
/// </summary>
internal static class AbandonableCall
{
    /// <param name="call">The call; it releases by itself whatever it holds.</param>
    /// <param name="what">What it does, for the error of a timeout.</param>
    /// <param name="timeout">How long to wait, in milliseconds; -1 without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RawSocketException">It took too long: getaddrinfo,ETIMEDOUT.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static T Run<T>(Func<T> call, string what, int timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<T> outcome = Start(call);

        // WhenAny never throws what the call threw; that comes from the result, as it was.
        return Task.WhenAny(outcome).Wait(timeout, cancellationToken) ? outcome.GetAwaiter().GetResult() : throw TimedOut(what, timeout);
    }

    /// <summary>As <see cref="Run"/>, but the caller waits by itself.</summary>
    /// <param name="call">The call; it releases by itself whatever it holds.</param>
    /// <param name="ended">Called on the other thread once the outcome is known.</param>
    internal static Task<T> Start<T>(Func<T> call, Action? ended = null)
    {
        TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Make(call, outcome, ended)) { IsBackground = true, Name = "getaddrinfo" }.Start();
        return outcome.Task;
    }

    internal static RawSocketException TimedOut(string what, int timeout) =>
        new("getaddrinfo", new Errno(Errno.Numbers.ETIMEDOUT), null, $"{what} had no answer within {timeout} ms");

    private static void Make<T>(Func<T> call, TaskCompletionSource<T> outcome, Action? ended)
    {
#pragma warning disable CA1031 // An exception that escapes on this thread would end the user's shell.
        try
        {
            outcome.SetResult(call());
        }
        catch (Exception exception)
        {
            outcome.SetException(exception);
        }
        try
        {
            ended?.Invoke();
        }
        catch (Exception)
        {
            // Whoever waited has gone.
        }
#pragma warning restore CA1031
    }
}
