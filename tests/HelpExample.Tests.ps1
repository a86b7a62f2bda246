#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $fence = '(?ms)^```{0}\s*\n(.*?)^```\s*$'
    $examples = foreach ($page in Get-ChildItem "$PSScriptRoot/../docs/en-US" -Filter '*-*.md') {
        $section = ([System.IO.File]::ReadAllText($page) -split '(?m)^## ').Where{ $_.StartsWith('EXAMPLES') }
        foreach ($part in "$section" -split '(?m)^### ' | Select-Object -Skip 1) {
            @{
                Command = $page.BaseName
                Title   = $part.Split("`n")[0]
                Code    = [regex]::Matches($part, ($fence -f 'powershell')).ForEach{ $_.Groups[1].Value } -join "`n"
                Output  = [regex]::Match($part, ($fence -f 'output')).Groups[1].Value
            }
        }
    }
}

BeforeAll {
    $script:module = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"
    . "$PSScriptRoot/Comparable.ps1"

    # Pages say 8080, and somebody else may listen there.
    function Get-FreePortCode([string] $Code) {
        $free = @{}
        [regex]::Replace($Code, '(?<![\w.])80[0-9]{2}(?![\w.])', {
                param($match)
                if (-not $free.ContainsKey($match.Value)) {
                    $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
                    $listener.Start()
                    $free[$match.Value] = "$($listener.LocalEndpoint.Port)"
                    $listener.Stop()
                }

                $free[$match.Value]
            })
    }

    # What goes to the other streams, as a host shows it, in its place among the output.
    $script:show = @'
ForEach-Object {
    switch ($_) {
        { $_ -is [System.Management.Automation.VerboseRecord] } { "VERBOSE: $_"; break }
        # That the load generator was the limit depends on the machine.
        { $_ -is [System.Management.Automation.WarningRecord] -and "$_".StartsWith('The client used') } { break }
        { $_ -is [System.Management.Automation.WarningRecord] } { "WARNING: $_"; break }
        { $_ -is [System.Management.Automation.ErrorRecord] } { "$($_.InvocationInfo.MyCommand): $_"; break }
        default { , $_ }
    }
}
'@
}

Describe 'Help examples in pwsh' {
    It '<Command>, <Title>' -ForEach $examples {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$module'").Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript(". {`n$(Get-FreePortCode $Code)`n} *>&1 | $show").AddCommand('Out-String').AddParameter('Width', 120)
            $shown = $shell.Invoke() -join ''
            # What -WhatIf says goes to the host alone.
            if ($Output -and $Code -notmatch '-WhatIf') {
                Get-Comparable $shown | Should -BeExactly (Get-Comparable $Output) -Because $Code
            }

            $shell.Commands.Clear()
            $shell.AddScript('Get-RawSocket; Get-EchoServer; Remove-Module RawSocket.PowerShell').Invoke() | Should -BeNullOrEmpty
        }
        finally {
            $shell.Dispose()
        }
    }
}
