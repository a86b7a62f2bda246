using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Sockets;

/// <summary>-Verbose prints the calls as strace(1) does; StraceTests compare with strace itself.</summary>
public sealed class VerboseTests
{
    [Fact]
    public void Each_call_is_a_line_with_its_real_result()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            """
            $socket = New-RawSocket -Verbose
            $socket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -Verbose
            $socket | Start-RawListen -Backlog 5 -Verbose
            $socket | Close-RawSocket -Verbose
            "$($socket.Descriptor) $($socket.LocalEndPoint.Port)"
            """);
        string[] numbers = outcome.Single<string>().Split(' ');
        (string descriptor, string port) = (numbers[0], numbers[1]);
        string[] expected =
        [
            $"socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = {descriptor}",
            $"bind({descriptor}, {{sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr(\"127.0.0.1\")}}, 16) = 0",
            $"getsockname({descriptor}, {{sa_family=AF_INET, sin_port=htons({port}), sin_addr=inet_addr(\"127.0.0.1\")}}, [128 => 16]) = 0",
            $"listen({descriptor}, 5) = 0",
            $"close({descriptor}) = 0",
        ];
        Assert.Equal(expected, outcome.Verbose);
    }

    [Fact]
    public void A_failed_call_shows_the_error_with_its_sentence()
    {
        using Engine engine = new();
        int port = Loopback.FreePort();
        Outcome outcome = engine.Run($"$socket = New-RawSocket; $socket | Connect-RawSocket -Address 127.0.0.1 -Port {port} -Verbose; $socket | Close-RawSocket");
        Assert.StartsWith("connect,ECONNREFUSED", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(outcome.Verbose, static line => line.StartsWith("connect(", StringComparison.Ordinal)
            && (line.EndsWith(" = -1 EINPROGRESS (Operation now in progress)", StringComparison.Ordinal)
                || line.EndsWith(" = -1 ECONNREFUSED (Connection refused)", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_Verbose_there_is_no_line()
    {
        using Engine engine = new();
        Assert.Empty(engine.Run("New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Close-RawSocket").Succeeded().Verbose);
    }

    [Fact]
    public void The_preference_variable_turns_it_on_and_the_switch_off()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run("$VerbosePreference = 'Continue'; $s = New-RawSocket; $s | Close-RawSocket -Verbose:$false");
        Assert.Single(outcome.Succeeded().Verbose, static line => line.StartsWith("socket(", StringComparison.Ordinal));
        Assert.DoesNotContain(outcome.Verbose, static line => line.StartsWith("close(", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("& { $VerbosePreference = 'Continue'; New-RawSocket | Close-RawSocket }")]
    [InlineData("function Test-It { $VerbosePreference = 'Continue'; New-RawSocket | Close-RawSocket }; Test-It")]
    [InlineData("function Test-It { [CmdletBinding()] param() New-RawSocket | Close-RawSocket }; Test-It -Verbose")]
    public void A_script_turns_it_on_in_its_own_scope(string script)
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(script);
        Assert.Equal(["socket", "close"], outcome.Succeeded().Verbose.Select(static line => line.Split('(')[0]));
    }

    [Fact]
    public void The_client_shows_its_calls_and_what_it_wrote_and_read()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(
            "$server = Start-EchoServer; 'abc' | Connect-EchoClient -Port $server.LocalEndPoint.Port -Verbose; $server | Stop-EchoServer");
        Assert.Equal("abc", outcome.Single<string>());
        Assert.Contains(outcome.Verbose, static line => line.StartsWith("sendto(", StringComparison.Ordinal));
        Assert.Contains(outcome.Verbose, static line => line.StartsWith("recvfrom(", StringComparison.Ordinal));
        Assert.Contains("wrote 4 bytes, read 4 bytes", outcome.Verbose);
        Assert.Contains(outcome.Verbose, static line => line.StartsWith("close(", StringComparison.Ordinal));
    }
}
