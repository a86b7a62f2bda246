using System.Globalization;
using System.Text.RegularExpressions;

namespace RawSockets.Diagnostics.Watching;

/// <summary>Where the fields of a trace event are, as its file "format" says; kernels may order them differently.</summary>
internal sealed partial class TraceFormat
{
    private readonly Dictionary<string, (int Offset, int Size)> _fields = [];

    internal int Id { get; private init; }

    /// <exception cref="FormatException">The text is not such a file.</exception>
    internal static TraceFormat Parse(string text)
    {
        Match id = IdLine().Match(text);
        TraceFormat format = new() { Id = id.Success ? Number(id, "id") : 0 };
        foreach (Match field in FieldLine().Matches(text))
        {
            format._fields[field.Groups["name"].Value] = (Number(field, "offset"), Number(field, "size"));
        }

        return format._fields.Count > 0 ? format : throw new FormatException("The description of the trace event has no fields.");
    }

    internal int OffsetOf(string field) => Find(field).Offset;

    internal int SizeOf(string field) => Find(field).Size;

    /// <exception cref="FormatException">The record is too short, or this kernel's event has no such field.</exception>
    internal ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> record, string field)
    {
        var (offset, size) = Find(field);
        return offset + size <= record.Length
            ? record.Slice(offset, size)
            : throw new FormatException($"A trace record has {record.Length} bytes, and {field} is at {offset}.");
    }

    internal ulong Number(ReadOnlySpan<byte> record, string field)
    {
        ReadOnlySpan<byte> bytes = Bytes(record, field);
        return bytes.Length switch
        {
            sizeof(byte) => bytes[0],
            sizeof(ushort) => BitConverter.ToUInt16(bytes),
            sizeof(uint) => BitConverter.ToUInt32(bytes),
            sizeof(ulong) => BitConverter.ToUInt64(bytes),
            _ => throw new FormatException($"The trace field {field} has {bytes.Length} bytes."),
        };
    }

    private (int Offset, int Size) Find(string field) =>
        _fields.TryGetValue(field, out var place) ? place : throw new FormatException($"This kernel's trace event has no field {field}.");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ID: (?<id>\d+)", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex(@"field:[^;]*?(?<name>\w+)(\[[^\]]*\])?;\s*offset:(?<offset>\d+);\s*size:(?<size>\d+);")]
    private static partial Regex FieldLine();
}
