using System.Management.Automation;
using System.Text;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Receive-RawDatagram: recvmsg(2), recvmmsg(2).</summary>
[Cmdlet(VerbsCommunications.Receive, "RawDatagram")]
[OutputType(typeof(Datagram), typeof(ErrorQueueEntry))]
public sealed class ReceiveRawDatagramCommand : SocketCommand
{
    private const int MaxSize = 1024 * 1024;

    /// <summary>How many datagrams to receive; those that are there already come in one call.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>Room for each, in bytes, 1 to 1 MiB; a longer one is cut and its Truncated is true.</summary>
    [Parameter]
    [ValidateRange(1, MaxSize)]
    public int Size { get; set; } = RawSocket.MaxDatagram;

    /// <summary>How long to wait for the next, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>How the object's Text reads the bytes; UTF-8 unless said otherwise.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>Leaves the datagram in the queue (MSG_PEEK).</summary>
    [Parameter]
    public SwitchParameter Peek { get; set; }

    /// <summary>Flags of recvmsg(2) for this receive.</summary>
    [Parameter]
    public MessageFlags Flag { get; set; }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        MessageFlags flags = Flag | (Peek ? MessageFlags.Peek : MessageFlags.None);
        if (flags.HasFlag(MessageFlags.ErrorQueue))
        {
            ReceiveErrors(socket, flags);
            return;
        }

        if (flags.HasFlag(MessageFlags.Peek) && Count > 1 && !MovesOn(socket))
        {
            WriteError(ErrorRecords.BadArgument(nameof(Count), Count, "is more than one look sees: MSG_PEEK gives the first datagram each time, unless the option PeekOffset is set."));
            return;
        }

        for (int left = Count; left > 0;)
        {
            if (!TryCall(socket, () => socket.ReceiveDatagrams(left, Size, Encoding, flags, Timeout, StopToken), out var datagrams))
            {
                return;
            }

            WriteObject(datagrams, enumerateCollection: true);

            // As with recv(2), an empty message is the end of a connection of messages.
            left = socket.SocketType == SocketType.SeqPacket && datagrams[^1].Length == 0 ? 0 : left - datagrams.Count;
        }
    }

    private void ReceiveErrors(RawSocket socket, MessageFlags flags)
    {
        for (int left = Count; left > 0;)
        {
            if (!TryCall(socket, () => socket.ReceiveErrors(left, Size, flags, Timeout, StopToken), out var entries))
            {
                return;
            }

            WriteObject(entries, enumerateCollection: true);
            left -= entries.Count;
        }
    }

    private bool MovesOn(RawSocket socket) =>
        TryCall(socket, () => socket.GetOption(SocketOption.Find("PeekOffset")!), out object offset) && offset is >= 0;
}
