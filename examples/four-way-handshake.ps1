<#
.SYNOPSIS
    Why a server that has just gone cannot be started again while a client is still connected, shown by the kernel's own rows.
.DESCRIPTION
    A server and a client on the loopback address, and what the kernel lists: both connected; after the server has gone; and after a
    second server wanted the same port. Then the way out, SO_REUSEADDR, and why the first server must have had it too.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Start-EchoServer -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell'))
}

$meaning = @{
    'server Listen'      = 'The server waits for connections. This socket has no peer.'
    'server Established' = "The server's end of the connection, made by accept."
    'client Established' = "The client's end. Both rows are one connection, seen from its two sides."
    'client CloseWait'   = 'The server has said goodbye (FIN), and this program has not closed its end. Nothing but the program ends this state.'
    'server FinWait2'    = 'The server closed first and its FIN is acknowledged; it waits for that of the client. No program has this end any more, so a timer ends it.'
    'server TimeWait'    = 'Both sides closed. The addresses are kept for a minute, so that late packets find no new connection.'
}

# The listener, the client's end, the server's end: the order in which netstat usually has them. Others may have had the same port
# at another address, or have it as a client; their rows are no part of this.
function Get-Row {
    $here = @{ Protocol = 'Tcp'; LocalAddress = '127.0.0.1' }
    $clientPort = $client.LocalEndPoint.Port
    Get-RawSocketState @here -LocalPort $port -State Listen
    Get-RawSocketState @here -LocalPort $clientPort -RemotePort $port
    Get-RawSocketState @here -LocalPort $port -RemotePort $clientPort -State Established, FinWait2, TimeWait
}

function Show-Row {
    foreach ($row in Get-Row) {
        $side = if ($row.LocalPort -eq $port) { 'server' } else { 'client' }
        $timer = if ("$($row.Timer)" -eq 'None') { 'off' } else { "$($row.Timer), $($row.TimerExpires.TotalSeconds.ToString('0.0', [cultureinfo]::InvariantCulture)) s left" }
        $remote = if ($row.RemotePort -eq 0) { '*' } else { $row.RemoteEndPoint }
        $owner = if ($row.ProcessId) { "$($row.ProcessName) ($($row.ProcessId))" } else { 'no process' }
        '   {0,-15} {1,-12} {2,-15} -> {3,-15} {4}, timer {5}' -f $side, [RawSockets.Diagnostics.TcpStateNames]::Of($row.State), $row.LocalEndPoint, $remote, $owner, $timer
        "      $($meaning["$side $($row.State)"])"
    }
}

function Open-Server([switch] $Reuse) {
    $socket = New-RawSocket
    try {
        if ($Reuse) {
            $socket | Set-RawSocketOption -Name ReuseAddress -Value $true
        }

        $socket | Set-RawSocketAddress -Address 127.0.0.1 -Port $port -PassThru | Start-RawListen -PassThru
    }
    catch {
        $socket | Close-RawSocket
        throw
    }
}

function Show-Refusal([switch] $Reuse) {
    try {
        Open-Server -Reuse:$Reuse | Close-RawSocket
    }
    catch {
        if ($_.FullyQualifiedErrorId -notlike 'bind,EADDRINUSE*') {
            throw
        }

        "   bind,EADDRINUSE: $($_.ErrorDetails.Message)"
        return
    }

    throw 'The second server got the port, which it should not have.'
}

# The server closes its sockets, as the kernel does for a process that ends, and the client knows nothing of it yet.
function Close-Server {
    $peer, $server | Close-RawSocket
    $null = Wait-RawSocketState -RemotePort $port -State CloseWait -Timeout 5000
    $null = Wait-RawSocketState -LocalPort $port -State FinWait2 -Timeout 5000
}

$port = 0
$server = $client = $peer = $second = $null
try {
    $server = Open-Server
    $port = $server.LocalEndPoint.Port
    $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $port -PassThru
    $peer = $server | Receive-RawConnection -Timeout 5000
    '-- a server with one client'
    Show-Row

    '-- the server has gone, the client has not noticed'
    Close-Server
    Show-Row

    '-- a second server wants the same port'
    Show-Refusal

    '-- the same with SO_REUSEADDR: Linux asks for it on both sockets, and the first server did not set it'
    Show-Refusal -Reuse

    '-- the way out: a first server with SO_REUSEADDR'
    $client | Close-RawSocket
    $port = 0
    $server = Open-Server -Reuse
    $port = $server.LocalEndPoint.Port
    $client = New-RawSocket | Connect-RawSocket -Address 127.0.0.1 -Port $port -PassThru
    $peer = $server | Receive-RawConnection -Timeout 5000
    Close-Server

    '-- a second server without it is still refused'
    Show-Refusal

    '-- and one with it gets the port, beside what is left of the old connection'
    $second = Open-Server -Reuse
    Show-Row
    "   listening again at $($second.LocalEndPoint)"
}
finally {
    $client, $peer, $server, $second | Where-Object { $_ } | Close-RawSocket
}
