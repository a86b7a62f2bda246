using System.Management.Automation;
using System.Net.Sockets;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Serving;

public sealed class HandlerErrorTests
{
    [Theory]
    [InlineData("throw 'bang'", "bang")]
    [InlineData("[int]::Parse('no number')", "no number")]
    [InlineData("1 / 0", "zero")]
    [InlineData("$null.Method()", "null")]
    [InlineData("Get-NoSuchCommand", "Get-NoSuchCommand")]
    [InlineData("$PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.Exception]::new('mine'), 'Mine', 'InvalidData', $null))", "mine", "[CmdletBinding()] param($a, $b)")]
    [InlineData("New-RawSocket -Descriptor 100000 -ErrorAction Stop", "getsockopt")]
    [InlineData("", "missing", "[CmdletBinding()] param([Parameter(Mandatory)] $a, [Parameter(Mandatory)] $b, [Parameter(Mandatory)] $missing)")]
    public void An_error_closes_that_connection_and_is_reported(string statement, string message, string head = "")
    {
        using ServingScript serving = new($"Start-RawServer {{ {head} \r\n if ($_ -ne 'fail' -and $args.Count -ge 0) {{ return $_ }}; 'before'; {statement}; 'never' }}");
        Socket other = serving.Client();
        string answer = serving.Ask("fail\nmore\n");
        Assert.True(answer is "before\n" or "", answer);
        PSObject end = serving.WaitFor("Disconnected");
        Assert.Equal("HandlerError", end.Get("Cause")!.ToString());
        Assert.NotNull(end.Get("Error"));
        if (message != "missing")
        {
            other.Send("on\n"u8);
            Assert.Equal("on\n"u8, other.ReceiveExactly(3));
        }

        serving.Running.Stop();
        ErrorRecord error = serving.Finish().Failure();
        Assert.Equal("HandlerError,RawSockets.PowerShell.Commands.StartRawServerCommand", error.FullyQualifiedErrorId);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("connection ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("RawServerConnection", error.TargetObject.GetType().Name);
    }

    [Fact]
    public void An_error_that_ends_nothing_is_reported_and_the_handler_goes_on()
    {
        using ServingScript serving = new("Start-RawServer { $PSCmdlet; New-RawSocket -Descriptor 100000; 'on' }");
        Assert.Equal("on\non\n", serving.Ask("1\n2\n"));
        serving.Running.Stop();
        Outcome outcome = serving.Finish();
        Assert.Equal(2, outcome.Errors.Count);
        Assert.All(outcome.Errors, static error => Assert.StartsWith("getsockopt,EBADF", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-ErrorAction Stop", "", "throw 'bang'")]
    [InlineData("-ErrorAction Stop", "", "New-RawSocket -Descriptor 100000")]
    [InlineData("", "$ErrorActionPreference = 'Stop'", "New-RawSocket -Descriptor 100000")]
    public void Where_errors_stop_it_stops_and_leaves_nothing_open(string parameters, string setup, string statement)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using (ServingScript serving = new($"{setup}\nStart-RawServer {parameters} {{ 'sent'; {statement} }}"))
        {
            Assert.Equal("sent\n", serving.Ask("x\n"));
            Outcome outcome = serving.Finish();
            Assert.True(outcome.Terminated);
        }

        before.AssertNothingLeft();
    }

    [Fact]
    public void Silenced_errors_close_the_connection_all_the_same()
    {
        using ServingScript serving = new("Start-RawServer -ErrorAction SilentlyContinue -ErrorVariable failures { throw 'bang' }");
        Assert.Equal("", serving.Ask("x\n"));
        serving.WaitFor("Disconnected");
        serving.Running.Stop();
        Assert.Empty(serving.Finish().Errors);
    }

    [Theory]
    [InlineData("OnConnect", "HandlerError")]
    [InlineData("OnDisconnect", "EndOfStream")]
    public void Errors_of_the_other_blocks_are_reported_too(string block, string cause)
    {
        using ServingScript serving = new($"Start-RawServer -Count 1 -{block} {{ throw 'bang' }} -Handler {{ $_ }}");
        Assert.Equal(block == "OnConnect" ? "" : "x\n", serving.Ask("x\n"));
        Outcome outcome = serving.Finish();
        Assert.Equal("HandlerError,RawSockets.PowerShell.Commands.StartRawServerCommand", outcome.Failure().FullyQualifiedErrorId);
        Assert.Equal(cause, serving.Named("Disconnected").Single().Get("Cause")!.ToString());
    }

    [Fact]
    public void Text_without_bytes_in_the_encoding_is_an_error()
    {
        using ServingScript serving = new("Start-RawServer -Encoding ascii { 'ok'; 'é' }");
        Assert.Equal("ok\n", serving.Ask("x\n"));
        serving.WaitFor("Disconnected");
        serving.Running.Stop();
        Assert.StartsWith("HandlerError", serving.Finish().Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf8")]
    [InlineData("([System.Text.UTF8Encoding]::new($false, $true))")]
    public void Bytes_that_are_no_text_are_no_error(string encoding)
    {
        using ServingScript serving = new($"Start-RawServer -Encoding {encoding} {{ $_.Length }}");
        Socket client = serving.Client();
        client.Send([0xFF, 0x41, 0xC3, 0x0A]);
        Assert.Equal("3\n"u8, client.ReceiveExactly(2));
    }

    [Fact]
    public void What_a_client_does_is_no_error_of_the_script()
    {
        using ServingScript serving = new("$ErrorActionPreference = 'Stop'; Start-RawServer -MaxLineLength 10 { $_ }");
        Assert.Equal("ok\n", serving.Ask("ok\nmuch too long a line\n"));
        Assert.Equal("LineTooLong", serving.WaitFor("Disconnected").Get("Cause")!.ToString());
        Socket rude = serving.Client();
        serving.WaitFor("Connected", 2);
        rude.LingerState = new LingerOption(enable: true, seconds: 0);
        rude.Dispose();
        Assert.Equal("Error", serving.WaitFor("Disconnected", 2).Get("Cause")!.ToString());
        Assert.Equal("still there\n"[..9], serving.Ask("still the\n")[..9]);
        serving.Running.Stop();
        Assert.Empty(serving.Finish().Errors);
    }
}
