#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
}

AfterAll {
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'The raw cmdlets' {
    AfterEach {
        Get-RawSocket | Close-RawSocket
    }

    It 'work in a row on the pipeline' {
        $listener = New-RawSocket -AddressFamily Inet -SocketType Stream |
            Set-RawSocketOption -Name ReuseAddress -Value $true -PassThru |
            Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru |
            Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $peer = $listener | Receive-RawConnection -Timeout 1000
        $client | Send-RawData -Data 'hello'
        $peer | Receive-RawData -AsString | Should -Be 'hello'
        $client, $peer, $listener | Close-RawSocket
        Get-RawSocket | Should -BeNullOrEmpty
    }

    It 'tell that a call would wait, as the article has it' {
        $listener = New-RawSocket -NonBlocking | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $listener | Receive-RawConnection -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'accept4,EAGAIN,*'
        $failure[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $peer = $listener | Wait-RawSocket -Timeout 1000 | Receive-RawConnection -NonBlocking
        $peer.NonBlocking | Should -BeTrue
        $client.RemoteEndPoint | Should -Be $listener.LocalEndPoint
    }

    It 'show each call under -Verbose, with its real result' {
        $lines = & { $s = New-RawSocket -Verbose; $s | Close-RawSocket -Verbose; $s.Descriptor } 4>&1
        $descriptor = $lines[2]
        "$($lines[0])" | Should -BeExactly "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = $descriptor"
        "$($lines[1])" | Should -BeExactly "close($descriptor) = 0"
    }

    It 'give one byte array, and an empty one at the end of the stream' {
        $listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -PassThru
        $peer = $listener | Receive-RawConnection
        [byte[]] (1..100) | Send-RawData -Socket $client
        $client | Disconnect-RawSocket -Direction Send
        $bytes = $peer | Receive-RawData
        , $bytes | Should -BeOfType ([byte[]])
        $bytes.Length | Should -Be 100
        ($peer | Receive-RawData).Length | Should -Be 0
    }

    It 'show sockets, readiness and options within 80 columns: <Name>' -ForEach @(
        @{ Name = 'a socket'; Script = { $s }; Header = '^Descriptor +Family +Type +Protocol +LocalEndPoint +RemoteEndPoint +Mode'; Leading = ' *' }
        @{ Name = 'readiness'; Script = { $s | Wait-RawSocket -For Write -Timeout 1000 }; Header = '^Descriptor +Readable +Writable +HasError +Events' }
        @{ Name = 'the options'; Script = { $s | Get-RawSocketOption }; Header = '^Level +Name +Value +Description' }
    ) {
        $s = New-RawSocket
        $lines = (& $Script | Out-String -Width 80) -split "`n" | ForEach-Object { $_.TrimStart() }
        ($lines -match $Header) | Should -Not -BeNullOrEmpty
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}

Describe 'What cannot work' {
    BeforeAll {
        $script:closed = New-RawSocket
        $closed | Close-RawSocket
    }

    It 'is named: <Id>' -ForEach @(
        @{ Script = { $closed | Receive-RawData }; Id = 'recv,EBADF,*'; Category = 'InvalidOperation' }
        @{ Script = { New-RawSocket | Set-RawSocketAddress -Address ::1 -Port 0 }; Id = 'bind,EAFNOSUPPORT,*'; Category = 'InvalidArgument' }
        @{ Script = { New-RawSocket | Set-RawSocketAddress -Address 300.1.1.1 -Port 0 }; Id = 'InvalidArgument,Address,*'; Category = 'InvalidArgument' }
        @{ Script = { New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 70000 }; Id = 'ParameterArgumentValidationError,*'; Category = 'InvalidData' }
        @{ Script = { 'text' | Close-RawSocket }; Id = 'InputObjectNotBound,*'; Category = 'InvalidArgument' }
        @{ Script = { New-RawSocket | Receive-RawConnection }; Id = 'accept4,EINVAL,*'; Category = 'InvalidArgument' }
    ) {
        $ErrorActionPreference = 'Stop'
        $failure = $null
        try { & $Script } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike $Id
        $failure.CategoryInfo.Category | Should -Be $Category
        Get-RawSocket | Close-RawSocket
    }

    It 'does not end the script' {
        $after = & { $closed | Receive-RawData -ErrorAction SilentlyContinue; 'after' }
        $after | Should -Be 'after'
    }
}

Describe 'Completion' {
    AfterEach {
        Get-RawSocket | Close-RawSocket
    }

    It 'offers the options that <Family> <Type> sockets have, to <Verb>' -ForEach @(
        @{ Family = 'Inet'; Type = 'Stream'; Verb = 'Set'; Offered = 'NoDelay', 'ReuseAddress', 'TimeToLive'; Withheld = 'IPv6Only', 'AcceptConnection', 'PassCredentials' }
        @{ Family = 'Inet'; Type = 'Stream'; Verb = 'Get'; Offered = 'NoDelay', 'AcceptConnection'; Withheld = 'IPv6Only', 'SendBufferForce' }
        @{ Family = 'Inet6'; Type = 'Stream'; Verb = 'Set'; Offered = 'NoDelay', 'IPv6Only'; Withheld = 'PassCredentials' }
        @{ Family = 'Inet'; Type = 'Dgram'; Verb = 'Set'; Offered = 'Broadcast', 'TimeToLive'; Withheld = 'NoDelay', 'Cork' }
        @{ Family = 'Unix'; Type = 'Stream'; Verb = 'Set'; Offered = 'PassCredentials'; Withheld = 'NoDelay', 'TimeToLive' }
    ) {
        $global:completed = New-RawSocket -AddressFamily $Family -SocketType $Type
        $line = "$Verb-RawSocketOption -Socket `$completed -Name "
        $names = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
        foreach ($name in $Offered) { $names | Should -Contain $name }
        foreach ($name in $Withheld) { $names | Should -Not -Contain $name }
        Remove-Variable completed -Scope Global
    }

    It 'takes the beginning of a name or of its constant' {
        (TabExpansion2 'Set-RawSocketOption -Name NoDel' 31).CompletionMatches.CompletionText | Should -Be 'NoDelay'
        (TabExpansion2 'Set-RawSocketOption -Name TCP_NODE' 34).CompletionMatches.CompletionText | Should -Be 'NoDelay'
    }

    It 'offers encodings, families and directions' {
        (TabExpansion2 'Send-RawData -Encoding ' 23).CompletionMatches.CompletionText | Should -Contain 'utf8'
        (TabExpansion2 'New-RawSocket -AddressFamily ' 29).CompletionMatches.CompletionText | Should -Contain 'Inet6'
        (TabExpansion2 'Disconnect-RawSocket -Direction ' 32).CompletionMatches.CompletionText | Should -Be 'Both', 'Receive', 'Send'
    }
}
