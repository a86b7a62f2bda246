using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace RawSockets.Tests;

public sealed class StandardInputTests
{
    [Fact]
    public async Task A_pipe_is_no_terminal_and_is_read_to_its_end()
    {
        ToolResult child = await Child.RunAsync(ChildRoles.ReadInput, "all of the input");

        Assert.Equal(["False", "all of the input"], child.Successful().Lines);
    }

    [Fact]
    public async Task Input_and_the_end_of_the_connection_are_told_apart()
    {
        using RawSocket listener = Loopback.Listener();
        ProcessStartInfo start = Child.Describe(ChildRoles.WatchInput);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        using Process child = Process.Start(start)!;
        await child.StandardInput.WriteAsync(((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture) + "\n");
        await child.StandardInput.FlushAsync(Bounded.Token);
        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);

        await child.StandardInput.WriteAsync("one\n");
        await child.StandardInput.FlushAsync(Bounded.Token);
        Assert.Equal("read one", await child.StandardOutput.ReadLineAsync(Bounded.Token));
        server.Close();
        Assert.Equal("ended", await child.StandardOutput.ReadLineAsync(Bounded.Token));
        await child.WaitForExitAsync(Bounded.Token);
        Assert.Equal(0, child.ExitCode);
    }
}
