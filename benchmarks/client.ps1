<#
.SYNOPSIS
Measures Connect-EchoClient: short lines from the pipeline, and a file on standard input beside ncat.
.DESCRIPTION
Everything runs on loopback against one Start-EchoServer in a PowerShell of its own; nothing is pinned to a core. All clients write to
/dev/null. Runs are interleaved: each round runs every client once, with an empty input for its start time and with the file, and the
ratios are those of the same round. Each client has a file large enough for its speed, so that slow ones end.
.PARAMETER Runs
How many rounds.
.PARAMETER LineCount
How many short lines go through the pipeline.
.PARAMETER MaxFileSize
The largest file, in bytes.
.PARAMETER ModulePath
The module's manifest.
.EXAMPLE
./benchmarks/client.ps1 -Runs 5
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 100)]
    [int] $Runs = 5,

    [ValidateRange(1, 10000000)]
    [int] $LineCount = 200000,

    [ValidateRange(256KB, 1GB)]
    [long] $MaxFileSize = 256MB,

    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
)

$ErrorActionPreference = 'Stop'
Import-Module -Name "$PSScriptRoot/Harness.psm1"
if (-not (Get-Command -Name ncat -CommandType Application -ErrorAction Ignore)) {
    throw 'ncat is not installed, and the client is measured beside it.'
}

$modulePath = (Resolve-Path -LiteralPath $ModulePath).Path
$smallestFile = 256KB
$leastSeconds = 0.5
$folder = [System.IO.Directory]::CreateTempSubdirectory('rawsocket-benchmark').FullName

function Get-Client([int] $Port) {
    $inPwsh = {
        param([string] $Script)
        (Get-PwshPath), '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$modulePath'; $Script"
    }
    [ordered]@{
        'ncat'                                = 'ncat', '127.0.0.1', "$Port"
        'lines'                               = & $inPwsh "Connect-EchoClient -Port $Port"
        'lines, assigned to $null'            = & $inPwsh "`$null = Connect-EchoClient -Port $Port"
        '-StandardOutput'                     = & $inPwsh "Connect-EchoClient -Port $Port -StandardOutput"
        '-AsByteStream'                       = & $inPwsh "Connect-EchoClient -Port $Port -AsByteStream"
        '-AsByteStream, assigned to $null'    = & $inPwsh "`$null = Connect-EchoClient -Port $Port -AsByteStream"
        'no client: ReadLine until the end'   = & $inPwsh 'while ($null -ne ($line = [Console]::In.ReadLine())) { $line }'
    }
}

function Get-InputFile([string] $Kind, [long] $Size) {
    $path = Join-Path $folder "$Kind-$Size.txt"
    if (-not (Test-Path -LiteralPath $path)) {
        $text = 'This is an ordinary short line of text. '
        $line = $Kind -eq 'short' ? $text : $text * 2500
        $stream = [System.IO.StreamWriter]::new($path)
        for ($left = $Size; $left -gt 0; $left -= $line.Length + 1) {
            $stream.WriteLine($line)
        }

        $stream.Dispose()
    }

    $path
}

function Measure-Run([string[]] $Command, [string] $InputPath, [string] $OutputPath = '/dev/null') {
    $run = Invoke-Bounded -Command $Command -InputPath $InputPath -OutputPath $OutputPath
    if ($run.ExitCode -ne 0) {
        throw "'$($Command[-1])' failed: $($run.Error)"
    }

    $run.Seconds
}

# The first size that keeps the client busy for long enough to be measured.
function Find-FileSize([string[]] $Command, [string] $Kind, [long] $Largest) {
    $start = Measure-Run $Command /dev/null
    for ($size = $smallestFile; $size -lt $Largest; $size *= 4) {
        if ((Measure-Run $Command (Get-InputFile $Kind $size)) - $start -gt $leastSeconds) {
            break
        }
    }

    [math]::Min($size, $Largest)
}

function Test-Echo([string[]] $Command, [string] $Kind) {
    $expected = Get-InputFile $Kind $smallestFile
    $actual = Join-Path $folder 'echo'
    $null = Measure-Run -Command $Command -InputPath $expected -OutputPath $actual
    [System.Linq.Enumerable]::SequenceEqual([System.IO.File]::ReadAllBytes($expected), [System.IO.File]::ReadAllBytes($actual))
}

function Measure-PipedLine([int] $Port, [int] $Count, [int] $Rounds) {
    $command = (Get-PwshPath), '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/client-lines.ps1",
    '-ModulePath', $modulePath, '-Port', "$Port", '-Count', "$Count"
    $results = foreach ($round in 1..$Rounds) {
        $run = Invoke-Bounded -Command $command
        if ($run.ExitCode -ne 0) {
            throw "the lines through the pipeline failed: $($run.Error)"
        }

        $run.Output | ConvertFrom-Json
    }
    [pscustomobject]@{ 'Short lines from the pipeline' = 'through Connect-EchoClient'; 'lines/s' = ConvertTo-Figure ($results.ForEach{ $Count / $_.client }) }
    [pscustomobject]@{ 'Short lines from the pipeline' = 'through a function that hands each on'; 'lines/s' = ConvertTo-Figure ($results.ForEach{ $Count / $_.baseline }) }
}

function Measure-File([string] $Kind, [long] $Largest, [int] $Port, [int] $Rounds) {
    $clients = Get-Client $Port
    $sizes = @{}
    $same = @{}
    foreach ($name in $clients.Keys) {
        $same[$name] = $name.Contains('$null') ? '-' : (Test-Echo $clients[$name] $Kind) ? 'yes' : 'no'
        $sizes[$name] = Find-FileSize -Command $clients[$name] -Kind $Kind -Largest $Largest
    }

    $results = foreach ($round in 1..$Rounds) {
        $ncat = $null
        foreach ($name in $clients.Keys) {
            Write-Progress -Activity "A file of $Kind lines on standard input" -Status $name -PercentComplete (100 * ($round - 1) / $Rounds)
            $start = Measure-Run $clients[$name] /dev/null
            $gross = Measure-Run $clients[$name] (Get-InputFile $Kind $sizes[$name])
            $megabytes = $sizes[$name] / 1e6
            $net = $megabytes / ($gross - $start)
            $ncat ??= $net
            [pscustomobject]@{ Name = $name; Start = $start; Gross = $megabytes / $gross; Net = $net; Ratio = $net / $ncat }
        }
    }

    foreach ($name in $clients.Keys) {
        $own = $results.Where{ $_.Name -eq $name }
        [pscustomobject][ordered]@{
            "A file of $Kind lines" = $name
            'file MB'               = ($sizes[$name] / 1e6).ToString('N1')
            'same bytes out'        = $same[$name]
            'start s'               = ConvertTo-Figure $own.Start -Format N2 -MedianOnly
            'MB/s gross'            = ConvertTo-Figure $own.Gross -Format N2
            'MB/s net'              = ConvertTo-Figure $own.Net -Format N2
            '× ncat, net'           = ConvertTo-Figure $own.Ratio -Format N3
        }
    }
}

$lines = @{ Count = $LineCount; Rounds = $Runs }
$files = @{ Largest = $MaxFileSize; Rounds = $Runs }
$server = (Get-PwshPath), '-NoProfile', '-NonInteractive', '-File', "$PSScriptRoot/echo-server.ps1", '-ModulePath', $modulePath
try {
    Invoke-WithServer -Command $server -Block {
        param($Server)
        "Client: medians of $Runs interleaved runs, all output to /dev/null. $(Get-MachineDescription)"
        ''
        Measure-PipedLine -Port $Server.Port @lines | ConvertTo-Table
        foreach ($kind in 'short', 'long') {
            ''
            Measure-File -Kind $kind -Port $Server.Port @files | ConvertTo-Table
        }
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse
}
