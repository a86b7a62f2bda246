namespace RawSockets;

/// <summary>SO_TXTIME's value: how the times at which datagrams are to be sent are understood.</summary>
/// <param name="ClockId">The clock, clock_gettime(2): 0 real time, 1 monotonic, 11 TAI.</param>
/// <param name="DeadlineMode">Whether the time is the latest and not the exact one.</param>
/// <param name="ReportErrors">Whether datagrams that missed their time are reported in the error queue.</param>
public sealed record TransmitTime(int ClockId, bool DeadlineMode = false, bool ReportErrors = false)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"clock {ClockId}{(DeadlineMode ? ", deadline" : "")}{(ReportErrors ? ", errors" : "")}";
}
