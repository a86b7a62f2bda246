#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Connect-EchoClient as a person types into it.

BeforeDiscovery {
    . "$PSScriptRoot/Terminal.ps1"
    $script:noTerminal = -not (Test-Terminal)
}

BeforeAll {
    . "$PSScriptRoot/Terminal.ps1"
}

Describe 'The prompt of Connect-EchoClient' -Skip:$noTerminal {
    BeforeAll {
        Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
        $script:terminal = Start-Terminal
    }

    BeforeEach {
        $script:server = Start-EchoServer
        Start-Typed $terminal "Clear-Host; Connect-EchoClient -Port $($server.LocalEndPoint.Port) -Verbose 4>`$null"
        Wait-Screen $terminal '(?m)^> ?$'
    }

    AfterEach {
        $server | Stop-EchoServer
    }

    AfterAll {
        Stop-Terminal $terminal
    }

    It 'gives each line back and ends on Ctrl+D' {
        Send-Text $terminal 'first line'
        Wait-Screen $terminal '(?m)^first line\n> ?$'
        Send-Text $terminal 'Grüße, 世界'
        Wait-Screen $terminal '(?m)^Grüße, 世界\n> ?$'
        Send-Text $terminal ''
        Send-Key $terminal C-d
        Wait-Prompt $terminal
        Wait-Screen $terminal '(?m)^PS> ?$'
        Get-Screen $terminal | Should -Not -Match 'Connect-EchoClient:'
    }

    It 'lets a line be corrected before it is sent' {
        Send-Key $terminal 'w'
        Send-Key $terminal 'x'
        Send-Key $terminal BSpace
        Send-Text $terminal 'ord'
        Wait-Screen $terminal '(?m)^word\n> ?$'
        Send-Key $terminal C-d
        Wait-Prompt $terminal
    }

    It 'notices at once that the server went away' {
        $server | Stop-EchoServer
        $stopped = [System.Diagnostics.Stopwatch]::GetTimestamp()
        Wait-Prompt $terminal
        $noticed = ([long] [System.IO.File]::ReadAllText($terminal.Prompted) - $stopped) * 1000 / [System.Diagnostics.Stopwatch]::Frequency
        $noticed | Should -BeLessThan 2000
        Wait-Screen $terminal 'peer ended the connection'
    }
}

Describe 'A server that says why and closes' -Skip:$noTerminal {
    BeforeAll {
        Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
        $script:terminal = Start-Terminal
    }

    AfterAll {
        Stop-Terminal $terminal
        Get-RawSocket | Close-RawSocket
    }

    It 'is heard before the error' {
        $listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
        Start-Typed $terminal "Clear-Host; Connect-EchoClient -Port $($listener.LocalEndPoint.Port)"
        $listener | Receive-RawConnection -Timeout 10000 | Send-RawData 'too many connections' -PassThru | Close-RawSocket
        Wait-Prompt $terminal
        Wait-Screen $terminal '(?s)too many connections.*peer ended the connection'
    }
}
