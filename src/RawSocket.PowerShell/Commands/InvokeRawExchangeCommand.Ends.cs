using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <content>What ends an exchange before the peer does: a number of lines or bytes, or silence</content>
public sealed partial class InvokeRawExchangeCommand
{
    private readonly List<byte> _rest = [];
    private ReceivedBytes _sink = null!;
    private Deadline _silence = Deadline.None;
    private long _given;
    private bool _isSilent;

    private bool IsFull => _given >= Size || _lines.IsFull;

    // Who names another end goes on with the socket afterwards, so its sending half stays open.
    private bool EndsWithPeer => !Echo && Count is null && Size is null && Timeout is null;

    private void RequireLines()
    {
        foreach (SwitchParameter bytes in (ReadOnlySpan<SwitchParameter>)[AsByteStream, StandardOutput])
        {
            if (bytes && Count is not null)
            {
                ThrowTerminatingError(ErrorRecords.BadArgument(nameof(Count), Count, "counts lines, and here are none; give -Size, which counts bytes."));
            }
        }
    }

    private void StartSilence() => _silence = Deadline.After(Timeout ?? -1);

    /// <summary>Waits until something moves, or input is readable, or it has been silent for as long as it may.</summary>
    private bool Wait(int input)
    {
        long before = _exchange.BytesSent + _exchange.BytesReceived;
        bool readable = _exchange.WaitAndMove(_silence.RemainingMilliseconds, input, StopToken);
        if (readable || _exchange.BytesSent + _exchange.BytesReceived > before)
        {
            StartSilence();
        }
        else if (_silence.HasPassed)
        {
            _isSilent = true;
        }

        return readable;
    }

    private void Bounded(ReadOnlySpan<byte> data)
    {
        int wanted = Size is { } most ? (int)Math.Min(data.Length, most - _given) : data.Length;
        _rest.AddRange(data[wanted..]);
        _given += wanted;
        _sink(data[..wanted]);
    }

    // What followed is the next receive's.
    private void KeepRest()
    {
        Socket.Keep([.. _lines.Rest, .. _rest]);
        _rest.Clear();
    }
}
