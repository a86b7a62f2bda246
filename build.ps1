#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, measures, packs or installs the module.
.DESCRIPTION
    For people who have pwsh. Each task calls what people without it call by hand, and repeats none of it.

    Build      dotnet build: the module is in output/RawSocket.PowerShell
    Test       dotnet test
    Benchmark  Build, then benchmarks/run.ps1
    Package    dotnet pack: the module for the PowerShell Gallery, the library and the host for NuGet, in artifacts
    Install    Build, then copies the module into the user's module path, under its version
.EXAMPLE
    ./build.ps1 Test
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

if ($Task -eq 'Test') {
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
    'Benchmark' { & (Join-Path $PSScriptRoot benchmarks run.ps1) }
    'Install' { Install-Built }
}
