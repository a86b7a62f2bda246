<#
.SYNOPSIS
Runs the benchmarks: the client beside ncat, and the server beside its peers. Loopback only, on ports of the kernel's choice.
.PARAMETER Only
Which benchmarks; both unless said otherwise.
.PARAMETER Runs
How many interleaved rounds each figure is the median of.
.PARAMETER Quick
A short run, to see that everything works: few loads and small files, figures not to be quoted.
.PARAMETER ModulePath
The module's manifest; build it with -c Release first.
.EXAMPLE
./benchmarks/run.ps1 -Only client -Runs 3
#>
[CmdletBinding()]
param(
    [ValidateSet('client', 'server')]
    [string[]] $Only = @('client', 'server'),

    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    [switch] $Quick,

    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
)

$ErrorActionPreference = 'Stop'
if ('client' -in $Only) {
    $size = $Quick ? @{ LineCount = 20000; MaxFileSize = 1MB } : @{}
    & "$PSScriptRoot/client.ps1" -Runs $Runs -ModulePath $ModulePath @size
}

if ('server' -in $Only) {
    & "$PSScriptRoot/server.ps1" -Runs $Runs -ModulePath $ModulePath -Quick:$Quick
}
