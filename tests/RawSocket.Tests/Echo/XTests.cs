using RawSockets.Echo;
namespace RawSockets.Tests;
public sealed class XTests(ITestOutputHelper output)
{
    [Fact]
    public void X()
    {
        for (int round = 0; round < 5; round++)
        {
            using WatchedServer watched = new();
            using RawSocket client = watched.Connect();
            long sent = Flood.UntilStuck(client);
            long before = watched.Server.BytesReceived;
            watched.Server.RequestStop(-1);
            long got = 0; string end = "";
            byte[] b = new byte[65536];
            try { while (true) { int n = client.Receive(b, cancellationToken: Bounded.Token); if (n == 0) { end = "EOF"; break; } got += n; } }
            catch (RawSocketException e) { end = e.Identifier; }
            EchoServerEvent d = watched.NextOf(EchoServerEventKind.Disconnected);
            output.WriteLine($"sent {sent} before {before} got {got} {end} server received {d.BytesReceived} sent {d.BytesSent} {d.Cause} {d.Error?.Message}");
        }
        for (int round = 0; round < 5; round++)
        {
            using WatchedServer watched = new();
            using RawSocket client = watched.Connect();
            StreamExchange x = new(client, static _ => { });
            bool stop = false;
            BlockedThread t = BlockedThread.Start(() => { while (!Volatile.Read(ref stop)) { if (x.Pending < 100000) { x.Reserve(1 << 20).Clear(); x.Commit(1 << 20); } x.WaitAndMove(-1, -1, Bounded.Token); } });
            Eventually.True(() => watched.Server.BytesSent > 50_000_000, "x");
            long at = System.Diagnostics.Stopwatch.GetTimestamp();
            watched.Server.RequestStop(-1);
            bool ended = watched.Server.WaitForEnd(5000);
            output.WriteLine($"busy client: ended {ended} after {System.Diagnostics.Stopwatch.GetElapsedTime(at)}");
            Volatile.Write(ref stop, true);
            EchoServerEvent d = watched.NextOf(EchoServerEventKind.Disconnected);
            output.WriteLine($"{t.End()?.Message} {d.BytesReceived} {d.BytesSent} {x.BytesReceived} {d.Cause}");
        }
    }
}
