using System.Runtime.InteropServices;

namespace RawSockets.Tests;

/// <summary>Sends to a peer that is gone, while SIGPIPE would end the process.</summary>
internal static partial class BrokenPipeRole
{
    private const int SigPipe = 13;

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetSignal(int number, nint handler);

    internal static void Run()
    {
        // The runtime ignores the signal, which would hide a send without MSG_NOSIGNAL.
        _ = SetSignal(SigPipe, 0);
        using ConnectedPair pair = new();
        pair.Client.Shutdown(ShutdownDirection.Send);
        Console.WriteLine(Refused.By(() => pair.Client.Send("late"u8)).Identifier);
        StreamExchange exchange = new(pair.Client, static _ => { });
        "late"u8.CopyTo(exchange.Reserve(4));
        exchange.Commit(4);
        Console.WriteLine(Refused.By(() => exchange.Move(receive: false)).Identifier);
    }
}
