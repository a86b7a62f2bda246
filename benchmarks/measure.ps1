<#
.SYNOPSIS
Measures Measure-EchoServer beside the C load generator: what each costs, and whether they see the same.
.DESCRIPTION
The server is the module's own, hosted in PowerShell, on one core; both clients take turns on the other. Both count the processor time of
what exchanges messages while it is measured: c-load is one thread, and of PowerShell it is the thread of the measurement. Its warm-up is
three seconds, c-load's one, because its code is compiled and then compiled better meanwhile. Build the module with -c Release and c-load
with benchmarks/peers/build.sh. The goal is a cost per operation of at most 1.1 times that of C.
.PARAMETER Runs
How many rounds.
.PARAMETER Load
Only the loads whose name is like one of these.
.PARAMETER Duration
Seconds that each run is measured for, after the warm-up.
.PARAMETER ServerCore
The core for the server.
.PARAMETER ClientCore
The core for the clients.
.PARAMETER ModulePath
The module's manifest.
.EXAMPLE
./benchmarks/measure.ps1 -Runs 3 -Load 'ping-pong*'
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    [ValidateNotNullOrEmpty()]
    [string[]] $Load = @('*'),

    [ValidateRange(0.1, 3600)]
    [double] $Duration = 3,

    [ValidateRange(0, 1023)]
    [int] $ServerCore = 0,

    [ValidateRange(0, 1023)]
    [int] $ClientCore = 1,

    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
)

$ErrorActionPreference = 'Stop'
Import-Module -Name "$PSScriptRoot/Harness.psm1"
$modulePath = (Resolve-Path -LiteralPath $ModulePath).Path
$generator = "$PSScriptRoot/bin/c-load"
if (-not (Test-Path -LiteralPath $generator)) {
    throw 'c-load is not built: run benchmarks/peers/build.sh'
}

$pwsh = (Get-PwshPath), '-NoProfile', '-NonInteractive'
$server = @('taskset', '-c', "$ServerCore") + $pwsh + '-File', "$PSScriptRoot/echo-server.ps1", '-ModulePath', $modulePath
$onClientCore = 'taskset', '-c', "$ClientCore"
$limit = [timespan]::FromSeconds($Duration + 60)

# The same load in the words of each.
$loads = [ordered]@{
    'ping-pong 1'   = @('--connections', '1'), '-Connections 1'
    'ping-pong 64'  = @('--connections', '64'), '-Connections 64'
    'ping-pong 256' = @('--connections', '256'), '-Connections 256'
    'stream 1'      = @('--mode', 'stream', '--connections', '1'), '-Mode Stream'
    'churn 16'      = @('--mode', 'churn', '--connections', '16'), '-Mode Churn -Connections 16'
    'fixed rate 64' = @('--connections', '64', '--rate', '10000'), '-Connections 64 -Rate 10000'
}

function Measure-WithC([int] $Port, [string[]] $Argument) {
    $words = $onClientCore + $generator + '--port', "$Port", '--duration', "$Duration", '--warmup', '1' + $Argument
    $run = Invoke-Bounded -Command $words -Limit $limit
    if ($run.ExitCode -ne 0) {
        throw "c-load: $($run.Error)"
    }

    $result = $run.Output | ConvertFrom-Json
    [pscustomobject]@{
        Rate      = $result.operations_per_second
        Megabytes = $result.bytes_per_second / 1e6
        Cost      = 1e6 * $result.client_cpu_seconds / $result.operations
        Median    = $result.latency_us.p50
        P99       = $result.latency_us.p99
        Control   = $result.congestion_control
    }
}

function Measure-WithModule([int] $Port, [string] $Argument, [string] $Control) {
    $script = "Import-Module '$modulePath'; Measure-EchoServer -Port $Port -Duration $Duration -Warmup 3 -CongestionControl $Control $Argument | ConvertTo-Json"
    $run = Invoke-Bounded -Command ($onClientCore + $pwsh + '-Command', "`$ProgressPreference = 'SilentlyContinue'; $script") -Limit $limit
    if ($run.ExitCode -ne 0) {
        throw "Measure-EchoServer: $($run.Error)"
    }

    # A warning would come before it.
    $result = $run.Output.Substring($run.Output.IndexOf('{')) | ConvertFrom-Json
    if ($result.ErrorCount) {
        throw "Measure-EchoServer: $($result.Errors)"
    }

    [pscustomobject]@{
        Rate      = $result.OperationsPerSecond
        Megabytes = $result.BytesReceivedPerSecond / 1e6
        Cost      = 1e6 * $result.ClientCpuSeconds / $result.Operations
        Median    = $result.P50Microseconds
        P99       = $result.P99Microseconds
    }
}

function Measure-Interleaved([string] $Name) {
    foreach ($round in 1..$Runs) {
        Write-Progress -Activity $Name -Status "round $round of $Runs" -PercentComplete (100 * ($round - 1) / $Runs)
        Invoke-WithServer -Command $server -Block {
            param($Target)
            $c = Measure-WithC $Target.Port $loads[$Name][0]
            [pscustomobject]@{ C = $c; Ours = Measure-WithModule $Target.Port $loads[$Name][1] $c.Control }
        }
    }
}

function ConvertTo-Row([string] $Name, [object[]] $Round) {
    $figure = $Name.StartsWith('stream') ? 'Megabytes' : 'Rate'
    [pscustomobject][ordered]@{
        'load'         = $Name
        'c-load'       = ConvertTo-Figure $Round.C.$figure
        'ours'         = ConvertTo-Figure $Round.Ours.$figure
        'ours / C'     = ConvertTo-Figure ($Round | ForEach-Object { $_.Ours.$figure / $_.C.$figure }) -Format N2
        'C µs/op'      = ConvertTo-Figure $Round.C.Cost -Format N2
        'ours µs/op'   = ConvertTo-Figure $Round.Ours.Cost -Format N2
        'cost ours / C' = ConvertTo-Figure ($Round | ForEach-Object { $_.Ours.Cost / $_.C.Cost }) -Format N2
        'P50 C µs'     = ConvertTo-Figure $Round.C.Median -MedianOnly
        'P50 ours µs'  = ConvertTo-Figure $Round.Ours.Median -MedianOnly
        'P99 C µs'     = ConvertTo-Figure $Round.C.P99 -MedianOnly
        'P99 ours µs'  = ConvertTo-Figure $Round.Ours.P99 -MedianOnly
    }
}

"Measure-EchoServer beside c-load: medians of $Runs interleaved runs of $Duration s each, server and client on one core each, operations/s, and MB/s of streams; µs/op is the client's processor time. $(Get-MachineDescription)"
''
$chosen = $loads.Keys | Where-Object { $name = $_; $Load | Where-Object { $name -like $_ } }
$chosen | ForEach-Object { ConvertTo-Row $_ @(Measure-Interleaved $_) } | ConvertTo-Table
