#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What the formatter makes of the views in pwsh: wide and list, and the colours that a terminal shows.

BeforeDiscovery {
    . "$PSScriptRoot/Terminal.ps1"
    $script:noTerminal = -not (Test-Terminal)
}

BeforeAll {
    . "$PSScriptRoot/Terminal.ps1"
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
}

Describe 'Format-Wide and Format-List' {
    BeforeAll {
        $server = Start-EchoServer
        $script:listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
        $client = New-RawSocket | Connect-RawSocket -EndPoint $listener.LocalEndPoint -PassThru
        $user = New-RawSocket | Connect-RawSocket -EndPoint $server.LocalEndPoint -PassThru
        $null = $user | Send-RawData -Data ('x' * 1234) -PassThru | Receive-RawData -Size 1234 -Exact
        $port = $listener.LocalEndPoint.Port
        $script:objects = @{
            socket  = $listener
            state   = $listener | Get-RawSocketState
            server  = $server
            session = Get-EchoSession
            test    = Test-RawConnection 127.0.0.1 $port
            refused = Get-RawErrno ECONNREFUSED
            tcpinfo = $client | Get-RawSocketOption -Name TcpInfo
        }
    }

    AfterAll {
        Get-RawSocket | Close-RawSocket
        Get-EchoServer | Stop-EchoServer
    }

    It 'shows <name> in a few words: <pattern>' -TestCases @(
        @{ name = 'socket'; pattern = '^\d+ Stream 127\.0\.0\.1:\d+$' }
        @{ name = 'state'; pattern = '^tcp 127\.0\.0\.1:\d+ LISTEN$' }
        @{ name = 'server'; pattern = '^127\.0\.0\.1:\d+ Running$' }
        @{ name = 'session'; pattern = '^\d+ 127\.0\.0\.1:\d+$' }
        @{ name = 'test'; pattern = '^127\.0\.0\.1:\d+ Connected$' }
        @{ name = 'refused'; pattern = '^111 ECONNREFUSED$' }
        @{ name = 'tcpinfo'; pattern = '^ESTABLISHED \d+\.\d+ ms$' }
    ) {
        ($objects[$name] | Format-Wide | Out-String -Width 80).Trim() | Should -Match $pattern
    }

    It 'begins the list of <name> with <first>, and has <second>' -TestCases @(
        @{ name = 'socket'; first = 'Descriptor +: \d'; second = 'IsListening +: True' }
        @{ name = 'server'; first = 'LocalEndPoint +: 127'; second = 'BytesReceived +: 1\.23 kB \(1234\)' }
        @{ name = 'session'; first = 'Id +: \d'; second = 'BytesQueued +: 0 B' }
        @{ name = 'test'; first = 'Host +: 127'; second = 'Succeeded +: True' }
        @{ name = 'tcpinfo'; first = 'State +: ESTABLISHED'; second = 'MaxPacingRate +: unlimited' }
    ) {
        $text = ($objects[$name] | Format-List | Out-String -Width 80).Trim()
        $text | Should -Match "^$first"
        $text | Should -Match "(?m)^$second"
    }
}

Describe 'Colours at a terminal' -Skip:$noTerminal {
    BeforeAll {
        $script:terminal = Start-Terminal -Setup @'
$listener = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru | Start-RawListen -PassThru
Remove-Item Env:NO_COLOR -ErrorAction Ignore
$PSStyle.OutputRendering = 'Host'
'@
        $script:folder = $terminal.Folder
        function Get-Painted([string] $Command) {
            Start-Typed $terminal "Clear-Host; $Command; 'shown ' + 'all'"
            Wait-Screen $terminal '(?m)^shown all$'
            (& tmux -L $terminal.Socket capture-pane -e -p) -join "`n"
        }
    }

    AfterAll {
        Stop-Terminal $terminal
    }

    It 'paints states, and keeps the columns' {
        $painted = Get-Painted '$listener | Get-RawSocketState | Out-Default'
        $painted | Should -Match '\e\[32mLISTEN\e\['
        $lines = (Get-Screen $terminal) -split "`n"
        $header = $lines | Where-Object { $_ -match '^Proto' }
        $row = $lines | Where-Object { $_ -match '^tcp' }
        $row.IndexOf('LISTEN') | Should -Be $header.IndexOf('State')
        $row.IndexOf('off') | Should -Be $header.IndexOf('Timer')
    }

    It 'paints none with <how>' -TestCases @(
        @{ how = 'NO_COLOR'; before = '$env:NO_COLOR = 1'; after = '$env:NO_COLOR = $null' }
        @{ how = 'plain text'; before = '$PSStyle.OutputRendering = "PlainText"'; after = '$PSStyle.OutputRendering = "Host"' }
    ) {
        $painted = Get-Painted "$before; `$listener | Get-RawSocketState | Out-Default; $after"
        $painted | Should -Match 'LISTEN'
        $painted | Should -Not -Match '\e\[[0-9;]*mLISTEN'
    }

    It 'leaves strings and files plain' {
        $null = Get-Painted "`$listener | Get-RawSocketState | Out-File '$folder/rows'; `$listener | Get-RawSocketState | Out-String | Set-Content '$folder/text'"
        foreach ($file in 'rows', 'text') {
            $text = Get-Content "$folder/$file" -Raw
            $text | Should -Match 'LISTEN'
            $text.Contains([char] 27) | Should -BeFalse
        }
    }
}
