#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $text = [System.IO.File]::ReadAllText("$PSScriptRoot/../docs/tutorial.md")
    $chapters = foreach ($chapter in [regex]::Split($text, '(?m)^## ')) {
        $blocks = [regex]::Matches($chapter, '(?ms)^```powershell\n(?<code>.*?)^```\n(?:\n```output\n(?<output>.*?)^```\n)?')
        if ($blocks.Count) {
            @{ Title = $chapter.Split("`n")[0]; Blocks = foreach ($block in $blocks) { @{ Code = $block.Groups['code'].Value; Output = $block.Groups['output'].Value } } }
        }
    }
}

BeforeAll {
    $script:module = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
    . "$PSScriptRoot/Comparable.ps1"
}

Describe 'The tutorial' {
    It 'shows what its chapter prints: <Title>' -ForEach $chapters {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$module'").Invoke()
            foreach ($block in $Blocks) {
                $shell.Commands.Clear()
                # What -Verbose tells comes in its place among the output.
                $null = $shell.AddScript(". {`n$($block.Code)} 4>&1 | ForEach-Object { if (`$_ -is [System.Management.Automation.VerboseRecord]) { ""VERBOSE: `$_"" } else { `$_ } }").
                    AddCommand('Out-String').AddParameter('Width', 120)
                Get-Comparable ($shell.Invoke() -join '') | Should -BeExactly (Get-Comparable $block.Output) -Because $block.Code
            }

            $shell.Commands.Clear()
            $shell.AddScript('Get-RawSocket; Get-EchoServer; Remove-Module RawSocket.PowerShell').Invoke() | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}
