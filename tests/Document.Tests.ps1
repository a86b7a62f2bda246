#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What help, its topics and the tutorial show runs as it stands, prints what stands below it, and leaves nothing open.

BeforeDiscovery {
    $fence = '(?ms)^```{0}\s*\n(.*?)^```\s*$'
    $pages = Get-ChildItem "$PSScriptRoot/../docs/en-US" -Filter *.md
    $commands = foreach ($page in $pages.Where{ $_.Name -like '*-*' }) {
        $section = ([System.IO.File]::ReadAllText($page) -split '(?m)^## ').Where{ $_.StartsWith('EXAMPLES') }
        $examples = foreach ($part in "$section" -split '(?m)^### ' | Select-Object -Skip 1) {
            @{
                Command = $page.BaseName
                Title   = $part.Split("`n")[0]
                Right   = [regex]::Match($part, 'CAP_\w+').Value
                Code    = [regex]::Matches($part, ($fence -f 'powershell')).ForEach{ $_.Groups[1].Value } -join "`n"
                Output  = [regex]::Match($part, ($fence -f 'output')).Groups[1].Value
            }
        }
        @{ Command = $page.BaseName; Examples = @($examples) }
    }
    $topics = foreach ($page in $pages.Where{ $_.Name -like 'about_*' }) {
        @{ Topic = $page.BaseName; Blocks = @([regex]::Matches([System.IO.File]::ReadAllText($page), ($fence -f 'powershell')).ForEach{ $_.Groups[1].Value }) }
    }
    $chapters = foreach ($chapter in [regex]::Split([System.IO.File]::ReadAllText("$PSScriptRoot/../docs/tutorial.md"), '(?m)^## ')) {
        $blocks = [regex]::Matches($chapter, '(?ms)^```powershell\n(?<code>.*?)^```\n(?:\n```output\n(?<output>.*?)^```\n)?')
        if ($blocks.Count) {
            @{ Title = $chapter.Split("`n")[0]; Blocks = @(foreach ($block in $blocks) { @{ Code = $block.Groups['code'].Value; Output = $block.Groups['output'].Value } }) }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Document.ps1"
}

Describe 'What a document shows' {
    BeforeEach {
        $script:before = Get-OpenSocket
        $script:session = New-DocumentSession
    }

    AfterEach {
        Close-DocumentSession $session | Should -BeNullOrEmpty
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (($left = Get-OpenSocket | Where-Object { $_ -notin $before }) -and $clock.Elapsed.TotalSeconds -lt 5) {
            # A socket that no variable holds any more is closed by its finalizer, and is not left open.
            [System.GC]::Collect()
            Start-Sleep -Milliseconds 20
        }

        $left | Should -BeNullOrEmpty
    }

    It 'as the help of <Command>, <Title>' -ForEach $commands.Examples {
        if ($Right -and -not [System.Environment]::IsPrivilegedProcess) {
            Set-ItResult -Skipped -Because "it takes $Right"
        }

        $shown = Invoke-Document $session (Get-FreePortCode $Code)
        # What -WhatIf says goes to the host alone.
        if ($Output -and $Code -notmatch '-WhatIf') {
            Get-Comparable $shown | Should -BeExactly (Get-Comparable $Output) -Because $Code
        }
    }

    It 'in the topic <Topic> runs' -ForEach $topics {
        foreach ($block in $Blocks) {
            $null = Invoke-Document $session (Get-FreePortCode $block)
            $session.Streams.Error | Should -BeNullOrEmpty -Because $block
        }
    }

    It 'in the chapter of the tutorial <Title>' -ForEach $chapters {
        foreach ($block in $Blocks) {
            $shown = Invoke-Document $session $block.Code
            Get-Comparable $shown | Should -BeExactly (Get-Comparable $block.Output) -Because $block.Code
        }
    }
}

Describe 'The help of <Command>' -ForEach $commands {
    It 'has three examples at the least' {
        $Examples.Count | Should -BeGreaterOrEqual 3
    }
}

Describe 'The comparison' {
    It 'takes no account of numbers that differ from run to run' {
        Get-Comparable 'tcp 1 0 CLOSE_WAIT 17/pwsh  off' | Should -BeExactly (Get-Comparable 'tcp 1 0 CLOSE_WAIT 9/dotnet off')
        Get-Comparable 'Port 8080 is held by pwsh (process 12)' | Should -BeExactly (Get-Comparable 'Port 41234 is held by dotnet (process 4711)')
    }

    It 'sees a difference between <One> and <Other>' -ForEach @(
        @{ One = 'tcp 1 0 127.0.0.1:80 FIN_WAIT2 17/pwsh off'; Other = 'tcp 0 0 127.0.0.1:80 FIN_WAIT2 17/pwsh off' }
        @{ One = 'tcp 1 0 CLOSE_WAIT 17/pwsh off'; Other = 'tcp 1 0 CLOSE_WAIT - off' }
    ) {
        Get-Comparable $One | Should -Not -BeExactly (Get-Comparable $Other)
    }
}
