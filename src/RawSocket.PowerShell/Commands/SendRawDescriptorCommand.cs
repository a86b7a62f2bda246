using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Text;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Send-RawDescriptor: sendmsg(2) with SCM_RIGHTS and SCM_CREDENTIALS.</summary>
[Cmdlet(VerbsCommunications.Send, "RawDescriptor")]
[OutputType(typeof(RawSocket))]
public sealed class SendRawDescriptorCommand : CancellableCommand
{
    private readonly List<object> _items = [];

    /// <summary>The Unix socket to send over.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket Socket { get; set; } = null!;

    /// <summary>What to pass: sockets, descriptor numbers, file streams or safe handles; all of the pipeline go in one message.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public object[] Descriptor { get; set; } = [];

    /// <summary>The bytes that go with them, a string or a byte array; at least one byte on a stream.</summary>
    [Parameter]
    public object Data { get; set; } = new byte[1];

    /// <summary>Sends this process's id, user and group too (SCM_CREDENTIALS).</summary>
    [Parameter]
    public SwitchParameter IncludeCredential { get; set; }

    /// <summary>How long the sending may take, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>Hands the socket on when all was sent.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _items.AddRange(Descriptor);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Payload.ToBytes(Data, Encodings.Strict(Encoding.UTF8)) is not { } bytes)
        {
            WriteError(ErrorRecords.BadArgument(nameof(Data), Data, "is neither a string nor bytes."));
            return;
        }

        // Held until the call is over, so that none is closed, and its number used again, on the way.
        List<SafeHandle> held = [];
        try
        {
            int[] descriptors = new int[_items.Count];
            for (int i = 0; i < descriptors.Length; i++)
            {
                descriptors[i] = Hold(_items[i], held);
            }

            if (TryCall(Socket, () => Socket.SendDescriptors(descriptors, bytes, IncludeCredential, Timeout, StopToken)) && PassThru)
            {
                WriteObject(Socket);
            }
        }
        finally
        {
            held.ForEach(static handle => handle.DangerousRelease());
        }
    }

    private int Hold(object? item, List<SafeHandle> held)
    {
        SafeHandle? handle = Payload.Plain(item) switch
        {
            int number and >= 0 => new SafeNumber(number),
            RawSocket socket => socket.Handle,
            PassedDescriptor passed => passed.Handle,
            FileStream stream => stream.SafeFileHandle,
            System.Net.Sockets.Socket socket => socket.SafeHandle,
            SafeHandle given => given,
            _ => null,
        };
        if (handle is null || handle.IsClosed || handle.IsInvalid)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(
                nameof(Descriptor), item, "is no open descriptor; give a socket, a descriptor's number, a file stream or a safe handle."));
        }

        bool added = false;
        handle!.DangerousAddRef(ref added);
        held.Add(handle);
        return (int)handle.DangerousGetHandle();
    }

    // A bare number, which is somebody else's to close.
    private sealed class SafeNumber : SafeHandle
    {
        internal SafeNumber(int number)
            : base(-1, ownsHandle: false) => SetHandle(number);

        public override bool IsInvalid => handle == -1;

        protected override bool ReleaseHandle() => true;
    }
}
