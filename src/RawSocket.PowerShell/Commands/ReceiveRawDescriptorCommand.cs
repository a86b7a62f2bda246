using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Receive-RawDescriptor: recvmsg(2) with SCM_RIGHTS and SCM_CREDENTIALS.</summary>
[Cmdlet(VerbsCommunications.Receive, "RawDescriptor")]
[OutputType(typeof(DescriptorMessage))]
public sealed class ReceiveRawDescriptorCommand : SocketCommand
{
    /// <summary>Room for the bytes that come with the descriptors, 1 to 65536.</summary>
    [Parameter]
    [ValidateRange(1, 65_536)]
    public int Size { get; set; } = 4096;

    /// <summary>Room for descriptors; when more are sent, all are closed and it is an error.</summary>
    [Parameter]
    [ValidateRange(0, RawSocket.MaxPassedDescriptors)]
    public int MaxCount { get; set; } = RawSocket.MaxPassedDescriptors;

    /// <summary>How long to wait, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        if (!TryCall(socket, () => socket.ReceiveDescriptors(Size, MaxCount, Timeout, StopToken), out DescriptorMessage? message) || message is null)
        {
            return;
        }

        foreach (RawSocket received in message.Socket)
        {
            OpenSockets.Add(received);
        }

        WriteObject(message);
    }
}
