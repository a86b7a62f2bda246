<#
.SYNOPSIS
Measures Get-RawSocketState beside ss: the time of whole listings, with owners and with details, and the memory.
.DESCRIPTION
The sockets are connections on loopback that benchmarks/bin/c-hold holds. Each round runs both, one after the other, and a ratio is that
of one round. The start of the ss process is counted, as everybody who uses it waits for it; PowerShell runs already. Run it as root,
or owners are those of one's own processes, and where nothing else opens sockets meanwhile. Build c-hold with benchmarks/peers/build.sh.
.PARAMETER Runs
How many rounds.
.PARAMETER Count
How many sockets.
.PARAMETER ModulePath
The module's manifest; build it with -c Release first.
.EXAMPLE
./benchmarks/state.ps1 -Count 10000 -Runs 3
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    [ValidateRange(2, 1000000)]
    [int[]] $Count = @(10000, 50000),

    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
)

$ErrorActionPreference = 'Stop'
Import-Module -Name "$PSScriptRoot/Harness.psm1"
Import-Module -Name (Resolve-Path -LiteralPath $ModulePath).Path
$holder = "$PSScriptRoot/bin/c-hold"
if (-not (Test-Path -LiteralPath $holder)) {
    throw "'$holder' is missing; benchmarks/peers/build.sh makes it."
}

# What is compared: the options of ss, and what gives the same here.
$listings = [ordered]@{
    '-tan'  = { $null = Get-RawSocketState -Protocol Tcp }
    '-tanp' = { $null = Get-RawSocketState -Protocol Tcp -IncludeProcess }
    '-tani' = { $null = Get-RawSocketState -Protocol Tcp -IncludeInfo }
}

function Measure-Millisecond([scriptblock] $Block) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    & $Block
    $clock.Elapsed.TotalMilliseconds
}

# The output goes to /dev/null without passing through PowerShell, which would be slower.
function Measure-Ss([string] $Options) {
    Measure-Millisecond {
        $process = [System.Diagnostics.Process]::Start('sh', [string[]]('-c', 'exec ss "$1" > /dev/null', 'sh', $Options))
        $process.WaitForExit()
        $process.Dispose()
    }
}

function Measure-Listing([string] $Options, [int] $Sockets) {
    $ours = $listings[$Options]
    # .NET compiles what has been called often once more, in the background.
    foreach ($warmUp in 1..10) {
        & $ours
    }

    Start-Sleep -Seconds 1

    $rounds = foreach ($round in 1..$Runs) {
        [pscustomobject]@{ Ss = Measure-Ss $Options; Ours = Measure-Millisecond $ours }
    }

    [pscustomobject][ordered]@{
        Sockets         = $Sockets
        'ss'            = $Options
        'ss ms'         = ConvertTo-Figure $rounds.Ss
        'ours ms'       = ConvertTo-Figure $rounds.Ours
        'ours : ss'     = ConvertTo-Figure ($rounds | ForEach-Object { $_.Ours / $_.Ss }) -Format 'N2'
    }
}

# Bytes that each row costs while it is kept, and the time until the first row is in the pipeline.
function Measure-Memory([int] $Sockets) {
    $before = [System.GC]::GetTotalMemory($true)
    $rows = Get-RawSocketState -Protocol Tcp
    $kept = [System.GC]::GetTotalMemory($true) - $before
    $found = @($rows).Count
    $whole = foreach ($round in 1..$Runs) { Measure-Millisecond $listings['-tan'] }
    $first = foreach ($round in 1..$Runs) { Measure-Millisecond { $null = Get-RawSocketState -Protocol Tcp | Select-Object -First 1 } }
    [pscustomobject][ordered]@{
        Sockets              = $Sockets
        'rows'               = $found
        'kept bytes per row' = ConvertTo-Figure ($kept / $found)
        'first row ms'       = ConvertTo-Figure $first -Format 'N1'
        'all rows ms'        = ConvertTo-Figure $whole
    }
}

"Listings: medians of $Runs interleaved rounds. $(Get-MachineDescription), $(ss -V)."
$times = [System.Collections.Generic.List[object]]::new()
$memory = [System.Collections.Generic.List[object]]::new()
foreach ($number in $Count) {
    Invoke-While -Command $holder, "$number" -Block {
        foreach ($options in $listings.Keys) {
            $times.Add((Measure-Listing $options $number))
        }

        $memory.Add((Measure-Memory $number))
    }
}

''
$times | ConvertTo-Table
''
$memory | ConvertTo-Table
