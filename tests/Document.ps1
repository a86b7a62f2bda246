# Runs what documents show and compares it with what they print. Dot-source it.

# Descriptors, ports, inodes, times and processes differ from run to run, and columns with them; single digits outside of -Verbose are
# results, and stay.
function Get-Comparable([string] $Text) {
    $lines = foreach ($line in $Text.Trim().Split("`n")) {
        $line = $line -replace '-{3,}', '---' -replace ' +', ' ' -replace '(?<= )\d+/[A-Za-z]\S*', 'N/program' -replace '(?<=\b(?:held by|of) )\S+(?= \((?:process )?\d+\))', 'program'
        $line.TrimEnd() -replace ($line.StartsWith('VERBOSE:') ? '0x[0-9a-f]+|\d+' : '\d{2,}'), 'N'
    }

    $lines -join "`n"
}

# Pages say 8080, and somebody else may listen there: each such port becomes a free one.
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

function Get-OpenSocket {
    Get-ChildItem /proc/self/fd | ForEach-Object LinkTarget | Where-Object { $_ -like 'socket:*' }
}

# A session of its own, as somebody who has just started pwsh.
function New-DocumentSession {
    $session = [powershell]::Create()
    $null = $session.AddScript("`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1'").Invoke()
    $session
}

# What a terminal of 120 columns would show, with the other streams in their place among the output.
function Invoke-Document([powershell] $Session, [string] $Code) {
    $show = @'
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
    $Session.Commands.Clear()
    $null = $Session.AddScript(". {`n$Code`n} *>&1 | $show").AddCommand('Out-String').AddParameter('Width', 120)
    $Session.Invoke() -join ''
}

# Gives what it left open, and ends the session.
function Close-DocumentSession([powershell] $Session) {
    $Session.Commands.Clear()
    $Session.AddScript('Get-RawSocket; Get-EchoServer; Remove-Module RawSocket.PowerShell').Invoke()
    $Session.Dispose()
}
