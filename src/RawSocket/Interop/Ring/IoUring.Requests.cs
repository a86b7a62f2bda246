namespace RawSockets.Interop;

/// <content>The requests, one method for each kind. They are handed over by the next Enter.</content>
internal sealed unsafe partial class IoUring
{
    private const ushort AcceptMultishot = 1;
    private const ushort ReceiveMultishot = 2;
    private const uint PollMultishot = 1;
    private const int SubmitAttempts = 1000;

    /// <summary>Makes room for requests that must be handed over together.</summary>
    /// <exception cref="RawSocketException">The kernel takes nothing for lack of memory.</exception>
    internal void Reserve(uint count)
    {
        for (int attempt = 0; _submissionCount - Unsubmitted < count; attempt++)
        {
            // Nothing is waited for here; completions that don't fit are kept by the kernel meanwhile.
            Volatile.Write(ref *_submissionTail, _tail);
            int result = Sys.IoUringEnter(Number, Unsubmitted, 0, 0, null, 0);
            bool isShortage = result is -Errno.Numbers.EAGAIN or -Errno.Numbers.EBUSY or -Errno.Numbers.EINTR;
            if (result < 0 && (!isShortage || attempt == SubmitAttempts))
            {
                throw RawSocketException.FromResult("io_uring_enter", result);
            }

            if (result < 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>Hands over what was prepared, as far as that is possible, and waits for nothing.</summary>
    internal void Submit()
    {
        Volatile.Write(ref *_submissionTail, _tail);
        _ = Sys.IoUringEnter(Number, Unsubmitted, 0, 0, null, 0);
    }

    /// <summary>accept4(2), again and again; each connection is a completion of its own.</summary>
    internal void Accept(int listener, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.Accept, listener, userData);
        request.Modifiers = AcceptMultishot;
        request.OperationFlags = Sys.SockCloseOnExec;
    }

    /// <summary>recv(2) into the buffers of a group, again and again.</summary>
    internal void ReceiveMany(int descriptor, ushort group, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.Receive, descriptor, userData);
        request.Modifiers = ReceiveMultishot;
        request.Flags = IoUringRequestFlags.BufferSelect;
        request.BufferGroup = group;
    }

    /// <summary>recv(2), once, into a buffer of a group; at most so many bytes, or as many as the buffer has room for when 0.</summary>
    internal void Receive(int descriptor, ushort group, int most, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.Receive, descriptor, userData);
        request.Flags = IoUringRequestFlags.BufferSelect;
        request.BufferGroup = group;
        request.Length = (uint)most;
    }

    /// <summary>send(2)</summary>
    internal void Send(int descriptor, nint address, int length, int messageFlags, IoUringRequestFlags flags, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.Send, descriptor, userData);
        request.Flags = flags;
        request.Address = (ulong)address;
        request.Length = (uint)length;
        request.OperationFlags = (uint)messageFlags;
    }

    /// <summary>poll(2) for readability, once or again and again.</summary>
    internal void PollReadable(int descriptor, bool isMultishot, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.PollAdd, descriptor, userData);
        request.Length = isMultishot ? PollMultishot : 0;
        request.OperationFlags = (uint)PollEvents.Read;
    }

    /// <summary>poll(2) for writability, once.</summary>
    internal void PollWritable(int descriptor, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.PollAdd, descriptor, userData);
        request.OperationFlags = (uint)PollEvents.Write;
    }

    /// <summary>Ends the request that was made with <paramref name="target"/>; it is told of itself, and this only when it fails.</summary>
    internal void Cancel(ulong target, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.Cancel, -1, userData);
        request.Flags = IoUringRequestFlags.SkipSuccess;
        request.Address = target;
    }

    /// <summary>close(2); told only when it fails.</summary>
    internal void Close(int descriptor, ulong userData)
    {
        ref IoUringRequest request = ref Next(IoUringOperation.Close, descriptor, userData);
        request.Flags = IoUringRequestFlags.SkipSuccess;
    }

    private ref IoUringRequest Next(IoUringOperation operation, int descriptor, ulong userData)
    {
        if (Unsubmitted == _submissionCount)
        {
            Reserve(1);
        }

        ref IoUringRequest request = ref _requests[_tail++ & (_submissionCount - 1)];
        request = default;
        request.Operation = operation;
        request.Descriptor = descriptor;
        request.UserData = userData;
        return ref request;
    }
}
