using System.Management.Automation;
using System.Text;

namespace RawSockets.PowerShell.Binding;

/// <summary>Makes bytes of what people send: a string, a byte array, or bytes.</summary>
internal static class Payload
{
    /// <returns>The bytes, or null when it is none of these.</returns>
    /// <exception cref="EncoderFallbackException">The text has no bytes in the encoding.</exception>
    internal static byte[]? ToBytes(object? data, Encoding strictEncoding) => Plain(data) switch
    {
        byte[] bytes => bytes,
        string text => strictEncoding.GetBytes(text),
        byte one => [one],
        object[] items => FromItems(items),
        IEnumerable<byte> bytes => [.. bytes],
        _ => null,
    };

    internal static object? Plain(object? data) => data is PSObject wrapped ? wrapped.BaseObject : data;

    // A literal such as 104, 105 or a byte array that a pipeline took apart arrives as an array of objects.
    private static byte[]? FromItems(object[] items)
    {
        byte[] bytes = new byte[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            switch (Plain(items[i]))
            {
                case byte value:
                    bytes[i] = value;
                    break;
                case int and (< 0 or > 255):
                    return null;
                case int value:
                    bytes[i] = (byte)value;
                    break;
                default:
                    return null;
            }
        }

        return bytes;
    }
}
