# A pwsh at a terminal: tmux plays the person. Dot-source it; each terminal has a tmux server of its own, so it meets nobody else's.

function Test-Terminal {
    [bool] (Get-Command tmux -CommandType Application -ErrorAction Ignore)
}

<#
.SYNOPSIS
    Starts pwsh with the module in a terminal, and waits until it prompts.
.DESCRIPTION
    With -Isolated it has a network of its own, in which 192.0.2.0/24 swallows everything.
#>
function Start-Terminal([string] $Setup, [switch] $Isolated) {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "rawsocket-terminal-$([guid]::NewGuid().ToString('N'))"
    $terminal = [pscustomobject] @{ Socket = "rawsocket-$([guid]::NewGuid().ToString('N'))"; Folder = $folder; Prompted = "$folder/prompted"; Begun = "$folder/begun" }
    $null = New-Item $folder -ItemType Directory
    $manifest = "$PSScriptRoot/../output/RawSocket.PowerShell/RawSocket.PowerShell.psd1"

    # The prompt's own clock tells when it was back; the screen is looked at too seldom for that.
    Set-Content "$folder/setup.ps1" @"
if (Get-Module PSReadLine) { Remove-Module PSReadLine }
Import-Module '$manifest'
function prompt {
    [System.IO.File]::WriteAllText('$folder/prompting', [System.Diagnostics.Stopwatch]::GetTimestamp())
    [System.IO.File]::Move('$folder/prompting', '$($terminal.Prompted)', `$true)
    'PS> '
}
$Setup
"@
    $program = "pwsh -NoProfile -NoLogo -NoExit -File '$folder/setup.ps1'"
    if ($Isolated) {
        Set-Content "$folder/network.sh" @"
ip link set lo up
ip link add blackhole type veth peer name behind && ip link set blackhole arp off && ip addr add 192.0.2.1/24 dev blackhole &&
    ip link set blackhole up && ip link set behind up
exec $program
"@
        $program = "unshare --net --map-root-user sh '$folder/network.sh'"
    }

    & tmux -L $terminal.Socket -f /dev/null new-session -d -x 100 -y 40 $program
    Wait-Prompt $terminal
    $terminal
}

function Stop-Terminal($Terminal) {
    if ($Terminal) {
        & tmux -L $Terminal.Socket kill-server 2>$null
        Remove-Item $Terminal.Folder -Recurse -Force
    }
}

function Send-Text($Terminal, [string] $Text) {
    & tmux -L $Terminal.Socket send-keys -l $Text
    & tmux -L $Terminal.Socket send-keys Enter
}

function Send-Key($Terminal, [string] $Key) {
    & tmux -L $Terminal.Socket send-keys $Key
}

function Get-Screen($Terminal) {
    (& tmux -L $Terminal.Socket capture-pane -p) -join "`n"
}

function Wait-Until([scriptblock] $Condition, [string] $What, $Terminal) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt 20) {
            throw "$What did not happen. On the screen:`n$(Get-Screen $Terminal)"
        }

        Start-Sleep -Milliseconds 10
    }
}

function Wait-Screen($Terminal, [string] $Pattern) {
    Wait-Until { (Get-Screen $Terminal) -match $Pattern } "The text '$Pattern'" $Terminal
}

function Wait-Prompt($Terminal) {
    Wait-Until { Test-Path $Terminal.Prompted } 'The prompt' $Terminal
}

# Types a command and waits until it runs.
function Start-Typed($Terminal, [string] $Command) {
    Remove-Item $Terminal.Begun, $Terminal.Prompted -ErrorAction Ignore
    Send-Text $Terminal "[System.IO.File]::WriteAllText('$($Terminal.Begun)', ''); $Command"
    Wait-Until { Test-Path $Terminal.Begun } 'The command' $Terminal
}

<#
.SYNOPSIS
    Types a command that waits, presses Ctrl+C, and gives the milliseconds until the prompt was back.
#>
function Measure-Interrupt($Terminal, [string] $Command) {
    Start-Typed $Terminal $Command
    Start-Sleep -Milliseconds 400
    if (Test-Path $Terminal.Prompted) {
        throw "It did not wait: $Command`n$(Get-Screen $Terminal)"
    }

    $pressed = [System.Diagnostics.Stopwatch]::GetTimestamp()
    Send-Key $Terminal C-c
    Wait-Prompt $Terminal
    $prompted = [long] [System.IO.File]::ReadAllText($Terminal.Prompted)
    ($prompted - $pressed) * 1000 / [System.Diagnostics.Stopwatch]::Frequency
}
