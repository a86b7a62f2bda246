using System.Runtime.InteropServices;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// Walks over the records of one page of the kernel's ring buffer, as trace_pipe_raw gives it. The layout is that of the files
/// events/header_page and events/header_event.
/// </summary>
internal ref struct TracePage
{
    private const uint SizeMask = (1 << 27) - 1;
    private const uint Missed = 1u << 31;
    private const uint MissedStored = 1u << 30;
    private const int TypeBits = 5;
    private const int DeltaBits = 27;
    private const int Word = sizeof(uint);
    private const uint Padding = 29;
    private const uint TimeExtend = 30;
    private const uint TimeStamp = 31;

    private ReadOnlySpan<byte> _rest;

    /// <param name="page">The page.</param>
    /// <param name="header">What events/header_page says.</param>
    /// <exception cref="FormatException">The page is cut off.</exception>
    internal TracePage(ReadOnlySpan<byte> page, TraceFormat header)
    {
        int start = header.OffsetOf("data");
        uint commit = page.Length >= start ? (uint)header.Number(page, "commit") : 0;
        int size = (int)(commit & SizeMask);
        if (start + size > page.Length)
        {
            throw new FormatException($"A trace page has {page.Length} bytes instead of {start + size}.");
        }

        Time = header.Number(page, "timestamp");
        _rest = page.Slice(start, size);
        if ((commit & Missed) != 0)
        {
            // The number is behind the records, where there was room for it.
            ReadOnlySpan<byte> behind = page[(start + size)..];
            Lost = (commit & MissedStored) != 0 && behind.Length >= sizeof(long) ? Math.Max(1, BitConverter.ToInt64(behind)) : 1;
        }
    }

    /// <summary>How many records were overwritten before this page; 1 where the kernel knows only that some were.</summary>
    internal long Lost { get; }

    /// <summary>When the current record was made, by the trace's clock.</summary>
    internal ulong Time { get; private set; }

    internal ReadOnlySpan<byte> Record { get; private set; }

    /// <exception cref="FormatException">A record is cut off.</exception>
    internal bool MoveNext()
    {
        while (_rest.Length >= Word)
        {
            uint head = MemoryMarshal.Read<uint>(_rest);
            uint type = head & ((1 << TypeBits) - 1);
            ulong delta = head >> TypeBits;
            switch (type)
            {
                case Padding when delta == 0:
                    return false;
                case Padding:
                    Time += delta;
                    Skip(Word + (int)Second());
                    break;
                case TimeExtend:
                    Time += ((ulong)Second() << DeltaBits) + delta;
                    Skip(2 * Word);
                    break;
                case TimeStamp:
                    Time = ((ulong)Second() << DeltaBits) + delta;
                    Skip(2 * Word);
                    break;
                default:
                    Time += delta;
                    Take(type);
                    return true;
            }
        }

        return false;
    }

    private void Take(uint type)
    {
        // A length of zero says that the real one, itself included, follows.
        int start = type == 0 ? 2 * Word : Word;
        int end = type == 0 ? Word + (int)Second() : Word + ((int)type * Word);
        Record = end >= start && end <= _rest.Length ? _rest[start..end] : throw CutOff();
        Skip((end + Word - 1) & ~(Word - 1));
    }

    private readonly uint Second() => _rest.Length >= 2 * Word ? MemoryMarshal.Read<uint>(_rest[Word..]) : throw CutOff();

    private void Skip(int length) => _rest = length > 0 ? _rest[Math.Min(length, _rest.Length)..] : throw CutOff();

    private static FormatException CutOff() => new("A record of the trace is cut off.");
}
