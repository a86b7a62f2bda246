using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.BadInput;

/// <summary>
/// What can't work is an error that says what and why, of a category that means something, and leaves no descriptor behind.
/// </summary>
public sealed class BadInputTests
{
    /// <summary>What a case may use; each case closes what it made itself.</summary>
    private const string Setup =
        """
        $closed = New-RawSocket
        $closed | Close-RawSocket
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $port = $listener.LocalEndPoint.Port
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $port -PassThru
        $peer = $listener | Receive-RawConnection -Timeout 1000
        $socket = New-RawSocket
        $six = New-RawSocket Inet6
        """;

    private const string Cleanup = "Get-RawSocket | Close-RawSocket; Get-EchoServer | Stop-EchoServer";

    /// <summary>Calls that the kernel, or the library in its place, refuses: the identifier is the call and the error.</summary>
    public static TheoryData<string, string> Calls => new()
    {
        // A closed socket
        { "$closed | Set-RawSocketAddress -Address 127.0.0.1 -Port 0", "bind,EBADF" },
        { "$closed | Start-RawListen", "listen,EBADF" },
        { "$closed | Receive-RawConnection", "accept4,EBADF" },
        { "$closed | Connect-RawSocket -Address 127.0.0.1 -Port $port", "connect,EBADF" },
        { "$closed | Send-RawData -Data 'x'", "send,EBADF" },
        { "$closed | Receive-RawData", "recv,EBADF" },
        { "$closed | Receive-RawData -AsString", "recv,EBADF" },
        { "$closed | Receive-RawData -Size 5 -Exact", "recv,EBADF" },
        { "$closed | Wait-RawSocket", "poll,EBADF" },
        { "$client, $closed | Wait-RawSocket -For Write", "poll,EBADF" },
        { "$closed | Get-RawSocketOption -Name NoDelay", "getsockopt,EBADF" },
        { "$closed | Get-RawSocketOption", "getsockopt,EBADF" },
        { "$closed | Set-RawSocketOption -Name NoDelay -Value $true", "setsockopt,EBADF" },
        { "$closed | Set-RawSocketFlag -NonBlocking $true", "fcntl,EBADF" },
        { "$closed | Disconnect-RawSocket", "shutdown,EBADF" },
        { "'x' | Invoke-RawExchange -Socket $closed", "send,EBADF|poll,EBADF" },
        { "Read-EchoInput -Socket $closed", "poll,EBADF" },

        // A listener used as a stream, and the other way round
        { "$listener | Send-RawData -Data 'x'", "send,EPIPE|send,ENOTCONN" },
        { "$listener | Receive-RawData", "recv,ENOTCONN" },
        { "$listener | Receive-RawData -AsString", "recv,ENOTCONN" },
        { "'x' | Invoke-RawExchange -Socket $listener", "send,EPIPE|send,ENOTCONN" },
        { "$listener | Connect-RawSocket -Address 127.0.0.1 -Port $port", "connect,EISCONN" },
        { "$client | Receive-RawConnection", "accept4,EINVAL" },
        { "$client | Receive-RawConnection -Timeout 100", "accept4,EINVAL" },
        { "$socket | Receive-RawConnection", "accept4,EINVAL" },

        // Not connected, or already
        { "$socket | Send-RawData -Data 'x'", "send,EPIPE|send,ENOTCONN" },
        { "$socket | Receive-RawData", "recv,ENOTCONN" },
        { "$socket | Disconnect-RawSocket", "shutdown,ENOTCONN" },
        { "$client | Connect-RawSocket -Address 127.0.0.1 -Port $port", "connect,EISCONN" },
        { "$client | Set-RawSocketAddress -Address 127.0.0.1 -Port 0", "bind,EINVAL" },

        // An address of another family
        { "$socket | Set-RawSocketAddress -Address ::1 -Port 0", "bind,EAFNOSUPPORT" },
        { "$socket | Connect-RawSocket -Address ::1 -Port 80", "connect,EAFNOSUPPORT" },
        { "$six | Set-RawSocketAddress -Address 127.0.0.1 -Port 0", "bind,EAFNOSUPPORT" },
        { "$six | Connect-RawSocket -Address 127.0.0.1 -Port $port", "connect,EAFNOSUPPORT" },

        // An occupied port, an address that is not here, nobody listening
        { "$socket | Set-RawSocketAddress -Address 127.0.0.1 -Port $port", "bind,EADDRINUSE" },
        { "Start-EchoServer -Port $port", "bind,EADDRINUSE" },
        { "Start-EchoServer -Port $port -Wait", "bind,EADDRINUSE" },
        { "$socket | Set-RawSocketAddress -Address 192.0.2.1 -Port 0", "bind,EADDRNOTAVAIL" },
        { "Start-EchoServer -Address 192.0.2.1", "bind,EADDRNOTAVAIL" },
        { "$listener | Close-RawSocket; $socket | Connect-RawSocket -Address 127.0.0.1 -Port $port", "connect,ECONNREFUSED" },
        { "$listener | Close-RawSocket; Connect-EchoClient -Port $port", "connect,ECONNREFUSED" },
        { "$listener | Close-RawSocket; 'x' | Connect-EchoClient -Port $port", "connect,ECONNREFUSED" },

        // A name that nobody has; RFC 6761 keeps it for that
        { "Connect-EchoClient -Address nonsense.invalid -Port 80", "getaddrinfo,EAI_NONAME|getaddrinfo,EAI_AGAIN" },
        { "'x' | Connect-EchoClient -Address nonsense.invalid -Port 80", "getaddrinfo,EAI_NONAME|getaddrinfo,EAI_AGAIN" },

        // Too late
        { "$peer | Receive-RawData -Timeout 20", "recv,ETIMEDOUT" },
        { "$listener | Receive-RawConnection -Timeout 20", "accept4,ETIMEDOUT" },
        { "$client | Send-RawData -Data ([byte[]]::new(64MB)) -Timeout 20", "send,ETIMEDOUT" },

        // Families, types and options that don't go together
        { "New-RawSocket -AddressFamily Inet -SocketType SeqPacket", "socket,ESOCKTNOSUPPORT" },
        { "New-RawSocket -AddressFamily Inet -SocketType Dgram -Protocol Tcp", "socket,EPROTONOSUPPORT" },
        { "$socket | Get-RawSocketOption -Name IPv6Only", "getsockopt,EOPNOTSUPP|getsockopt,ENOPROTOOPT" },
        { "$socket | Set-RawSocketOption -Name Congestion -Value 'nonsense'", "setsockopt,ENOENT" },
        { "$socket | Set-RawSocketOption -Name Type -Value 1", "setsockopt,ENOPROTOOPT" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_refused_call_is_named(string script, string expected)
    {
        ErrorRecord error = FailureOf(script);
        Assert.Contains(error.FullyQualifiedErrorId.Split(",RawSockets", 2)[0].Split(",Connect-", 2)[0], expected.Split('|'));
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        string name = error.FullyQualifiedErrorId.Split(',')[1];
        Assert.Contains($"({name})", error.Exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Arguments that can't be used: the message names the parameter and the value.</summary>
    public static TheoryData<string, string, string> Arguments => new()
    {
        // Port out of range
        { "$socket | Set-RawSocketAddress -Address 127.0.0.1 -Port 65536", "Port", "65536" },
        { "$socket | Set-RawSocketAddress -Address 127.0.0.1 -Port -1", "Port", "-1" },
        { "$socket | Connect-RawSocket -Address 127.0.0.1 -Port 70000", "Port", "70000" },
        { "$socket | Connect-RawSocket -Address 127.0.0.1 -Port 99999999999", "Port", "99999999999" },
        { "$socket | Connect-RawSocket -Address 127.0.0.1 -Port no-such-service", "Port", "no-such-service" },
        { "Start-EchoServer -Port 65536", "Port", "65536" },
        { "Get-EchoServer -Port -1", "Port", "-1" },
        { "Connect-EchoClient -Port 0", "Port", "0" },
        { "Connect-EchoClient -Port 65536", "Port", "65536" },

        // Unparsable address
        { "$socket | Set-RawSocketAddress -Address nonsense -Port 0", "Address", "nonsense" },
        { "$socket | Set-RawSocketAddress -Address 127.1 -Port 0", "Address", "127.1" },
        { "$socket | Set-RawSocketAddress -Address 256.0.0.1 -Port 0", "Address", "256.0.0.1" },
        { "$six | Connect-RawSocket -Address ':::1' -Port 80", "Address", ":::1" },
        { "$six | Connect-RawSocket -Address 'fe80::1%no-such-interface' -Port 80", "Address", "no-such-interface" },
        { "Start-EchoServer -Address nonsense", "Address", "nonsense" },
        { "Connect-EchoClient -Address '' -Port 80", "Address", "" },

        // What is no socket
        { "Close-RawSocket -Socket 'text'", "Socket", "text" },
        { "Receive-RawData -Socket 'text'", "Socket", "text" },
        { "Send-RawData -Socket 'text' -Data 'x'", "Socket", "text" },
        { "Invoke-RawExchange -Socket 'text'", "Socket", "text" },
        { "Close-RawSocket -Socket $null", "Socket", "" },
        { "Stop-EchoServer -Server 'text'", "Server", "text" },

        // Negative timeouts and counts
        { "$socket | Connect-RawSocket -Address 127.0.0.1 -Port 80 -Timeout -1", "Timeout", "-1" },
        { "$listener | Receive-RawConnection -Timeout -1", "Timeout", "-1" },
        { "$listener | Receive-RawConnection -Count 0", "Count", "0" },
        { "$client | Receive-RawData -Timeout -5", "Timeout", "-5" },
        { "$client | Send-RawData -Data 'x' -Timeout -1", "Timeout", "-1" },
        { "$client | Wait-RawSocket -Timeout -1", "Timeout", "-1" },
        { "Connect-EchoClient -Port 80 -Timeout -1", "Timeout", "-1" },
        { "Start-EchoServer -DrainTimeout -1", "DrainTimeout", "-1" },
        { "Start-EchoServer -Backlog -1", "Backlog", "-1" },
        { "$socket | Start-RawListen -Backlog -1", "Backlog", "-1" },
        { "Get-RawSocket -Descriptor -1", "Descriptor", "-1" },

        // Sizes
        { "$client | Receive-RawData -Size 0", "Size", "0" },
        { "$client | Receive-RawData -Size -1", "Size", "-1" },
        { "$client | Receive-RawData -Size (1GB + 1)", "Size", "1073741825" },
        { "$client | Receive-RawData -Size 5000000000", "Size", "5000000000" },

        // Names
        { "$socket | Get-RawSocketOption -Name Nonsense", "Name", "Nonsense" },
        { "$socket | Set-RawSocketOption -Name Nonsense -Value 1", "Name", "Nonsense" },
        { "$socket | Set-RawSocketOption -Name NoDelay -Value 'maybe'", "Value", "maybe" },
        { "$socket | Set-RawSocketOption -Name KeepAliveIdle -Value 'soon'", "Value", "soon" },
        { "$socket | Set-RawSocketOption -Name NoDelay -Value $null", "Value", "" },
        { "$socket | Set-RawSocketOption -Name TimeToLive -Value 70000", "Value", "70000" },
        { "New-RawSocket -AddressFamily Nonsense", "AddressFamily", "Nonsense" },
        { "$client | Receive-RawData -AsString -Encoding nonsense", "Encoding", "nonsense" },
        { "$client | Send-RawData -Data 'x' -Encoding nonsense", "Encoding", "nonsense" },
        { "'x' | Invoke-RawExchange -Socket $client -Encoding nonsense", "Encoding", "nonsense" },
        { "'x' | Connect-EchoClient -Port $port -Encoding nonsense", "Encoding", "nonsense" },
        { "$client | Disconnect-RawSocket -Direction Nonsense", "Direction", "Nonsense" },
        { "$client | Wait-RawSocket -For Nonsense", "For", "Nonsense" },

        // Data
        { "$client | Send-RawData -Data $null", "Data", "" },
        { "$client | Send-RawData -Data ([datetime]::Now)", "Data", "DateTime" },
        { "$client | Send-RawData -Data (1, 256)", "Data", "" },
    };

    [Theory]
    [MemberData(nameof(Arguments))]
    public void A_bad_argument_is_named_with_its_value(string script, string parameter, string value)
    {
        ErrorRecord error = FailureOf(script);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.Contains(parameter, error.Exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(value, error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'text' | Close-RawSocket")]
    [InlineData("1 | Receive-RawData")]
    [InlineData("'text' | Stop-EchoServer")]
    public void What_is_no_socket_is_not_taken_from_the_pipeline(string script)
    {
        ErrorRecord error = FailureOf(script);
        Assert.StartsWith("InputObjectNotBound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_descriptor_that_is_none_of_the_modules_is_not_found()
    {
        ErrorRecord error = FailureOf("Get-RawSocket -Descriptor 0");
        Assert.StartsWith("NotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
    }

    [Fact]
    public void One_bad_socket_of_several_does_not_keep_the_others_from_it()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Setup + "\n$closed, $client | Send-RawData -Data 'x'; $peer | Receive-RawData -AsString -Timeout 1000\n" + Cleanup);
        Assert.StartsWith("send,EBADF", outcome.Failure().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("x", outcome.Output.Single().ToString());
    }

    [Fact]
    public void The_target_of_an_error_is_the_socket()
    {
        using Engine engine = new();
        Outcome outcome = engine.Run(Setup + "\n$closed | Start-RawListen\n$closed\n" + Cleanup);
        Assert.Same(outcome.Output.Single().BaseObject, outcome.Failure().TargetObject);
    }

    private static ErrorRecord FailureOf(string script)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        engine.Run(Setup).Succeeded();
        Outcome outcome = engine.Run(script);
        engine.Run(Cleanup).Succeeded();
        before.AssertNothingLeft();
        return outcome.Failure();
    }
}
