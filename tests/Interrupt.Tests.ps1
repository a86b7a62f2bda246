#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Ctrl+C at a terminal. The goal is 200 ms from the key to the prompt; the bound leaves room for a busy machine, and what was
# measured is in the detailed output.

BeforeDiscovery {
    . "$PSScriptRoot/Terminal.ps1"
    $script:noTerminal = -not (Test-Terminal)
    $script:noNetwork = $noTerminal
    if (-not $noTerminal) {
        $null = & unshare --net --map-root-user sh -c 'ip link set lo up && ip link add here type veth peer name there' 2>&1
        $script:noNetwork = $LASTEXITCODE -ne 0
    }
}

BeforeAll {
    . "$PSScriptRoot/Terminal.ps1"
}

Describe 'Ctrl+C' -Skip:$noTerminal {
    BeforeAll {
        $script:terminal = Start-Terminal -Setup @'
$listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
$client = New-RawSocket | Connect-RawSocket 127.0.0.1 $listener.LocalEndPoint.Port -PassThru
$peer = $listener | Receive-RawConnection
$server = Start-EchoServer
$port = $server.LocalEndPoint.Port
$silent = $listener.LocalEndPoint.Port
'@
    }

    AfterAll {
        Stop-Terminal $terminal
    }

    It 'ends <_>' -ForEach @(
        '$listener | Receive-RawConnection'
        '$client | Receive-RawData'
        '$client | Receive-RawData -Size 10 -Exact -AsString'
        '$client | Send-RawData -Data ([byte[]]::new(64MB))'
        '$listener, $client | Wait-RawSocket'
        'Start-EchoServer -Wait'
        '$server | Wait-EchoServer'
        'Invoke-RawExchange -Socket $peer'
        '''x'' | Connect-EchoClient -Port $silent'
        'Connect-EchoClient -Port $port'
        'Measure-EchoServer -Port $port -Duration 60'
        'Measure-EchoServer -Port $silent -Duration 60'
        'Watch-RawSocketState'
        'Wait-RawSocketState -LocalPort 1'
    ) {
        $elapsed = Measure-Interrupt $terminal $_
        Write-Information ('{0,6:F1} ms: {1}' -f $elapsed, $_) -InformationAction Continue
        $elapsed | Should -BeLessThan 2000
    }

    It 'ends a line that waits for its echo' {
        Start-Typed $terminal 'Connect-EchoClient -Port $silent'
        Wait-Screen $terminal '(?m)^> ?$'
        Send-Text $terminal 'nobody answers'
        Start-Sleep -Milliseconds 300
        Send-Key $terminal C-c
        Wait-Prompt $terminal
    }

    It 'leaves nothing open but what was open before' {
        Start-Typed $terminal 'Clear-Host; "open: $(@(Get-RawSocket).Count) sockets, $(@(Get-EchoServer).Count) servers"'
        Wait-Screen $terminal '(?m)^open: 3 sockets, 1 servers$'
    }
}

Describe 'Ctrl+C while connecting to what swallows everything' -Skip:$noNetwork {
    BeforeAll {
        $script:terminal = Start-Terminal -Isolated
    }

    AfterAll {
        Stop-Terminal $terminal
    }

    It 'ends <_>' -ForEach @(
        'New-RawSocket | Connect-RawSocket 192.0.2.9 80'
        'Connect-RawSocket 192.0.2.9 80'
        'Connect-EchoClient -Address 192.0.2.9 -Port 80 -Timeout 600000'
    ) {
        $elapsed = Measure-Interrupt $terminal $_
        Write-Information ('{0,6:F1} ms: {1}' -f $elapsed, $_) -InformationAction Continue
        $elapsed | Should -BeLessThan 2000
    }
}
