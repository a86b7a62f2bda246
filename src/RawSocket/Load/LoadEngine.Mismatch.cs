namespace RawSockets.Load;

/// <content>
/// A stream that differs from what was sent. The pattern tells where the bytes that came are from: earlier ones came twice, later ones
/// leave a gap, and those of a gap came out of order. Bytes of nowhere are corrupted. Afterwards the stream is in step again.
/// </content>
internal sealed partial class LoadEngine
{
    private void TakeUnexpected(LoadConnection connection, ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (connection.Surplus > 0)
            {
                int surplus = (int)Math.Min(connection.Surplus, data.Length);
                connection.Surplus -= surplus;
                data = data[surplus..];
                continue;
            }

            int length = TakeWhole(connection, data);
            data = data[length..];
            if (!data.IsEmpty && connection.Surplus == 0)
            {
                data = data[TakeStrange(connection, data)..];
            }
        }
    }

    /// <summary>Takes what is as it should be, or is known to be wrong already.</summary>
    private int TakeWhole(LoadConnection connection, ReadOnlySpan<byte> data)
    {
        int most = (int)Math.Min(data.Length, connection.Sent - connection.Received);
        int taken = (int)Math.Clamp(connection.UncheckedUntil - connection.Received, 0, most);
        int same = data[taken..most].CommonPrefixLength(LoadPattern.At(connection.Seed + (ulong)(connection.Received + taken), most - taken));
        _bytesVerified += same;
        connection.Received += taken + same;
        EndMessages(connection);
        return taken + same;
    }

    /// <summary>The first byte is not the expected one: finds out why.</summary>
    /// <returns>How many bytes to take as they are.</returns>
    private int TakeStrange(LoadConnection connection, ReadOnlySpan<byte> data)
    {
        long waiting = connection.Sent - connection.Received;
        long shift = ShiftOf(connection, data, waiting);
        if (shift < 0)
        {
            TakeEarlier(connection, shift);
            return 0;
        }

        if (shift > 0 && shift < waiting)
        {
            TakeLater(connection, shift);
            return 0;
        }

        _errors.Note(waiting == 0 && IsKnown(connection, data) ? LoadErrors.Duplicated : LoadErrors.Corrupted);
        if (waiting == 0)
        {
            return data.Length;
        }

        // The rest of this message is taken as it is; the next one is compared again.
        connection.IsSpoilt = true;
        connection.UncheckedUntil = Math.Min(connection.NextEnd, connection.Sent);
        return 0;
    }

    private void TakeEarlier(LoadConnection connection, long shift)
    {
        var (start, end, _) = connection.Gap;
        bool fillsGap = end > 0 && connection.Received + shift >= start && connection.Received + shift < end;
        _errors.Note(fillsGap ? LoadErrors.Reordered : LoadErrors.Duplicated);
        connection.Surplus = fillsGap ? end - (connection.Received + shift) : -shift;
        connection.Gap = fillsGap ? default : connection.Gap;
    }

    private void TakeLater(LoadConnection connection, long shift)
    {
        SettleGap(connection);
        connection.Gap = (connection.Received, connection.Received + shift, _now);
        long goal = connection.Received + shift;
        while (connection.NextEnd <= goal)
        {
            connection.IsSpoilt = true;
            connection.Received = connection.NextEnd;
            EndMessages(connection);
        }

        if (connection.Received < goal)
        {
            connection.IsSpoilt = goal > connection.NextEnd - SizeOf(connection, connection.Window.Oldest);
            connection.Received = goal;
        }
    }

    /// <summary>How far from the expected place these bytes are from: less than zero for earlier ones, zero if nobody knows.</summary>
    private static long ShiftOf(LoadConnection connection, ReadOnlySpan<byte> data, long waiting)
    {
        int place = LoadPattern.Locate(data);
        if (place < 0)
        {
            return 0;
        }

        int expected = (int)((connection.Seed + (ulong)connection.Received) % LoadPattern.Period);
        long forward = (place - expected + LoadPattern.Period) % LoadPattern.Period;
        long backward = forward - LoadPattern.Period;
        bool canBeEarlier = connection.Received + backward >= 0;
        bool canBeLater = forward < waiting;
        return canBeEarlier && (!canBeLater || -backward < forward) ? backward : forward;
    }

    // Too few bytes to tell their place may still be the beginning or end of something that was sent.
    private static bool IsKnown(LoadConnection connection, ReadOnlySpan<byte> data) =>
        data.Length < LoadPattern.PlaceLength && connection.Received >= data.Length
        && data.SequenceEqual(LoadPattern.At(connection.Seed + (ulong)(connection.Received - data.Length), data.Length));
}
