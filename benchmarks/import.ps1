<#
.SYNOPSIS
Measures Import-Module beside a bare C# module: a manifest and an assembly with one empty cmdlet.
.DESCRIPTION
Every import is one in a new pwsh, with the files in the page cache; the modules take turns. A second bare module has one view, one added
property and one short function too: that is what the engine takes for such parts, whatever is in them. Time on the processor
is that of the importing thread alone and suffers least from other work on the machine.
.PARAMETER Runs
How many rounds.
.PARAMETER ModulePath
The module's manifest; build it with -c Release first.
.EXAMPLE
./benchmarks/import.ps1 -Runs 5
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Runs = 15,

    [ValidateNotNullOrEmpty()]
    [string] $ModulePath = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
)

$ErrorActionPreference = 'Stop'
Import-Module -Name "$PSScriptRoot/Harness.psm1"

$code = @'
using System.Management.Automation;

[Cmdlet("Get", "BareThing")]
public sealed class GetBareThing : PSCmdlet
{
}
'@

$view = @'
<Configuration><ViewDefinitions><View><Name>Bare</Name><ViewSelectedBy><TypeName>GetBareThing</TypeName></ViewSelectedBy><ListControl><ListEntries>
<ListEntry><ListItems><ListItem><PropertyName>Bare</PropertyName></ListItem></ListItems></ListEntry></ListEntries></ListControl></View></ViewDefinitions></Configuration>
'@

$type = @'
<Types><Type><Name>GetBareThing</Name><Members><NoteProperty><Name>Bare</Name><Value>1</Value></NoteProperty></Members></Type></Types>
'@

$names = @{ CmdletsToExport = 'Get-BareThing'; AliasesToExport = @(); VariablesToExport = @() }

function Add-BareModule([string] $Folder) {
    $manifest = "$Folder/Bare/Bare.psd1"
    $null = New-Item -ItemType Directory -Path "$Folder/Bare"
    Add-Type -TypeDefinition $code -OutputAssembly "$Folder/Bare/Bare.dll"
    New-ModuleManifest -Path $manifest -RootModule Bare.dll -FunctionsToExport @() @names
    $manifest
}

function Add-FurnishedModule([string] $Folder) {
    $manifest = "$Folder/Furnished/Furnished.psd1"
    $null = New-Item -ItemType Directory -Path "$Folder/Furnished"
    Copy-Item -LiteralPath "$Folder/Bare/Bare.dll" -Destination "$Folder/Furnished/Furnished.dll"
    Set-Content -LiteralPath "$Folder/Furnished/Furnished.psm1" -Value 'function Get-BareWord { [CmdletBinding()] param() ''word'' }'
    Set-Content -LiteralPath "$Folder/Furnished/Furnished.Format.ps1xml" -Value $view
    Set-Content -LiteralPath "$Folder/Furnished/Furnished.Types.ps1xml" -Value $type
    $parts = @{
        RootModule        = 'Furnished.psm1'
        NestedModules     = 'Furnished.dll'
        FunctionsToExport = 'Get-BareWord'
        FormatsToProcess  = 'Furnished.Format.ps1xml'
        TypesToProcess    = 'Furnished.Types.ps1xml'
    }
    New-ModuleManifest -Path $manifest @parts @names
    $manifest
}

# Runs in a new pwsh: the time of an import, of the importing thread on the processor, and of an import after a removal. In between
# it does as little as it can, as everything that is done for the first time takes its time too.
$measurement = @'
$file = '/proc/thread-self/schedstat'
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$before = [System.IO.File]::ReadAllText($file)
$start = $clock.Elapsed
Import-Module -Name 'MANIFEST' -ErrorAction Stop
$end = $clock.Elapsed
$after = [System.IO.File]::ReadAllText($file)
Remove-Module -Name 'MODULE'
$startAgain = $clock.Elapsed
Import-Module -Name 'MANIFEST' -ErrorAction Stop
$endAgain = $clock.Elapsed
$before, $after = ($before, $after).ForEach({ [long]$_.Split(' ')[0] / 1e6 })
'{0} {1} {2}' -f ($end - $start).TotalMilliseconds, ($after - $before), ($endAgain - $startAgain).TotalMilliseconds
'@

function Measure-Import([string] $Manifest) {
    $script = $measurement.Replace('MANIFEST', $Manifest.Replace("'", "''")).Replace('MODULE', [System.IO.Path]::GetFileNameWithoutExtension($Manifest))
    $result = Invoke-Bounded -Command (Get-PwshPath), '-NoProfile', '-NonInteractive', '-Command', $script
    $time, $processor, $again = $result.Output.Trim() -split ' ' -as [double[]]
    if ($result.ExitCode -ne 0 -or $null -eq $again) {
        throw "The import of '$Manifest' failed: $($result.Output) $($result.Error)"
    }

    [pscustomobject]@{ Time = $time; Processor = $processor; Again = $again }
}

$folder = [System.IO.Directory]::CreateTempSubdirectory('rawsocket-import-').FullName
try {
    $modules = [ordered]@{
        'bare'                               = Add-BareModule $folder
        'bare, with view, type and function' = Add-FurnishedModule $folder
        'RawSocket.PowerShell'               = (Resolve-Path -LiteralPath $ModulePath).Path
    }

    $rounds = foreach ($round in 1..$Runs) {
        $results = @{}
        foreach ($name in $modules.Keys) {
            $results[$name] = Measure-Import $modules[$name]
        }

        $results
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse
}

"Imports: medians of $Runs interleaved rounds, ratios within a round. $(Get-MachineDescription)."
''
$modules.Keys | ForEach-Object {
    $name = $_
    [pscustomobject][ordered]@{
        Module             = $name
        'import ms'        = ConvertTo-Figure $rounds.ForEach({ $_[$name].Time }) -Format 'N1'
        ': bare'           = ConvertTo-Figure $rounds.ForEach({ $_[$name].Time / $_['bare'].Time }) -Format 'N2'
        'processor ms'     = ConvertTo-Figure $rounds.ForEach({ $_[$name].Processor }) -Format 'N1'
        'processor : bare' = ConvertTo-Figure $rounds.ForEach({ $_[$name].Processor / $_['bare'].Processor }) -Format 'N2'
        'least'            = ($rounds.ForEach({ $_[$name].Processor }) | Measure-Object -Minimum).Minimum.ToString('N1')
        'again ms'         = ConvertTo-Figure $rounds.ForEach({ $_[$name].Again }) -Format 'N1'
    }
} | ConvertTo-Table
