# What a person sees in pwsh: Get-RawErrno, and the details of errors. Run it after a build.
BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
}

Describe 'Get-RawErrno' {
    It 'takes names and numbers in one place' {
        (Get-RawErrno EADDRINUSE, 32, eagain).Number | Should -Be 98, 32, 11
    }

    It 'takes names, numbers and error objects from the pipeline' {
        (98, 'EPIPE', [RawSockets.Errno]::new(104) | Get-RawErrno).Name | Should -Be EADDRINUSE, EPIPE, ECONNRESET
    }

    It 'takes the numbers of -Number' {
        (Get-RawErrno -Number 11, 111).Name | Should -Be EAGAIN, ECONNREFUSED
    }

    It 'knows second names' {
        (Get-RawErrno EWOULDBLOCK).Name | Should -Be EAGAIN
    }

    It 'matches patterns, and finds nothing without an error' {
        (Get-RawErrno 'econn*').Name | Should -Be ECONNABORTED, ECONNRESET, ECONNREFUSED
        Get-RawErrno 'zz*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'has four properties' {
        $errno = Get-RawErrno 98
        $errno.Description | Should -BeExactly 'Address already in use'
        $errno.Meaning | Should -BeLike 'Another socket has the address*'
        ($errno | Get-Member -MemberType Property).Name | Should -Be Description, Meaning, Name, Number
    }

    It 'agrees with errno(1) of the C library about all of them' {
        $python = Get-Command python3 -ErrorAction Ignore
        if (-not $python) { Set-ItResult -Skipped -Because 'python3 is not installed' }
        $expected = & $python -c 'import errno, os; [print(n, errno.errorcode[n], os.strerror(n)) for n in sorted(errno.errorcode)]'
        # Python names 95 by its other name, and does not know 133 everywhere.
        $own = Get-RawErrno | ForEach-Object { "$($_.Number) $($_.Name) $($_.Description)" }
        $expected -replace ' ENOTSUP ', ' EOPNOTSUPP ' | Where-Object { $_ -notmatch '^(35|11) ' } | Should -BeIn $own
    }

    It 'gives a meaning for the forty and more that sockets give' {
        @(Get-RawErrno | Where-Object Meaning).Count | Should -BeGreaterThan 40
    }

    It 'names parameter and value of what there is not, and goes on' -ForEach @(
        @{ Arguments = @{ Name = 'ENOPE', 'EPIPE' }; Message = "Name: 'ENOPE'*" }
        @{ Arguments = @{ Name = '41', 'EPIPE' }; Message = 'Name: 41 *' }
        @{ Arguments = @{ Number = -98, 32 }; Message = 'Number: -98 *' }
    ) {
        $found = Get-RawErrno @Arguments -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.Name | Should -Be EPIPE
        $failure.Count | Should -Be 1
        $failure[0].Exception.Message | Should -BeLike $Message
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'completes names and numbers' {
        (TabExpansion2 'Get-RawErrno EADDR' 18).CompletionMatches.CompletionText | Should -Be EADDRINUSE, EADDRNOTAVAIL
        (TabExpansion2 'Get-RawErrno -Number 9' 22).CompletionMatches.CompletionText | Should -Be 9, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99
    }
}

Describe 'The details of an error' {
    BeforeAll {
        $listener = New-RawSocket
        $listener | Set-RawSocketAddress 127.0.0.1 0
        Start-RawListen $listener
        $port = $listener.LocalEndPoint.Port
        $late = New-RawSocket
        $late | Set-RawSocketAddress 127.0.0.1 $port -ErrorVariable failure -ErrorAction SilentlyContinue
    }

    AfterAll {
        $listener, $late | Close-RawSocket
    }

    It 'say who holds the port and what to do' {
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'bind,EADDRINUSE,*'
        $failure[0].ErrorDetails.Message | Should -BeLike "*held by * (process $PID), which listens at 127.0.0.1:$port.*"
        $failure[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-RawSocket*'
    }

    It 'leave the message of the exception as it is' {
        $failure[0].Exception.Message | Should -BeExactly "bind 127.0.0.1:${port}: Address already in use (EADDRINUSE)."
        $failure[0].ErrorDetails.Message | Should -BeLike "$($failure[0].Exception.Message) *"
    }

    It 'cost no trace under -Verbose' {
        $lines = $late | Set-RawSocketAddress 127.0.0.1 $port -Verbose -ErrorAction SilentlyContinue 4>&1
        @($lines).Count | Should -Be 1
        "$lines" | Should -BeLike 'bind(*EADDRINUSE*'
    }

    It 'say the limit when no descriptor is left but those of the shell' {
        $module = Convert-Path "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
        $script = "Import-Module '$module'; `$all = 1..400 | ForEach-Object { New-RawSocket -ErrorVariable e -ErrorAction SilentlyContinue }; `$e[0].FullyQualifiedErrorId; `$e[0].ErrorDetails.Message"
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
        $text = bash -c "ulimit -n 300; exec pwsh -NoProfile -OutputFormat Text -EncodedCommand $encoded" 2>&1 | Out-String
        $text | Should -Match 'socket,EMFILE'
        $text | Should -Match 'may have 300 descriptors open \(RLIMIT_NOFILE; at most 300\), and 2\d\d are open now; the last 32 are left to PowerShell itself'
    }
}
