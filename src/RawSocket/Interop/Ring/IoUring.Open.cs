namespace RawSockets.Interop;

/// <content>io_uring_setup(2), with as much as this kernel can do</content>
internal sealed unsafe partial class IoUring
{
    private const nint RequestsOffset = 0x10000000;
    private const IoUringSetup Basic =
        IoUringSetup.CompletionSize | IoUringSetup.StartDisabled | IoUringSetup.SubmitAll | IoUringSetup.SingleIssuer;

    private const IoUringFeatures Needed = IoUringFeatures.SingleMapping | IoUringFeatures.NoDrop | IoUringFeatures.SubmitStable
        | IoUringFeatures.FastPoll | IoUringFeatures.ExtendedArgument | IoUringFeatures.SkipSuccess;

    // From the newest kernels to Linux 6.0.
    private static readonly IoUringSetup[] s_setups =
    [
        Basic | IoUringSetup.DeferTaskRun | IoUringSetup.NoSubmissionArray,
        Basic | IoUringSetup.DeferTaskRun,
        Basic | IoUringSetup.CooperativeTaskRun,
    ];

    /// <summary>Opens a ring; its first use is <see cref="Enable"/>, on the thread that will use it from then on.</summary>
    /// <param name="requests">How many requests can be gathered for one call; a power of two.</param>
    /// <param name="completions">How many completions there is room for; a power of two.</param>
    /// <param name="without">What to do without, as on older kernels.</param>
    /// <param name="refusal">Why there is none.</param>
    /// <returns>The ring, or null when the kernel refuses.</returns>
    internal static IoUring? TryOpen(uint requests, uint completions, IoUringSetup without, out IoUringRefusal? refusal)
    {
        IoUringParameters parameters = default;
        int result = -Errno.Numbers.EINVAL;
        foreach (IoUringSetup setup in s_setups.Where(setup => (setup & without) == 0))
        {
            parameters = new IoUringParameters { CompletionEntries = completions, Setup = setup };
            result = Sys.IoUringSetup(requests, ref parameters);
            if (result != -Errno.Numbers.EINVAL)
            {
                break;
            }
        }

        refusal = result < 0 ? IoUringRefusal.OfSetup(result) : null;
        if (refusal is not null)
        {
            return null;
        }

        // The ring is the library's own affair, so its close is not shown either.
        using var untraced = CallTrace.To(null);
        SafeDescriptor descriptor = new(result);
        IoUringFeatures missing = Needed & ~parameters.Features;
        IoUring? ring = missing == 0 ? Map(descriptor, parameters, out result) : null;
        if (ring is null)
        {
            descriptor.Dispose();
            refusal = missing != 0 ? IoUringRefusal.OfFeatures(missing) : new IoUringRefusal("mmap", result, "the rings could not be mapped");
        }

        return ring;
    }

    private static IoUring? Map(SafeDescriptor descriptor, in IoUringParameters parameters, out int result)
    {
        using var lease = descriptor.Use();
        nuint ringsLength = Math.Max(
            parameters.Completion.Completions + (parameters.CompletionEntries * (nuint)sizeof(IoUringCompletion)),
            parameters.Submission.Array + (parameters.SubmissionEntries * (nuint)sizeof(uint)));
        result = Sys.MapFile(lease.Number, ringsLength, 0, out void* rings);
        if (result < 0)
        {
            return null;
        }

        nuint requestsLength = parameters.SubmissionEntries * (nuint)sizeof(IoUringRequest);
        result = Sys.MapFile(lease.Number, requestsLength, RequestsOffset, out void* requests);
        if (result < 0)
        {
            Sys.Unmap(rings, ringsLength);
            return null;
        }

        return new IoUring(descriptor, parameters, (byte*)rings, ringsLength, (IoUringRequest*)requests, requestsLength);
    }
}
