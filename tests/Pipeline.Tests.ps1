#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell" -Force
    $script:server = Start-EchoServer
    $script:port = $server.LocalEndPoint.Port
}

AfterAll {
    $server | Stop-EchoServer
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'Rows of files' {
    It 'are hosts and ports by the names of their columns, <Columns>' -ForEach @(
        @{ Columns = 'Host,Port' }
        @{ Columns = 'Name,Port' }
        @{ Columns = 'RemoteAddress,RemotePort' }
        @{ Columns = 'ComputerName,Port' }
    ) {
        Set-Content "$TestDrive/hosts.csv" $Columns, "127.0.0.1,$port", "localhost,$port"
        Import-Csv "$TestDrive/hosts.csv" | Test-RawConnection -Quiet | Should -Be $true, $true
        Import-Csv "$TestDrive/hosts.csv" | Wait-RawConnection -Timeout 5s -Quiet | Should -Be $true, $true
        $sockets = Import-Csv "$TestDrive/hosts.csv" | Connect-RawSocket
        $sockets.RemoteEndPoint.Port | Should -Be $port, $port
        $sockets | Close-RawSocket
    }

    It 'are what was saved of results' {
        Test-RawConnection 127.0.0.1 $port | Export-Csv "$TestDrive/results.csv"
        Import-Csv "$TestDrive/results.csv" | Test-RawConnection -Quiet | Should -BeTrue
        $row = [pscustomobject] @{ Host = '127.0.0.1'; Port = $port } | ConvertTo-Json | ConvertFrom-Json
        $row | Wait-RawConnection -Timeout 5000 -Quiet | Should -BeTrue
    }
}

Describe 'A process' {
    It 'has its sockets' {
        (Get-Process -Id $PID | Get-RawSocketState -Protocol Tcp -State Listen -LocalPort $port).LocalPort | Should -Be $port
        Get-Process -Id $PID | Get-RawSocketState -Protocol Tcp -LocalPort 1 | Should -BeNullOrEmpty
    }
}
