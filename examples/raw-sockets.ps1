<#
.SYNOPSIS
    A listener, a client and a connection, with one cmdlet for each system call.
.DESCRIPTION
    The whole life of a TCP connection on the loopback address. -Verbose is on for every cmdlet, so each system call is shown as
    strace(1) shows it.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Start-EchoServer -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell'))
}

$VerbosePreference = 'Continue'
$listener = $client = $peer = $null
try {
    '-- a listener: socket, setsockopt, bind, listen'
    $listener = New-RawSocket -AddressFamily Inet -SocketType Stream
    $listener |
        Set-RawSocketOption -Name ReuseAddress -Value $true -PassThru |
        Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru |
        Start-RawListen

    '-- a client: socket, connect'
    $client = New-RawSocket
    $client | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port -Timeout 5000

    '-- the connection: accept4'
    $peer = $listener | Receive-RawConnection -Timeout 5000
    $listener, $client, $peer

    '-- there and back: send, recv'
    $client | Send-RawData -Data 'hello'
    $request = $peer | Receive-RawData -Timeout 5000 -AsString
    $peer | Send-RawData -Data "$request, 你好"
    $client | Receive-RawData -Timeout 5000 -AsString

    '-- the end: shutdown, recv gives nothing, close'
    $client | Disconnect-RawSocket -Direction Send
    $rest = $peer | Receive-RawData -Timeout 5000
    "$($rest.Length) bytes: the end of the stream"
}
finally {
    $client, $peer, $listener | Where-Object { $_ } | Close-RawSocket
}
