using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Tests;

/// <summary>The kernel's structs and numbers for io_uring, held against what its headers say to C compilers for each architecture.</summary>
public sealed class IoUringLayoutTests
{
    [Theory]
    [InlineData("gcc")]
    [InlineData("aarch64-linux-gnu-gcc")]
    public void Layouts_and_numbers_are_those_of_the_kernels_headers(string compiler)
    {
        Assert.SkipUnless(Tool.Exists(compiler), $"{compiler} is not on this machine.");
        StringBuilder source = new("#include <stddef.h>\n#include <sys/syscall.h>\n#include <linux/io_uring.h>\n");
        foreach ((string? macro, string claim) in Claims())
        {
            // Headers may be older than the kernel, and lack the newest names.
            string assertion = $"_Static_assert({claim}, \"{claim}\");\n";
            source.Append(macro is null ? assertion : $"#ifdef {macro}\n{assertion}#endif\n");
        }

        (int exitCode, string errors) = Compile(compiler, source.ToString());

        Assert.True(exitCode == 0, errors);
    }

    [Fact]
    public void A_wrong_layout_would_be_found()
    {
        Assert.SkipUnless(Tool.Exists("gcc"), "gcc is not on this machine.");

        Assert.NotEqual(0, Compile("gcc", "#include <linux/io_uring.h>\n_Static_assert(sizeof(struct io_uring_sqe) == 65, \"no\");\n").ExitCode);
    }

    private static IEnumerable<(string? Macro, string Claim)> Claims()
    {
        string[] layouts =
        [
            Size<IoUringRequest>("struct io_uring_sqe"),
            Offset<IoUringRequest>("struct io_uring_sqe", "opcode", nameof(IoUringRequest.Operation)),
            Offset<IoUringRequest>("struct io_uring_sqe", "flags", nameof(IoUringRequest.Flags)),
            Offset<IoUringRequest>("struct io_uring_sqe", "ioprio", nameof(IoUringRequest.Modifiers)),
            Offset<IoUringRequest>("struct io_uring_sqe", "fd", nameof(IoUringRequest.Descriptor)),
            Offset<IoUringRequest>("struct io_uring_sqe", "addr", nameof(IoUringRequest.Address)),
            Offset<IoUringRequest>("struct io_uring_sqe", "len", nameof(IoUringRequest.Length)),
            Offset<IoUringRequest>("struct io_uring_sqe", "msg_flags", nameof(IoUringRequest.OperationFlags)),
            Offset<IoUringRequest>("struct io_uring_sqe", "user_data", nameof(IoUringRequest.UserData)),
            Offset<IoUringRequest>("struct io_uring_sqe", "buf_group", nameof(IoUringRequest.BufferGroup)),
            Size<IoUringCompletion>("struct io_uring_cqe"),
            Offset<IoUringCompletion>("struct io_uring_cqe", "res", nameof(IoUringCompletion.Result)),
            Offset<IoUringCompletion>("struct io_uring_cqe", "flags", nameof(IoUringCompletion.Flags)),
            Size<IoUringParameters>("struct io_uring_params"),
            Offset<IoUringParameters>("struct io_uring_params", "features", nameof(IoUringParameters.Features)),
            Offset<IoUringParameters>("struct io_uring_params", "sq_off", nameof(IoUringParameters.Submission)),
            Offset<IoUringParameters>("struct io_uring_params", "cq_off", nameof(IoUringParameters.Completion)),
            Offset<IoUringSubmissionOffsets>("struct io_sqring_offsets", "flags", nameof(IoUringSubmissionOffsets.Flags)),
            Offset<IoUringSubmissionOffsets>("struct io_sqring_offsets", "array", nameof(IoUringSubmissionOffsets.Array)),
            Offset<IoUringCompletionOffsets>("struct io_cqring_offsets", "cqes", nameof(IoUringCompletionOffsets.Completions)),
            Size<IoUringBufferEntry>("struct io_uring_buf"),
            Offset<IoUringBufferEntry>("struct io_uring_buf", "bid", nameof(IoUringBufferEntry.Id)),
            Offset<IoUringBufferEntry>("struct io_uring_buf_ring", "tail", nameof(IoUringBufferEntry.TailOrReserved)),
            Size<IoUringBufferRingRegistration>("struct io_uring_buf_reg"),
            Offset<IoUringBufferRingRegistration>("struct io_uring_buf_reg", "bgid", nameof(IoUringBufferRingRegistration.Group)),
            Size<IoUringSyncCancel>("struct io_uring_sync_cancel_reg"),
            Offset<IoUringSyncCancel>("struct io_uring_sync_cancel_reg", "timeout", nameof(IoUringSyncCancel.Timeout)),
            Size<IoUringWaitArgument>("struct io_uring_getevents_arg"),
            Offset<IoUringWaitArgument>("struct io_uring_getevents_arg", "ts", nameof(IoUringWaitArgument.Timeout)),
            "SYS_io_uring_setup == 425 && SYS_io_uring_enter == 426 && SYS_io_uring_register == 427",
            $"IORING_REGISTER_ENABLE_RINGS == {(int)IoUringRegistration.EnableRings}",
            $"IORING_REGISTER_PBUF_RING == {(int)IoUringRegistration.BufferRing}",
            $"IORING_REGISTER_SYNC_CANCEL == {(int)IoUringRegistration.CancelAndWait}",
            $"(IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY) == {IoUringSyncCancel.Everything}",
            $"IORING_OP_POLL_ADD == {(int)IoUringOperation.PollAdd}",
            $"IORING_OP_SENDMSG == {(int)IoUringOperation.SendMessage}",
            $"IORING_OP_ACCEPT == {(int)IoUringOperation.Accept}",
            $"IORING_OP_ASYNC_CANCEL == {(int)IoUringOperation.Cancel}",
            $"IORING_OP_CLOSE == {(int)IoUringOperation.Close}",
            $"IORING_OP_SEND == {(int)IoUringOperation.Send}",
            $"IORING_OP_RECV == {(int)IoUringOperation.Receive}",
            $"IOSQE_IO_LINK == {(int)IoUringRequestFlags.Link}",
            $"IOSQE_BUFFER_SELECT == {(int)IoUringRequestFlags.BufferSelect}",
            $"IOSQE_CQE_SKIP_SUCCESS == {(int)IoUringRequestFlags.SkipSuccess}",
        ];
        (string Macro, ulong Value)[] macros =
        [
            ("IORING_SETUP_CQSIZE", (ulong)IoUringSetup.CompletionSize),
            ("IORING_SETUP_R_DISABLED", (ulong)IoUringSetup.StartDisabled),
            ("IORING_SETUP_SUBMIT_ALL", (ulong)IoUringSetup.SubmitAll),
            ("IORING_SETUP_COOP_TASKRUN", (ulong)IoUringSetup.CooperativeTaskRun),
            ("IORING_SETUP_SINGLE_ISSUER", (ulong)IoUringSetup.SingleIssuer),
            ("IORING_SETUP_DEFER_TASKRUN", (ulong)IoUringSetup.DeferTaskRun),
            ("IORING_SETUP_NO_SQARRAY", (ulong)IoUringSetup.NoSubmissionArray),
            ("IORING_FEAT_SINGLE_MMAP", (ulong)IoUringFeatures.SingleMapping),
            ("IORING_FEAT_NODROP", (ulong)IoUringFeatures.NoDrop),
            ("IORING_FEAT_SUBMIT_STABLE", (ulong)IoUringFeatures.SubmitStable),
            ("IORING_FEAT_FAST_POLL", (ulong)IoUringFeatures.FastPoll),
            ("IORING_FEAT_EXT_ARG", (ulong)IoUringFeatures.ExtendedArgument),
            ("IORING_FEAT_CQE_SKIP", (ulong)IoUringFeatures.SkipSuccess),
            ("IORING_CQE_F_BUFFER", (ulong)IoUringCompletionFlags.Buffer),
            ("IORING_CQE_F_MORE", (ulong)IoUringCompletionFlags.More),
            ("IORING_CQE_F_BUF_MORE", (ulong)IoUringCompletionFlags.BufferMore),
        ];
        return layouts.Select(static claim => ((string?)null, claim))
            .Concat(macros.Select(static macro => ((string?)macro.Macro, $"{macro.Macro} == {macro.Value}")));
    }

    private static string Size<T>(string name) => $"sizeof({name}) == {Unsafe.SizeOf<T>()}";

    private static string Offset<T>(string name, string field, string ours) => $"offsetof({name}, {field}) == {Marshal.OffsetOf<T>(ours)}";

    private static (int ExitCode, string Errors) Compile(string compiler, string source)
    {
        using Process process = Process.Start(new ProcessStartInfo(compiler, ["-x", "c", "-fsyntax-only", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(source);
        process.StandardInput.Close();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
