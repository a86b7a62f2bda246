using System.Collections;
using System.Globalization;
using System.Management.Automation;
using RawSockets.Load;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes a message's size as one number, or a range as text (64-1024, 64..1024), as two numbers, or as all its numbers, which is what
/// PowerShell makes of (64..1024).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MessageSizeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? plain = Payload.Plain(inputData);
        return plain switch
        {
            null => null,
            MessageSizeRange range => range,
            IEnumerable list and not string => FromNumbers([.. list.Cast<object>().Select(static item => ToNumber(Payload.Plain(item)))]),
            _ => MessageSizeRange.TryParse(Convert.ToString(plain, CultureInfo.InvariantCulture), out MessageSizeRange range) ? range : null,
        } ?? throw new ArgumentTransformationMetadataException(
            $"MessageSize: '{inputData}' is no size; give bytes from 1 to {MessageSizeRange.Limit}, or a range, such as 64-1024, the lesser first.");
    }

    private static MessageSizeRange? FromNumbers(int[] numbers)
    {
        bool isRange = numbers.Length == 2 || (numbers.Length > 2 && numbers[^1] - (long)numbers[0] == numbers.Length - 1);
        bool isValid = isRange && numbers[0] >= 1 && numbers[^1] >= numbers[0] && numbers[^1] <= MessageSizeRange.Limit;
        return isValid ? new MessageSizeRange(numbers[0], numbers[^1]) : null;
    }

    private static int ToNumber(object? item) =>
        int.TryParse(Convert.ToString(item, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
