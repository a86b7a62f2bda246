<#
.SYNOPSIS
Hosts Start-EchoServer for a benchmark: prints the port when ready, and serves until SIGTERM.
.PARAMETER ModulePath
The module's manifest.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath
)

Import-Module -Name $ModulePath -ErrorAction Stop
$server = Start-EchoServer -ErrorAction Stop
[System.Console]::Out.WriteLine($server.LocalEndPoint.Port)
$server | Wait-EchoServer
