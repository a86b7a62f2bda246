<#
.SYNOPSIS
Hosts Start-EchoServer for a benchmark: prints the port when ready, and serves until SIGTERM.
.PARAMETER ModulePath
The module's manifest.
.PARAMETER Engine
How the server serves.
.PARAMETER PollMode
How it waits.
.PARAMETER SocketType
Streams or datagrams.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [string] $Engine = 'Epoll',

    [string] $PollMode = 'Block',

    [string] $SocketType = 'Stream'
)

Import-Module -Name $ModulePath -ErrorAction Stop
$server = Start-EchoServer -Engine $Engine -PollMode $PollMode -SocketType $SocketType -ErrorAction Stop
[System.Console]::Out.WriteLine($server.LocalEndPoint.Port)
$server | Wait-EchoServer
