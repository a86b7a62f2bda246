<#
.SYNOPSIS
    Runs Pester files and writes what became of each test into a file, one JSON object a line.
.DESCRIPTION
    `dotnet test` calls it. Blocks and files that failed outside of their tests are lines too.
.PARAMETER Pester
    The manifest of Pester.
.PARAMETER Path
    The files with tests.
.PARAMETER Report
    The file to write: Name, Outcome and Message in each line.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Pester,

    [Parameter(Mandatory)]
    [string[]] $Path,

    [Parameter(Mandatory)]
    [string] $Report
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$run = Invoke-Pester -Configuration $configuration

function New-Line($Item, [string] $Name, [string] $Outcome, $Message) {
    $file = Split-Path -Leaf "$($Item.ScriptBlock.File)"
    @{ Name = ("$file", $Name).Where{ $_ } -join ': '; Outcome = $Outcome; Message = "$Message".Trim() } | ConvertTo-Json -Compress
}

$lines = @(
    foreach ($test in $run.Tests) {
        $why = ($test.ErrorRecord | ForEach-Object { "$_`n$($_.ScriptStackTrace)" }) -join "`n"
        if ($test.Result -eq 'Failed' -and -not $why) {
            $why = 'It was not begun, as its block failed.'
        }
        elseif ($test.Result -eq 'Skipped') {
            $why = $test.ErrorRecord.Count ? "$($test.ErrorRecord[0])" : 'What it needs is not on this machine.'
        }

        New-Line $test $test.ExpandedPath $test.Result $why
    }

    # A block whose tests all passed, and that failed afterwards.
    foreach ($block in $run.FailedBlocks | Where-Object ErrorRecord) {
        New-Line $block $block.ExpandedPath 'Failed' ($block.ErrorRecord -join "`n")
    }

    foreach ($container in $run.FailedContainers | Where-Object ErrorRecord) {
        @{ Name = Split-Path -Leaf "$($container.Item)"; Outcome = 'Failed'; Message = $container.ErrorRecord -join "`n" } | ConvertTo-Json -Compress
    }
)
[System.IO.File]::WriteAllLines($Report, [string[]] $lines)
