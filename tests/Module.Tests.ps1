#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    $script:manifest = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
}

AfterAll {
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'The module' {
    It 'is a valid one' {
        { Test-ModuleManifest $manifest -ErrorAction Stop } | Should -Not -Throw
    }

    It 'imports without a warning' {
        Import-Module $manifest -Force -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeNullOrEmpty
        (Get-Command -Module RawSocket.PowerShell).Count | Should -BeGreaterThan 25
    }

    It 'keeps its cmdlets and its servers through Import-Module -Force' {
        Import-Module $manifest -Force
        $server = Start-EchoServer
        Import-Module $manifest -Force
        (Get-EchoServer).LocalEndPoint.Port | Should -Contain $server.LocalEndPoint.Port
        'still there' | Connect-EchoClient -Port $server.LocalEndPoint.Port | Should -Be 'still there'
        $server | Stop-EchoServer
    }

    It 'stops its servers and closes its sockets when it is removed' {
        Import-Module $manifest -Force
        $server = Start-EchoServer
        $socket = New-RawSocket
        Remove-Module RawSocket.PowerShell
        "$($server.State)" | Should -Be 'Stopped'
        $socket.IsClosed | Should -BeTrue
        Import-Module $manifest -Force
    }

    It 'works in two runspaces that import it at once' {
        $ports = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            $server = Start-EchoServer
            "from $_" | Connect-EchoClient -Port $server.LocalEndPoint.Port
            $server | Stop-EchoServer
        }
        $ports | Sort-Object | Should -Be 'from 1', 'from 2'
    }

    It 'completes only the options that the socket has' {
        Import-Module $manifest -Force
        $global:tcp = New-RawSocket
        $line = 'Get-RawSocketOption -Socket $tcp -Name '
        $found = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText
        $found | Should -Contain 'NoDelay'
        $found | Should -Not -Contain 'PassCredentials'
        $tcp | Close-RawSocket
        Remove-Variable tcp -Scope Global
    }

    It 'shows sockets and servers in tables of 80 columns' {
        Import-Module $manifest -Force
        $socket = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru
        $text = $socket | Out-String -Width 80
        $text | Should -Match 'Descriptor +Family +Type +Protocol +LocalEndPoint'
        ($text -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $socket | Close-RawSocket
    }

    It 'names a busy port and who holds it' {
        Import-Module $manifest -Force
        $server = Start-EchoServer
        Start-EchoServer -Port $server.LocalEndPoint.Port -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'bind,EADDRINUSE*'
        $failure[0].ErrorDetails.Message | Should -Match "process $PID"
        $server | Stop-EchoServer
    }
}
