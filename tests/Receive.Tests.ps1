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
            $module = Join-Path (Get-Module RawSocket.PowerShell).ModuleBase RawSocket.PowerShell.psd1
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
