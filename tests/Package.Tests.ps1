#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $root = Split-Path $PSScriptRoot
    $scripts = @('module', 'examples', 'benchmarks', 'build.ps1') | ForEach-Object {
        Get-ChildItem -LiteralPath (Join-Path $root $_) -Recurse -File -Include *.ps1, *.psm1, *.psd1
    } | Where-Object FullName -NotLike '*/obj/*' | ForEach-Object { [System.IO.Path]::GetRelativePath($root, $_.FullName) }
    $hasAnalyzer = $null -ne (Get-Module -ListAvailable PSScriptAnalyzer)
}

BeforeAll {
    $script:root = Split-Path $PSScriptRoot
    $script:manifest = "$root/output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
}

Describe 'The manifest' {
    BeforeAll {
        $script:module = Test-ModuleManifest $manifest -ErrorVariable mistakes -WarningVariable doubts
        $script:complaints = @($mistakes) + @($doubts)
    }

    It 'is clean' {
        $complaints | Should -BeNullOrEmpty
    }

    It 'has <_>, which the gallery shows' -ForEach 'Author', 'CompanyName', 'Copyright', 'Description', 'Guid', 'ReleaseNotes', 'Tags', 'PowerShellVersion' {
        $module.$_ | Should -Not -BeNullOrEmpty
    }

    It 'lists no command with a wildcard, which would make PowerShell load the module to complete a name' {
        $data = Import-PowerShellDataFile $manifest
        $data.CmdletsToExport + $data.FunctionsToExport | Should -Not -Match '\*'
    }
}

Describe 'Import and removal in a new pwsh' {
    BeforeAll {
        # Everything that a session has of its own, before and after.
        $script:seen = & pwsh -NoProfile -NonInteractive -Command {
            param($manifest)
            function Get-Session {
                (Get-Command -CommandType Alias, Function, Cmdlet).ForEach({ "$($_.CommandType) $($_.Name)" })
                (Get-Variable -Scope Global).Name.ForEach({ "variable $_" })
                (Get-Module).Name.ForEach({ "module $_" })
            }

            # Once for everything that these very commands bring along.
            $null = Get-Session
            $before = Get-Session
            Import-Module $manifest -WarningVariable warnings -WarningAction SilentlyContinue
            $imported = Get-Session
            Remove-Module RawSocket.PowerShell
            $after = Get-Session
            $own = 'before', 'imported', 'after', 'warnings'
            @{
                Warnings = @($warnings).ForEach({ "$_" })
                Added    = @($imported | Where-Object { $_ -notin $before -and $_ -notin $own.ForEach({ "variable $_" }) })
                Hidden   = @($before | Where-Object { $_ -notin $imported })
                Left     = @($after | Where-Object { $_ -notin $before -and $_ -notin $own.ForEach({ "variable $_" }) })
            }
        } -args $manifest
    }

    It 'warns of nothing' {
        $seen.Warnings | Should -BeNullOrEmpty
    }

    It 'adds its commands and itself, and neither aliases nor variables' {
        $commands = (Test-ModuleManifest $manifest).ExportedCommands.Values.ForEach({ "$($_.CommandType) $($_.Name)" })
        $seen.Added | Sort-Object | Should -Be (@($commands) + 'module RawSocket.PowerShell' | Sort-Object)
    }

    It 'hides nothing that was there' {
        $seen.Hidden | Should -BeNullOrEmpty
    }

    It 'leaves nothing behind' {
        $seen.Left | Should -BeNullOrEmpty
    }
}

Describe 'The script analyzer' {
    It 'finds nothing in <_>' -ForEach $scripts -Skip:(-not $hasAnalyzer) {
        $found = Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -Settings "$root/PSScriptAnalyzerSettings.psd1"
        $found.ForEach({ "$($_.ScriptName):$($_.Line) $($_.RuleName)" }) | Should -BeNullOrEmpty
    }

    It 'sees a mistake with these settings' -Skip:(-not $hasAnalyzer) {
        Invoke-ScriptAnalyzer -ScriptDefinition 'gci' -Settings "$root/PSScriptAnalyzerSettings.psd1" | Should -Not -BeNullOrEmpty
    }
}
