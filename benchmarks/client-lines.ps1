<#
.SYNOPSIS
Pipes short lines through Connect-EchoClient, and through a function that only hands them on; prints the seconds of each as JSON.
.PARAMETER ModulePath
The module's manifest.
.PARAMETER Port
The server's port on loopback.
.PARAMETER Count
How many lines.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ModulePath,

    [Parameter(Mandatory)]
    [int] $Port,

    [Parameter(Mandatory)]
    [int] $Count
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $ModulePath

function Copy-Line {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)] [object] $InputObject)
    process { $InputObject }
}

$lines = [string[]](0..($Count - 1)).ForEach{ "line $_ of a text that people type" }
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$copies = $lines | Copy-Line
$baseline = $clock.Elapsed.TotalSeconds
$clock.Restart()
$echoes = $lines | Connect-EchoClient -Port $Port
$client = $clock.Elapsed.TotalSeconds
foreach ($result in $copies, $echoes) {
    if (-not [System.Linq.Enumerable]::SequenceEqual($lines, [string[]]$result)) {
        throw 'What came back is not what was sent.'
    }
}

@{ baseline = $baseline; client = $client } | ConvertTo-Json -Compress
