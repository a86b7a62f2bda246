#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, measures, packs or installs the module.
.DESCRIPTION
    Runs in any pwsh, also in that of the packages: dotnet run --project src/RawSocket.PowerShell -- -File build.ps1 Test. Each task
    calls what can be called by hand as well, and repeats none of it.

    Build      dotnet build: the module is in output/RawSocket.PowerShell
    Test       dotnet test; with -Path, Build and these Pester files alone, in a pwsh of their own
    Benchmark  Build, then benchmarks/run.ps1
    Package    dotnet pack: the module for the PowerShell Gallery and the library for NuGet, in artifacts
    Install    Build, then copies the module into the user's module path, under its version
.EXAMPLE
    ./build.ps1 Test
.EXAMPLE
    ./build.ps1 Test -Path tests/EchoClient.Tests.ps1
.PARAMETER Path
    Pester files, for Test to run no others.
.PARAMETER RepositoryUrl
    Where the project is, for Package to say so in the packages.
.EXAMPLE
    ./build.ps1 Install -Configuration Release
.EXAMPLE
    ./build.ps1 Package -RepositoryUrl https://example.org/rawsocket
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Benchmark', 'Package', 'Install')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    [ValidateNotNullOrEmpty()]
    [string[]] $Path,

    [uri] $RepositoryUrl
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$name = 'RawSocket.PowerShell'
$solution = Join-Path $PSScriptRoot "$name.sln"

function Install-Built {
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([string])]
    param()

    $built = Join-Path $PSScriptRoot output $name
    $version = (Import-PowerShellDataFile (Join-Path $built "$name.psd1")).ModuleVersion
    $data = [Environment]::GetFolderPath('LocalApplicationData', 'DoNotVerify')
    $target = Join-Path $data powershell Modules $name $version
    if (-not $PSCmdlet.ShouldProcess($target, 'Install')) {
        return
    }

    # A new folder, not new content in old files: a pwsh that has the module loaded keeps what it has.
    if (Test-Path $target) {
        Remove-Item $target -Recurse -Force
    }

    $null = New-Item (Split-Path $target) -ItemType Directory -Force
    Copy-Item $built $target -Recurse
    "$name $version is in $target"
}

# A pwsh of its own: one that has the module loaded would go on with the old one. It is first on PATH for tests that start pwsh.
function Invoke-PesterFile {
    $programs = dotnet msbuild (Join-Path $PSScriptRoot src $name) -getProperty:PowerShellProgram,PesterModule | ConvertFrom-Json
    $pwsh = $env:RAWSOCKET_PWSH ? (Get-Command $env:RAWSOCKET_PWSH).Source : $programs.Properties.PowerShellProgram
    $files = ($Path | Resolve-Path).ForEach{ "'$_'" } -join ','
    $env:PATH = "$(Split-Path $pwsh):$env:PATH"
    & $pwsh -NoProfile -Command "Import-Module '$($programs.Properties.PesterModule)/Pester.psd1'; Invoke-Pester -Configuration @{ Run = @{ Path = $files; Exit = `$true }; Output = @{ Verbosity = 'Detailed' } }"
}

if ($Task -eq 'Test' -and -not $Path) {
    dotnet test --solution $solution --configuration $Configuration
    return
}

if ($Task -eq 'Package') {
    dotnet pack $solution --configuration $Configuration "-p:RepositoryUrl=$RepositoryUrl"
    Get-ChildItem (Join-Path $PSScriptRoot artifacts) -Filter *.*nupkg | ForEach-Object FullName
    return
}

dotnet build $solution --configuration $Configuration
switch ($Task) {
    'Test' { Invoke-PesterFile }
    'Benchmark' { & (Join-Path $PSScriptRoot benchmarks run.ps1) }
    'Install' { Install-Built }
}
