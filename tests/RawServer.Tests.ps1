#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    . "$PSScriptRoot/Terminal.ps1"
    $script:noTerminal = -not (Test-Terminal)
}

BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
    . "$PSScriptRoot/Terminal.ps1"

    # Connects as soon as the server has started, sends, and ends its half; the answer is read when the server has ended.
    function Invoke-Server([hashtable] $Server, [string] $Text) {
        $client = $null
        $events = Start-RawServer @Server -Count 1 -Timeout 20000 | ForEach-Object {
            $_
            if ($_.Event -eq 'Started') {
                $client = Connect-RawSocket 127.0.0.1 $_.LocalEndPoint.Port
                $client | Send-RawData $Text -PassThru | Disconnect-RawSocket -Direction Send
            }
        }

        [pscustomobject] @{ Answer = $client | Receive-RawData -AsString; Events = $events }
        $client | Close-RawSocket
    }
}

AfterAll {
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'Start-RawServer' {
    It 'answers each line, and tells what happens' {
        $result = Invoke-Server @{ Handler = { param($connection, $line) "<$line>" } } "a`nb"
        $result.Answer | Should -Be "<a>`n<b>`n"
        $result.Events.Event | Should -Be 'Started', 'Connected', 'Disconnected', 'Stopped'
        $result.Events[2].BytesReceived | Should -Be 3
        $result.Events[2].Connection.Id | Should -Be 1
    }

    It 'turns away who may not connect, and shows why' {
        $client = $null
        $events = Start-RawServer { $_ } -DeniedAddress 127.0.0.0/8 -Timeout 20000 | ForEach-Object {
            $_
            if ($_.Event -eq 'Started') {
                $client = Connect-RawSocket 127.0.0.1 $_.LocalEndPoint.Port
            }
        } | Select-Object -First 2
        $events[1].Event | Should -Be 'Rejected'
        $events[1].RemoteEndPoint | Should -Be $client.LocalEndPoint
        ($events[1] | Format-Table | Out-String) | Should -Match "Rejected .*$($client.LocalEndPoint).* Address"
        $client | Close-RawSocket
    }

    It 'ends a client that is silent for too long' {
        $client = $null
        $events = Start-RawServer { $_ } -IdleTimeout 50 -Count 1 -Timeout 20000 | ForEach-Object {
            $_
            if ($_.Event -eq 'Started') {
                $client = Connect-RawSocket 127.0.0.1 $_.LocalEndPoint.Port
            }
        }
        $events[2].Cause | Should -Be 'IdleTimeout'
        $client | Close-RawSocket
    }

    It 'refuses limits that contradict each other by the name of the parameter' {
        { Start-RawServer { $_ } -MaxConnections 2 -MaxConnectionsPerAddress 3 -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidArgument,MaxConnectionsPerAddress*'
    }

    It 'calls functions and cmdlets of its script' {
        function Get-Answer($Question) { $Question | ForEach-Object { $_ * 2 } }
        (Invoke-Server @{ Handler = { Get-Answer $_ } } "ab`n").Answer | Should -Be "abab`n"
    }

    It 'writes the errors of a handler with the connection, and goes on' {
        $result = Invoke-Server @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'script:failure'; Handler = { 'before'; throw 'bang' } } "a`nb`n"
        $result.Answer | Should -Be "before`n"
        $result.Events[2].Cause | Should -Be 'HandlerError'
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'HandlerError,*'
        $failure[0].TargetObject.Id | Should -Be 1
        "$($failure[0])" | Should -BeLike 'connection 1 *bang*'
    }

    It 'keeps the other streams apart from the answer' {
        $result = Invoke-Server @{ Handler = { Write-Verbose 'v'; Write-Information 'i'; Write-Debug 'd'; 'answer' } } "a`n"
        $result.Answer | Should -Be "answer`n"
    }

    It 'fits a table of 80 columns' {
        $lines = ((Invoke-Server @{ Handler = { $_ } } "a`n").Events | Out-String -Width 80) -split "`n"
        ($lines -match '^Time +Event +Id +EndPoint +Received +Sent +Cause') | Should -Not -BeNullOrEmpty
        ($lines -match 'Disconnected +1 +127\.0\.0\.1:\d+ +2 B +2 B +EndOfStream') | Should -Not -BeNullOrEmpty
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'ends when a later command has had enough' {
        (Start-RawServer { $_ } | Select-Object -First 1).Event | Should -Be 'Started'
        Get-RawSocket | Should -BeNullOrEmpty
    }

    It 'says that the port is in use' {
        $listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
        { Start-RawServer { } -Port $listener.LocalEndPoint.Port -ErrorAction Stop } | Should -Throw -ErrorId 'bind,EADDRINUSE,*'
        $listener | Close-RawSocket
    }
}

Describe 'Ctrl+C' -Skip:$noTerminal {
    BeforeAll {
        $script:terminal = Start-Terminal -Setup @'
$sleeper = { if ($_.Event -eq 'Started') { $global:client = Connect-RawSocket 127.0.0.1 $_.LocalEndPoint.Port; $client | Send-RawData "x`n" } }
'@
    }

    AfterAll {
        Stop-Terminal $terminal
    }

    It 'ends <_>' -ForEach @(
        'Start-RawServer { $_ }'
        'Start-RawServer { Start-Sleep 60 } | ForEach-Object $sleeper'
        'Start-RawServer { while ($true) { } } | ForEach-Object $sleeper'
    ) {
        $elapsed = Measure-Interrupt $terminal $_
        Write-Information ('{0,6:F1} ms: {1}' -f $elapsed, $_) -InformationAction Continue
        $elapsed | Should -BeLessThan 2000
    }
}
