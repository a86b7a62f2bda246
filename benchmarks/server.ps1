<#
.SYNOPSIS
Measures Start-EchoServer, hosted in PowerShell, beside its peers, with the C load generator.
.DESCRIPTION
Server and load generator are pinned to one core each. For every load each round runs every server once, in a process of its own, so that
no server inherits what an earlier load left; ratios are those of the same round. A peer that was not built, because its compiler is not
present, is left out. Build the peers with benchmarks/peers/build.sh.
.PARAMETER Runs
How many rounds.
.PARAMETER Load
Only the loads whose name is like one of these.
.PARAMETER Server
Only the servers whose name is like one of these; c-epoll, to which the others are compared, is always among them.
.PARAMETER Duration
Seconds that each run is measured for, after the warm-up.
.PARAMETER Warmup
Seconds of load before that. .NET compiles a second time what has been called often, on a thread that takes some 80 ms of the server's
core, about 1.4 s after the first client: a shorter warm-up measures the compiler.
.PARAMETER Quick
One-second runs of four loads.
.PARAMETER ServerCore
The core for the servers.
.PARAMETER ClientCore
The core for the load generator.
.PARAMETER ModulePath
The module's manifest.
.EXAMPLE
./benchmarks/server.ps1 -Load 'ping-pong 64*' -Server ours, c-uring
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    [ValidateNotNullOrEmpty()]
    [string[]] $Load = @('*'),

    [ValidateNotNullOrEmpty()]
    [string[]] $Server = @('*'),

    [ValidateRange(0.1, 3600)]
    [double] $Duration = 3,

    [ValidateRange(0, 3600)]
    [double] $Warmup = 3,

    [switch] $Quick,

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
$client = 'taskset', '-c', "$ClientCore", $generator
$reference = 'c-epoll'
$datagramReference = 'c-udp'
foreach ($needed in $generator, "$PSScriptRoot/bin/$reference") {
    if (-not (Test-Path -LiteralPath $needed)) {
        throw "$(Split-Path -Leaf $needed) is not built: run benchmarks/peers/build.sh"
    }
}

$loads = [ordered]@{
    'ping-pong 1'                  = '--connections', '1'
    'ping-pong 1, client spinning' = '--connections', '1', '--spin'
    'ping-pong 16'                 = '--connections', '16'
    'ping-pong 64'                 = '--connections', '64'
    'ping-pong 256'                = '--connections', '256'
    'ping-pong 1000'               = '--connections', '1000'
    'stream 1'                     = '--mode', 'stream', '--connections', '1'
    'stream 16'                    = '--mode', 'stream', '--connections', '16'
    'churn 16'                     = '--mode', 'churn', '--connections', '16'
    'fixed rate 64'                = '--connections', '64', '--rate', '20000'
    'udp 64'                       = '--transport', 'udp', '--connections', '64'
}
$idleLoads = [ordered]@{ 'idle 10000' = 10000; 'idle 50000' = 50000 }
$callsLoad = 'system calls'
$restLoad = 'processor when idle'
$quickLoads = 'ping-pong 64', 'stream 1', 'churn 16', 'idle 10000'

$ours = (Get-PwshPath), '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/echo-server.ps1", '-ModulePath', $modulePath

function Get-Server([string[]] $Like, [string[]] $Pin) {
    $all = [ordered]@{ $reference = @("$PSScriptRoot/bin/$reference") }
    $all['ours'] = $ours
    $all['ours adaptive'] = $ours + '-PollMode', 'Adaptive'
    $all['ours io_uring'] = $ours + '-Engine', 'IoUring'
    $all['ours io_uring adaptive'] = $ours + '-Engine', 'IoUring', '-PollMode', 'Adaptive'
    foreach ($name in 'c-uring', 'c-threads', 'go-net', 'go-syscall', 'dotnet-async', 'dotnet-saea') {
        $built = "$PSScriptRoot/bin/$name", "$PSScriptRoot/bin/$name/$name" | Where-Object { Test-Path -LiteralPath $_ -PathType Leaf }
        if ($built) {
            $all[$name] = @($built)
        }
    }

    $chosen = [ordered]@{}
    foreach ($name in $all.Keys | Where-Object { $name = $_; $name -eq $reference -or ($Like | Where-Object { $name -like $_ }) }) {
        $chosen[$name] = $Pin + $all[$name]
    }

    $chosen
}

function Measure-Load([string[]] $Command, [string[]] $LoadArgument) {
    try {
        Invoke-WithServer -Command $Command -Block {
            param($Target)
            $where = '--port', "$($Target.Port)", '--server-pid', "$($Target.Id)", '--duration', "$Duration", '--warmup', "$Warmup"
            $run = Invoke-Bounded -Command ($client + $where + $LoadArgument) -Limit ([timespan]::FromSeconds($Warmup + $Duration + 30))
            $run.ExitCode -eq 0 ? ($run.Output | ConvertFrom-Json) : $run.Error
        }
    }
    catch {
        "$_"
    }
}

function Measure-Interleaved([System.Collections.IDictionary] $Servers, [string] $Name, [int] $Rounds) {
    foreach ($round in 1..$Rounds) {
        $referenceRate = $null
        $compared = @($Servers.Keys)[0]
        foreach ($server in $Servers.Keys) {
            Write-Progress -Activity $Name -Status "round $round of $Rounds, $server" -PercentComplete (100 * ($round - 1) / $Rounds)
            $result = Measure-Load $Servers[$server] $loads[$Name]
            if ($result -is [string]) {
                [pscustomobject]@{ Server = $server; Failure = $result }
                continue
            }

            $rate = $result.operations_per_second
            $referenceRate ??= $server -eq $compared ? $rate : $null
            [pscustomobject]@{
                Server    = $server
                Failure   = $null
                Rate      = $rate
                Megabytes = $result.bytes_per_second / 1e6
                Ratio     = $referenceRate ? $rate / $referenceRate : $null
                ServerCpu = $result.operations ? 1e6 * $result.server_cpu_seconds / $result.operations : $null
                Median    = $result.latency_us.p50
                P99       = $result.latency_us.p99
                P999      = $result.latency_us.p99_9
                Fairness  = $result.fastest_connection ? $result.slowest_connection / $result.fastest_connection : $null
                ClientCpu = 100 * $result.client_cpu_share
                Control   = $result.congestion_control
            }
        }
    }
}

function ConvertTo-LoadTable([object[]] $Result, [string] $Name) {
    $isStream = $Name.StartsWith('stream')
    foreach ($server in $Result.Server | Select-Object -Unique) {
        $own = $Result.Where{ $_.Server -eq $server -and -not $_.Failure }
        $row = [ordered]@{ $Name = $server }
        $row[$isStream ? 'MB/s' : 'operations/s'] = ConvertTo-Figure ($isStream ? $own.Megabytes : $own.Rate)
        $row["× $($Result[0].Server)"] = ConvertTo-Figure $own.Ratio -Format N2
        $row['server CPU µs/op'] = ConvertTo-Figure $own.ServerCpu -Format N1
        $row['P50 µs'] = ConvertTo-Figure $own.Median -MedianOnly
        $row['P99 µs'] = ConvertTo-Figure $own.P99
        $row['P99.9 µs'] = ConvertTo-Figure $own.P999 -MedianOnly
        $row['slowest/fastest'] = ConvertTo-Figure $own.Fairness -Format N2 -MedianOnly
        $row['client CPU %'] = ConvertTo-Figure $own.ClientCpu -MedianOnly
        $row['failed'] = $own.Count -lt $Runs ? "$($Runs - $own.Count) of $Runs" : ''
        [pscustomobject]$row
    }
}

function Get-Failure([object[]] $Result) {
    $Result.Where{ $_.Failure } | Group-Object -Property Server, Failure | ForEach-Object {
        "- $($_.Group[0].Server), $($_.Count) of ${Runs}: $($_.Group[0].Failure)"
    }
}

function Get-Memory([int] $Id) {
    $status = Get-Content -LiteralPath "/proc/$Id/status"
    $field = { param($Name) [long]("$($status -match "^${Name}:")" -replace '\D') }
    [pscustomobject]@{ Resident = 1024 * (& $field VmRSS); Threads = & $field Threads }
}

# Connecting and closing for a while takes what any first connections take, such as code that is compiled twice; it is not theirs to count.
function Measure-Idle([string] $Name, [string[]] $Command, [int] $Connections) {
    Invoke-WithServer -Command $Command -Block {
        param($Target)
        $where = $client + '--port', "$($Target.Port)"
        $null = Invoke-Bounded -Command ($where + '--mode', 'churn', '--connections', '100', '--duration', "$Warmup", '--warmup', '0')
        Start-Sleep -Seconds 3
        $before = Get-Memory $Target.Id
        $during = Invoke-While -Command ($where + '--mode', 'idle', '--connections', "$Connections") -Block { Get-Memory $Target.Id }
        [pscustomobject]@{
            Name    = $Name
            Each    = $during ? ($during.Resident - $before.Resident) / $Connections : $null
            Threads = $during ? $during.Threads - $before.Threads : $null
        }
    }
}

function ConvertTo-IdleTable([object[]] $Result, [string] $Name) {
    foreach ($server in $Result.Name | Select-Object -Unique) {
        $own = $Result.Where{ $_.Name -eq $server -and $null -ne $_.Each }
        [pscustomobject][ordered]@{
            $Name          = $server
            'bytes each'   = $own ? ($own.Each | Sort-Object)[[int][math]::Floor($own.Count / 2)].ToString('N0') : 'failed'
            'least'        = $own ? ($own.Each | Measure-Object -Minimum).Minimum.ToString('N0') : ''
            'most'         = $own ? ($own.Each | Measure-Object -Maximum).Maximum.ToString('N0') : ''
            'threads more' = ConvertTo-Figure $own.Threads -MedianOnly
        }
    }
}

# strace counts while the load runs; the server is slower then, so only the counts say anything.
function Measure-Call([string] $Name, [string[]] $Command) {
    Invoke-WithServer -Command $Command -Block {
        param($Target)
        $summary = [System.IO.Path]::GetTempFileName()
        $counted = 'epoll_wait,epoll_pwait,recvfrom,sendto,recvmsg,sendmsg,io_uring_enter,read,write'
        $script = 'strace -f -c -e trace="$1" -o "$2" -p "$3" & tracer=$!; sleep 0.5; shift 3; "$@"; kill -INT $tracer; wait $tracer'
        $load = $client + '--port', "$($Target.Port)", '--connections', '64', '--duration', "$Duration", '--warmup', '0'
        $run = Invoke-Bounded -Command (@('sh', '-c', $script, 'sh', $counted, $summary, "$($Target.Id)") + $load)
        $operations = ($run.Output | ConvertFrom-Json).operations
        $total = Get-Content -LiteralPath $summary | Where-Object { $_ -match '^\s*100\.00' } | Select-Object -Last 1 | ForEach-Object { [long](-split $_)[3] }
        Remove-Item -LiteralPath $summary
        [pscustomobject][ordered]@{ $callsLoad = $Name; 'calls per echo, 64 connections' = $operations -and $total ? ($total / $operations).ToString('N3') : 'failed' }
    }
}

function Get-ProcessorTime([int] $Id) {
    $fields = -split ((Get-Content -Raw -LiteralPath "/proc/$Id/stat") -replace '^.*\) ')
    ([long]$fields[11] + [long]$fields[12]) / 100
}

function Measure-Rest([string] $Name, [string[]] $Command) {
    Invoke-WithServer -Command $Command -Block {
        param($Target)
        $null = Invoke-Bounded -Command ($client + '--port', "$($Target.Port)", '--connections', '64', '--duration', '1', '--warmup', '0')
        Start-Sleep -Seconds 1
        $before = Get-ProcessorTime $Target.Id
        Start-Sleep -Seconds 3
        $share = 100 * ((Get-ProcessorTime $Target.Id) - $before) / 3
        [pscustomobject][ordered]@{ $restLoad = $Name; '% of a processor, from one second after traffic' = $share.ToString('N2') }
    }
}

if ($Quick) {
    $Duration = 1
}

$known = @($loads.Keys) + @($idleLoads.Keys) + $callsLoad + $restLoad
$names = @($known | Where-Object { -not $Quick -or $_ -in $quickLoads } | Where-Object { $name = $_; $Load | Where-Object { $name -like $_ } })
$pin = 'taskset', '-c', "$ServerCore"
$servers = Get-Server -Like $Server -Pin $pin
$datagramServers = [ordered]@{
    $datagramReference = $pin + "$PSScriptRoot/bin/$datagramReference"
    'ours'             = $pin + $ours + '-SocketType', 'Dgram'
    'ours io_uring'    = $pin + $ours + '-SocketType', 'Dgram', '-Engine', 'IoUring'
}
"Server: medians of $Runs interleaved runs of $Duration s each after $Warmup s of warm-up, server and load generator on one core each, 64-byte messages, streams of 64 KiB messages. $(Get-MachineDescription)"
foreach ($name in $names | Where-Object { $loads.Contains($_) }) {
    ''
    $results = Measure-Interleaved -Servers ($name.StartsWith('udp') ? $datagramServers : $servers) -Name $name -Rounds $Runs
    ConvertTo-LoadTable $results $name | ConvertTo-Table
    Get-Failure $results
    ''
    "Congestion control of the load generator: $(($results.Control | Where-Object { $_ } | Select-Object -Unique) -join ', ')."
}

foreach ($name in $names | Where-Object { $idleLoads.Contains($_) }) {
    ''
    $limit = [int](sh -c 'ulimit -Hn')
    if ($limit -le $idleLoads[$name]) {
        "${name}: left out, a process may have no more than $limit descriptors here."
        continue
    }

    $results = foreach ($round in 1..$Runs) {
        $servers.Keys | ForEach-Object { Measure-Idle $_ $servers[$_] $idleLoads[$name] }
    }

    ConvertTo-IdleTable $results $name | ConvertTo-Table
}

if ($callsLoad -in $names -and (Get-Command -Name strace -CommandType Application -ErrorAction Ignore)) {
    ''
    $servers.Keys | Where-Object { $_ -notlike '*go*' -and $_ -notlike 'dotnet*' } | ForEach-Object { Measure-Call $_ $servers[$_] } | ConvertTo-Table
}

if ($restLoad -in $names) {
    ''
    $servers.Keys | ForEach-Object { Measure-Rest $_ $servers[$_] } | ConvertTo-Table
}
