#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Rows of sockets beyond the prompt: as JSON, as CSV, and piped to what works on processes.

BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1" -Force
    $listener = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru
    $client = Connect-RawSocket 127.0.0.1 $listener.LocalEndPoint.Port
    $accepted = $listener | Receive-RawConnection
    $pair = New-RawSocketPair
    $unix = $pair[0]
    $datagrams = New-RawSocket -SocketType Dgram | Set-RawSocketAddress 127.0.0.1 0 -PassThru
    $netlink = New-RawSocket Netlink Raw | Set-RawSocketAddress -EndPoint netlink:0:0 -PassThru
}

AfterAll {
    $listener, $client, $accepted, $datagrams, $netlink + $pair | Close-RawSocket
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'A row of Get-RawSocketState' {
    It 'becomes JSON and CSV: <name>' -ForEach @(
        @{ name = 'listener' }, @{ name = 'client' }, @{ name = 'datagrams' }, @{ name = 'netlink' }, @{ name = 'unix' }
    ) {
        $row = Get-Variable $name -ValueOnly | Get-RawSocketState
        $json = $row | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json
        $json.Cookie | Should -Be $row.Cookie
        $json.PSObject.Properties.Name | Should -Contain 'LocalEndPoint'
        $csv = $row | ConvertTo-Csv | ConvertFrom-Csv
        $csv.LocalEndPoint | Should -Be "$($row.LocalEndPoint)"
        $csv.State | Should -Be "$($row.State)"
    }

    It 'has the process that has it, and none where there is none, so that nobody takes 0 for it' {
        ($listener | Get-RawSocketState).OwningProcess | Should -Be $PID

        # Who ends a connection first keeps it in TIME_WAIT, where it belongs to no process.
        $first = Connect-RawSocket 127.0.0.1 $listener.LocalEndPoint.Port
        $port = $first.LocalEndPoint.Port
        $second = $listener | Receive-RawConnection
        $first | Close-RawSocket
        $null = $second | Receive-RawData
        $second | Close-RawSocket
        $row = Wait-RawSocketState -LocalPort $port -RemotePort $listener.LocalEndPoint.Port -State TimeWait -Timeout 10000
        $null -eq $row.OwningProcess | Should -BeTrue
        $null -eq $row.ProcessId | Should -BeTrue
        { Get-Process -Id $row.OwningProcess -ErrorAction Stop } | Should -Throw
    }
}
