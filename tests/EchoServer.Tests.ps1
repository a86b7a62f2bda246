#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    $script:manifest = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
}

AfterAll {
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'An echo server' {
    BeforeEach {
        $script:server = Start-EchoServer
        $script:port = $server.LocalEndPoint.Port
    }

    AfterEach {
        $server | Stop-EchoServer
        Get-EchoServer | Should -BeNullOrEmpty
    }

    It 'runs in the background, on loopback' {
        $server.State | Should -Be 'Running'
        "$($server.LocalEndPoint.Address)" | Should -Be '127.0.0.1'
        $server.StartTime | Should -BeGreaterThan ([System.DateTimeOffset]::Now.AddMinutes(-1))
    }

    It 'counts' {
        'a', 'bc' | Connect-EchoClient -Port $port | Should -Be 'a', 'bc'
        $server.TotalConnections | Should -Be 1
        $server.BytesReceived | Should -Be 5
        $server.BytesSent | Should -Be 5
    }

    It 'is found by its port' {
        (Get-EchoServer -Port $port).LocalEndPoint.Port | Should -Be $port
        Get-EchoServer -Port 1 | Should -BeNullOrEmpty
    }

    It 'is shown in a table of 80 columns' {
        $lines = ($server | Out-String -Width 80) -split "`n"
        ($lines -match '^LocalEndPoint +State +Connections +Total +BytesReceived +BytesSent') | Should -Not -BeNullOrEmpty
        ($lines -match "^127\.0\.0\.1:$port +Running +0 +0 +0 B +0 B") | Should -Not -BeNullOrEmpty
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'serves clients of other programs, many at once' {
        $clients = 1..20 | ForEach-Object { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port) }
        try {
            foreach ($client in $clients) { $client.GetStream().WriteByte(65) }
            foreach ($client in $clients) { $client.GetStream().ReadByte() | Should -Be 65 }
            $server.ConnectionCount | Should -Be 20
        }
        finally {
            $clients.ForEach('Dispose')
        }
    }

    It 'can be waited for' {
        $server | Wait-EchoServer -Timeout 20 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'EchoServer,ETIMEDOUT*'
    }
}

Describe 'The options of its listener' {
    It 'are those that were asked for: <Parameters.Keys> <Parameters.Values>' -ForEach @(
        @{ Parameters = @{}; Expected = 'TCP_NODELAY, \[1\]' }
        @{ Parameters = @{ NoDelay = $true }; Expected = 'TCP_NODELAY, \[1\]' }
        @{ Parameters = @{ KeepAlive = $true }; Expected = 'SO_KEEPALIVE, \[1\]' }
    ) {
        $calls = Start-EchoServer @Parameters -Verbose 4>&1
        Get-EchoServer | Stop-EchoServer
        $calls -match $Expected | Should -Not -BeNullOrEmpty
    }

    It 'leaves TCP_NODELAY off when it was asked to' {
        $calls = Start-EchoServer -NoDelay:$false -Verbose 4>&1
        Get-EchoServer | Stop-EchoServer
        $calls -match 'TCP_NODELAY' | Should -BeNullOrEmpty
    }
}

Describe 'Start-EchoServer -Wait' {
    It 'gives an object for each event, and stops when a later command has had enough' {
        $events = Start-EchoServer -Wait |
            ForEach-Object {
                if ($_.Event -eq 'Started') { $null = 'hello' | Connect-EchoClient -Port $_.LocalEndPoint.Port }
                $_
            } |
            Select-Object -First 3
        $events.Event | Should -Be 'Started', 'Connected', 'Disconnected'
        $events[2].BytesSent | Should -Be 6
        $events[2].Cause | Should -Be 'EndOfStream'
        Get-EchoServer | Should -BeNullOrEmpty
        $lines = ($events | Out-String -Width 80) -split "`n"
        ($lines -match '^Time +Event +EndPoint +Received +Sent +Cause') | Should -Not -BeNullOrEmpty
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'sums up clients that come too fast to be read, <What>' -ForEach @(
        @{ What = 'unless it is asked to tell each'; Options = @{ Detailed = $true }; Summed = $false }
        @{ What = 'where nothing takes its output'; Options = @{}; Summed = $true }
    ) {
        $job = Start-ThreadJob {
            Import-Module $using:manifest
            $options = $using:Options
            # Not behind another command: then each is told.
            $events = Start-EchoServer -Wait @options
            $events
        }
        while (-not ($server = Get-EchoServer)) { Start-Sleep -Milliseconds 10 }
        1..200 | ForEach-Object { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $server.LocalEndPoint.Port).Dispose() }
        $server | Stop-EchoServer
        $events = $job | Receive-Job -Wait
        $job | Remove-Job -Force
        ($events.Event -contains 'Summary') | Should -Be $Summed
        ($events | Where-Object Event -eq Connected | Measure-Object).Count + ($events | Measure-Object ConnectedCount -Sum).Sum | Should -Be 200
        if ($Summed) {
            ($events | Where-Object Event -eq Summary | Out-String -Width 120) | Should -Match 'Summary +\d+ B +\d+ B \d+ came, \d+ went'
        }
    }

    It 'says that the port is in use' {
        $server = Start-EchoServer
        { Start-EchoServer -Port $server.LocalEndPoint.Port -Wait -ErrorAction Stop } | Should -Throw -ErrorId 'bind,EADDRINUSE,*'
        $server | Stop-EchoServer
    }
}

Describe 'The address of a stopped server' {
    It 'can be used again at once, but not with -NoReuseAddress' {
        $server = Start-EchoServer
        $port = $server.LocalEndPoint.Port
        $client = [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port)
        $client.GetStream().WriteByte(65)
        $null = $client.GetStream().ReadByte()
        $server | Stop-EchoServer
        $client.GetStream().ReadByte() | Should -Be -1
        $client.Dispose()

        { Start-EchoServer -Port $port -NoReuseAddress -ErrorAction Stop } | Should -Throw -ErrorId 'bind,EADDRINUSE,*'
        Start-EchoServer -Port $port | Stop-EchoServer -PassThru | ForEach-Object State | Should -Be 'Stopped'
    }
}

Describe 'Stop-EchoServer' {
    It 'does nothing under -WhatIf' {
        $server = Start-EchoServer
        $server | Stop-EchoServer -WhatIf
        $server.State | Should -Be 'Running'
        $server | Stop-EchoServer
        $server.State | Should -Be 'Stopped'
    }
}
