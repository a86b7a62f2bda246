<#
.SYNOPSIS
    An echo server in the foreground, which shows an object for each event.
.DESCRIPTION
    With -Port the server runs until Ctrl+C or SIGTERM, or until as many clients have left as -ClientCount says. Without -Port
    nobody could know where it listens: then it takes a free port, is its own client, and stops when that client has left.
.PARAMETER Port
    The port to listen at, at the loopback address; 0 is any free one.
.PARAMETER ClientCount
    How many clients may leave before the server stops; 0 is without limit.
#>
[CmdletBinding()]
param(
    [ValidateRange(0, 65535)]
    [int] $Port = 0,

    [ValidateRange(0, [int]::MaxValue)]
    [int] $ClientCount = 0
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Start-EchoServer -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell'))
}

$isOwnClient = $Port -eq 0
$limit = if ($isOwnClient -and $ClientCount -eq 0) { 1 } else { $ClientCount }
$left = 0

Start-EchoServer -Port $Port -Wait | ForEach-Object {
    $_
    if ($_.Event -eq 'Started') {
        $here = $_.LocalEndPoint
    }

    if ($_.Event -eq 'Started' -and $isOwnClient) {
        foreach ($number in 1..$limit) {
            $null = "client $number" | Connect-EchoClient -Port $here.Port
        }
    }

    # Not break: it would end this pipeline before the event Stopped.
    if ($_.Event -eq 'Disconnected' -and ++$left -eq $limit) {
        Get-EchoServer -Port $here.Port | Stop-EchoServer
    }
}
