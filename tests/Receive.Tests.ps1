#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
}

AfterAll {
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'A receive' {
    AfterEach {
        Get-RawSocket | Close-RawSocket
    }

    It 'of datagrams from a stream is refused, and the bytes stay' {
        $a, $b = New-RawSocketPair
        $a | Send-RawData 'abcdef'
        $b | Receive-RawDatagram -Timeout 1000 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'recvmsg,EOPNOTSUPP,*'
        $b | Receive-RawData -AsString | Should -BeExactly 'abcdef'
    }

    It 'of messages ends with their connection' {
        $a, $b = New-RawSocketPair -SocketType SeqPacket
        Send-RawDatagram $a 'one'
        $a | Close-RawSocket
        $b | Receive-RawDatagram -Count 5 -Timeout 1000 | ForEach-Object Length | Should -Be 3, 0
    }

    It 'of a descriptor says when there was no room for the bytes' {
        $a, $b = New-RawSocketPair -SocketType Dgram
        $a | Send-RawData 'abcdef'
        $message = $b | Receive-RawDescriptor -Size 3 -Timeout 1000
        "$($message.Data.Length) $($message.Truncated)" | Should -BeExactly '3 True'
    }

    It 'gives what the error queue says as an object' {
        $peer = New-RawSocket Inet Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
        $socket = New-RawSocket Inet Dgram | Set-RawSocketOption Timestamping 'TransmitSoftware, Software, Id, TimestampOnly' -PassThru
        Send-RawDatagram $socket 'x' -EndPoint $peer
        $socket | Receive-RawDatagram -Timeout 50 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'recvmsg,ETIMEDOUT,*'
        $entry = $socket | Receive-RawDatagram -Flag ErrorQueue -Timeout 1000
        "$($entry.Origin) $($entry.Timestamp) $($entry.SendId) $($entry.IsError)" | Should -BeExactly 'Timestamping Sent 0 False'
        ($entry | Format-Table | Out-String) | Should -Match 'Timestamping'
    }

    It 'until a delimiter does not find it within a character: <Encoding>' -ForEach @(
        @{ Encoding = 'unicode'; Text = "`u{a00}`u{a00}`n"; Until = "`n" }
        @{ Encoding = 'shift_jis'; Text = "`u{8868}a\"; Until = '\' }
    ) {
        $a, $b = New-RawSocketPair
        $a | Send-RawData "${Text}rest" -Encoding $Encoding
        $b | Receive-RawData -Until $Until -AsString -Encoding $Encoding | Should -BeExactly $Text
        $b | Receive-RawData -AsString -Encoding $Encoding | Should -BeExactly 'rest'
    }

    It 'gives U+FFFD for bytes that are no text: <Encoding>' -ForEach @(
        @{ Encoding = 'ascii' }, @{ Encoding = 'utf8' }, @{ Encoding = 'gb18030' }, @{ Encoding = [System.Text.Encoding]::ASCII }
        @{ Encoding = [System.Text.UTF8Encoding]::new($false, $true) }
    ) {
        $a, $b = New-RawSocketPair
        [byte[]] (97, 255, 98, 10) | Send-RawData -Socket $a
        $b | Receive-RawData -AsString -Encoding $Encoding | Should -BeExactly "a`u{fffd}b`n"
        [byte[]] (97, 255, 98, 10) | Send-RawData -Socket $a
        $b | Receive-RawData -AsString -Until "`n" -Encoding $Encoding | Should -BeExactly "a`u{fffd}b`n"
        [byte[]] (97, 255, 98, 10) | Send-RawData -Socket $a -PassThru | Disconnect-RawSocket -Direction Send
        $null | Invoke-RawExchange $b -Encoding $Encoding | Select-Object -Last 1 | Should -BeExactly "a`u{fffd}b"
        $one, $two = New-RawSocketPair -SocketType Dgram
        Send-RawDatagram $one ([byte[]] (97, 255, 98))
        ($two | Receive-RawDatagram -Encoding $Encoding).Text | Should -BeExactly "a`u{fffd}b"
    }

    It 'waits as long as the socket''s own option says' {
        $a, $b = New-RawSocketPair
        $b | Set-RawSocketOption ReceiveTimeout 50
        $b | Receive-RawData -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'recv,EAGAIN,*'
        "$($failure[0])" | Should -Match 'SO_RCVTIMEO'
        $b | Receive-RawData -Timeout 50 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'recv,ETIMEDOUT,*'
        $a | Close-RawSocket
    }
}

Describe 'A datagram' {
    AfterEach {
        Get-RawSocket | Close-RawSocket
    }

    It 'tells with what it came, and is sent with what it is told: <Family>' -ForEach @(
        @{ Family = 'Inet'; Address = '127.0.0.1'; Hops = 'ReceiveTimeToLive'; Service = 'ReceiveTypeOfService'; Destination = 'ReceiveOriginalDestination' }
        @{ Family = 'Inet6'; Address = '::1'; Hops = 'IPv6ReceiveHopLimit'; Service = 'ReceiveTrafficClass'; Destination = 'IPv6ReceiveOriginalDestination' }
    ) {
        $receiver = New-RawSocket $Family Dgram | Set-RawSocketAddress $Address 0 -PassThru
        foreach ($option in $Hops, $Service, $Destination) { $receiver | Set-RawSocketOption $option $true }
        $sender = New-RawSocket $Family Dgram
        Send-RawDatagram $sender 'x' -EndPoint $receiver -ControlMessage @{ TimeToLive = 3; TypeOfService = 0x28; LocalAddress = $Address }
        $datagram = $receiver | Receive-RawDatagram -Timeout 1000
        "$($datagram.TimeToLive) $($datagram.TypeOfService) $($datagram.OriginalDestination)" | Should -BeExactly "3 40 $($receiver.LocalEndPoint)"
        Send-RawDatagram $sender ([byte[]]::new(30)) -EndPoint $receiver -ControlMessage @{ SegmentSize = 10 }
        $receiver | Receive-RawDatagram -Count 3 -Timeout 1000 | ForEach-Object Length | Should -Be 10, 10, 10
    }

    It 'comes to Python with what it is told' -Skip:(-not (Get-Command python3 -ErrorAction Ignore)) {
        $python = @'
import socket, struct, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(10)
s.setsockopt(socket.IPPROTO_IP, 12, 1)
s.setsockopt(socket.IPPROTO_IP, 13, 1)
s.bind(('127.0.0.1', 0))
print(s.getsockname()[1], flush=True)
data, control, flags, address = s.recvmsg(100, 200)
print(sorted((level, kind, value[0]) for level, kind, value in control), flush=True)
'@
        $sender = New-RawSocket Inet Dgram
        $said = [System.Collections.Generic.List[string]]::new()
        & python3 -c $python | ForEach-Object {
            $said.Add($_)
            if ($said.Count -eq 1) {
                Send-RawDatagram $sender 'x' -Address 127.0.0.1 -Port ([int] $_) -ControlMessage @{ TimeToLive = 3; TypeOfService = 8 }
            }
        }
        $said[1] | Should -BeExactly '[(0, 1, 8), (0, 2, 3)]'
    }

    It 'is not sent with what such a socket does not have' {
        $one, $null = New-RawSocketPair -SocketType Dgram
        { Send-RawDatagram $one 'x' -ControlMessage @{ TimeToLive = 3 } } | Should -Throw -ErrorId 'InvalidArgument,ControlMessage,*'
    }
}

Describe 'An exchange' {
    AfterEach {
        Get-RawSocket | Close-RawSocket
    }

    It 'gives what the peer said before it went, and then the error' {
        $listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket 127.0.0.1 $listener.LocalEndPoint.Port -PassThru
        $peer = $listener | Receive-RawConnection -Timeout 5000
        $peer | Send-RawData 'too many connections' -PassThru | Close-RawSocket
        $said = [System.Collections.Generic.List[object]]::new()
        $failure = $null
        try {
            # The first meets the closed peer, which answers with a reset; the second fails.
            & { 'x'; Start-Sleep -Milliseconds 200; 'y'; Start-Sleep -Milliseconds 200; 'z' } | Invoke-RawExchange $client | ForEach-Object { $said.Add($_) }
        }
        catch {
            $failure = $_
        }

        $said | Should -Be 'too many connections'
        $failure.FullyQualifiedErrorId | Should -Match '^(send|recv),(EPIPE|ECONNRESET),'
    }

    It 'ends its lines as it is told, and takes both endings' {
        $a, $b = New-RawSocketPair
        $b | Send-RawData "one`r`ntwo`nthree`r`n"
        'x' | Invoke-RawExchange $a -NewLine CRLF -Count 2 | Should -Be 'one', 'two'
        $b | Receive-RawData -AsString | Should -BeExactly "x`r`n"
        $a | Receive-RawData -AsString | Should -BeExactly "three`r`n"
    }

    It 'ends after so many bytes, and leaves what follows and the sending half alone' {
        $a, $b = New-RawSocketPair
        $b | Send-RawData 'abcdef'
        -join [char[]] ($null | Invoke-RawExchange $a -AsByteStream -Size 4) | Should -BeExactly 'abcd'
        $a | Receive-RawData -AsString | Should -BeExactly 'ef'
        $a | Send-RawData 'still open'
        $b | Receive-RawData -AsString | Should -BeLike '*still open'
    }

    It 'ends after silence, which is an error only while something is owed' {
        $a, $b = New-RawSocketPair
        $b | Send-RawData "all`n"
        $null | Invoke-RawExchange $a -Timeout 50 | Select-Object -Last 1 | Should -BeExactly 'all'
        { 'x' | Invoke-RawExchange $a -Echo -Timeout 50 } | Should -Throw -ErrorId 'recv,ETIMEDOUT,*'
        $b.IsClosed | Should -BeFalse
    }

    It 'counts lines only where there are any' {
        $a, $null = New-RawSocketPair
        { 'x' | Invoke-RawExchange $a -AsByteStream -Count 1 } | Should -Throw -ErrorId 'InvalidArgument,Count,*'
    }
}

Describe 'A full disk' {
    It 'is said to be one' -Skip:(-not (Test-Path /dev/full)) {
        $server = Start-EchoServer
        try {
            $module = Resolve-Path "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
            $pwsh = (Get-Process -Id $PID).Path
            $command = "Import-Module '$module'; try { 'a' | Connect-EchoClient -Port $($server.LocalEndPoint.Port) -StandardOutput } catch { [Console]::Error.WriteLine(`$_.ErrorDetails) }"
            $said = & /bin/sh -c "exec `"`$0`" -NoProfile -NonInteractive -Command `"`$1`" 2>&1 >/dev/full" $pwsh $command
            "$said" | Should -Match 'disk is full'
        }
        finally {
            $server | Stop-EchoServer
        }
    }
}
