using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes a time in milliseconds as a TimeSpan too, or as text with its unit, such as 500ms, 5s or 00:00:05. A number is milliseconds.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MillisecondsTransformationAttribute : ArgumentTransformationAttribute
{
    private readonly DurationTransformationAttribute _duration = new();

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        TimeSpan time => ToNumber(time),
        string text when text.Contains(':') || text.TrimEnd() is [.., var last] && char.IsAsciiLetter(last) =>
            ToNumber((TimeSpan)_duration.Transform(engineIntrinsics, text)!),
        _ => inputData,
    };

    // What is left of a millisecond is waited for; what is outside of the parameter's range is left to the parameter's own error.
    private static int ToNumber(TimeSpan time)
    {
        double milliseconds = Math.Ceiling(time.TotalMilliseconds);
        return milliseconds is >= int.MinValue and <= int.MaxValue
            ? (int)milliseconds
            : throw new ArgumentTransformationMetadataException($"'{time}' is too long; the most is {TimeSpan.FromMilliseconds(int.MaxValue)}.");
    }
}
