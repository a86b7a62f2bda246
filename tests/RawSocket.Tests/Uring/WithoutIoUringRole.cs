using System.Runtime.InteropServices;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>Starts servers under a seccomp filter that refuses io_uring_setup(2), as container runtimes do.</summary>
internal static partial class WithoutIoUringRole
{
    private const int NoNewPrivileges = 38;
    private const int SetFilter = 22;
    private const int FilterMode = 2;
    private const uint Allow = 0x7fff_0000;
    private const uint Fail = 0x0005_0000;
    private const int IoUringSetupNumber = 425;

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct FilterProgram
    {
        public ushort Length;
        public Instruction* Instructions;
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static unsafe partial int Control(int option, nuint value, void* argument, nuint fourth, nuint fifth);

    internal static void Run()
    {
        Forbid(Console.ReadLine() == "EPERM" ? 1u : 38u);
        using (EchoServer server = EchoServer.Start(new EchoServerOptions()))
        {
            Console.WriteLine(server.Engine);
            Console.WriteLine(server.EngineNote);
            using RawSocket client = Loopback.ClientOf(server.LocalEndPoint!);
            WatchedServer.AssertEchoes(client, seed: 1);
            Console.WriteLine("echoed");
        }

        RawSocketException refused = Refused.By(() => EchoServer.Start(new EchoServerOptions { Engine = EchoEngine.IoUring }));
        Console.WriteLine(refused.Identifier);
    }

    // seccomp(2), bpf(4): load the call's number; if it is the one, fail with the error, else go on. It holds for this thread.
    private static unsafe void Forbid(uint error)
    {
        Instruction* instructions = stackalloc Instruction[]
        {
            new Instruction(0x20, 0, 0, 0),
            new Instruction(0x15, 0, 1, IoUringSetupNumber),
            new Instruction(0x06, 0, 0, Fail | error),
            new Instruction(0x06, 0, 0, Allow),
        };
        FilterProgram program = new() { Length = 4, Instructions = instructions };
        Assert.Equal(0, Control(NoNewPrivileges, 1, null, 0, 0));
        Assert.Equal(0, Control(SetFilter, FilterMode, &program, 0, 0));
    }
}
