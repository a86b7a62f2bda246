using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Serving;

public sealed class StartRawServerTests
{
    private static readonly TimeSpan s_goal = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("Start-RawServer -Handler { $_ }", "")]
    [InlineData("Start-RawServer { $_ }", "1\n2\n")]
    [InlineData("Start-RawServer { $listener | Receive-RawConnection }", "wait\n")]
    [InlineData("Start-RawServer { while ($true) { } }", "spin\n")]
    [InlineData("Start-RawServer -OnConnect { $listener | Receive-RawConnection } { $_ }", "")]
    public void Stopping_ends_it_promptly_and_leaves_nothing_open(string script, string sent)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (ServingScript serving = new(script, "$listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru"))
        {
            Socket client = serving.Client();
            Socket idle = serving.Client();
            client.Send(System.Text.Encoding.UTF8.GetBytes(sent));
            serving.WaitFor("Connected");
            Thread.Sleep(100);
            Assert.False(serving.Running.HasEnded);
            TimeSpan elapsed = serving.Running.Stop();
            Assert.True(elapsed < s_goal, $"It took {elapsed.TotalMilliseconds:F0} ms.");
            client.ReceiveAll();
            try
            {
                Assert.Empty(idle.ReceiveAll());
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It was not accepted yet.
            }

            serving.Engine.Run("$listener | Close-RawSocket").Succeeded();
        }

        before.AssertNothingLeft();
    }

    [Theory]
    [InlineData("break outer")]
    [InlineData("continue outer")]
    public void A_break_to_a_label_outside_ends_it(string statement)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (ServingScript serving = new($":outer foreach ($once in 1) {{ Start-RawServer {{ 'last'; {statement} }} }}"))
        {
            Assert.Equal("last\n", serving.Ask("x\n"));
            serving.Finish().Succeeded();
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void Its_calls_are_shown()
    {
        using ServingScript serving = new("Start-RawServer -Count 1 -Verbose { $_ }");
        Assert.Equal("x\n", serving.Ask("x\n"));
        Outcome outcome = serving.Finish().Succeeded();
        string[] calls = [.. outcome.Verbose.Select(static line => line[..line.IndexOf('(', StringComparison.Ordinal)])];
        Assert.Equal(
            ["socket", "setsockopt", "setsockopt", "bind", "getsockname", "listen", "accept4", "getsockname", "close", "recvfrom", "sendto", "recvfrom", "close"],
            calls);
    }

    [Theory]
    [InlineData("path", "-Path $path")]
    [InlineData("@", "-Path $abstract")]
    [InlineData("e", "-EndPoint \"unix:$path\"")]
    [InlineData("s", "-Socket $listener")]
    [InlineData("p", "")]
    public void It_listens_at_a_unix_socket(string kind, string parameters)
    {
        string folder = Directory.CreateTempSubdirectory("raw").FullName;
        string path = Path.Combine(folder, "raw.sock");
        string name = kind == "@" ? $"@raw-{Guid.NewGuid():N}" : path;
        string pipe = kind == "p" ? "$listener | " : "";
        using (ServingScript serving = new(
            $"{pipe}Start-RawServer {{ $_ }} -Count 1 {parameters}",
            $"$path = '{path}'; $abstract = '{name}';" + (kind is "s" or "p" ? "$listener = New-RawSocket Unix | Set-RawSocketAddress -Path $path -PassThru | Start-RawListen -PassThru" : "")))
        {
            using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            client.Connect(new UnixDomainSocketEndPoint(kind == "@" ? "\0" + name[1..] : path));
            client.Send("x\n"u8);
            client.Shutdown(SocketShutdown.Send);
            Assert.Equal("x\n"u8, client.ReceiveAll());
            serving.Finish().Succeeded();
            serving.Engine.Run("if ($listener) { $listener.IsClosed; $listener | Close-RawSocket }").Succeeded();
        }

        Assert.False(File.Exists(path));
        Directory.Delete(folder);
    }

    [Theory]
    [InlineData("Start-RawServer { } -Port $taken.LocalEndPoint.Port", "bind,EADDRINUSE")]
    [InlineData("Start-RawServer { } -Address nonsense", "InvalidArgument,Address")]
    [InlineData("Start-RawServer { } -Address 192.0.2.1", "bind,EADDRNOTAVAIL")]
    [InlineData("Start-RawServer { } -Path ('x' * 200)", "InvalidArgument,Path")]
    [InlineData("Start-RawServer { } -Path /nonexistent/x", "bind,ENOENT")]
    [InlineData("Start-RawServer { } -Socket $plain", "InvalidArgument,Socket")]
    [InlineData("Start-RawServer { } -Socket $datagrams", "InvalidArgument,Socket")]
    [InlineData("Start-RawServer { } -Socket $closed", "accept4,EBADF")]
    [InlineData("Start-RawServer { } -Socket $taken -Port 1", "AmbiguousParameterSet")]
    [InlineData("Start-RawServer { } -Path x -Port 1", "AmbiguousParameterSet")]
    [InlineData("Start-RawServer $null", "ParameterArgumentValidationError")]
    [InlineData("Start-RawServer { } -Port 70000", "ParameterArgumentValidationError")]
    [InlineData("Start-RawServer { } -MaxLineLength 0", "ParameterArgumentValidationError")]
    [InlineData("Start-RawServer { } -Framing Word", "CannotConvertArgumentNoMessage")]
    [InlineData("Start-RawServer { } -Encoding klingon", "ParameterArgumentTransformationError")]
    public void Bad_input_is_an_error_that_leaves_nothing(string script, string identifier)
    {
        using Engine engine = new();
        engine.Run(
            """
            $taken = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
            $plain = New-RawSocket
            $datagrams = New-RawSocket Inet Dgram
            $closed = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
            $closed | Close-RawSocket
            """).Succeeded();
        OpenDescriptors before = OpenDescriptors.Now();
        Outcome outcome = engine.Run(script);
        Assert.StartsWith(identifier, outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        before.AssertNothingLeft();
        engine.Run("$taken, $plain, $datagrams | Close-RawSocket").Succeeded();
    }

    [Fact]
    public void Sigterm_stops_it_gracefully_and_its_script_goes_on()
    {
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(
            "Start-RawServer { $_ } | ForEach-Object { \"$($_.Event) $($_.LocalEndPoint.Port) \" }; 'after'"));
        child.WaitForOutput(" \n");
        int port = int.Parse(child.Output.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        using Socket client = Loopback.Connect(port);
        client.Send("received before the end\n"u8);
        child.WaitForOutput("Connected ");
        child.Signal(Native.Terminate);
        Assert.Equal("received before the end\n"u8, client.ReceiveAll());
        Assert.True(child.WaitForExit() == 0, child.Report());
        Assert.EndsWith($"Stopped {port} \nafter\n", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Exit_in_a_handler_ends_the_script_with_its_code()
    {
        using ChildProcess child = ChildProcess.Start(Pwsh.Command(
            "Start-RawServer { 'bye'; exit 7 } | ForEach-Object { \"$($_.Event) $($_.LocalEndPoint.Port) \" }; 'never'"));
        child.WaitForOutput(" \n");
        using Socket client = Loopback.Connect(int.Parse(child.Output.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        client.Send("x\n"u8);
        Assert.Equal("bye\n"u8, client.ReceiveAll());
        Assert.True(child.WaitForExit() == 7, child.Report());
        Assert.DoesNotContain("never", child.Output, StringComparison.Ordinal);
    }
}
