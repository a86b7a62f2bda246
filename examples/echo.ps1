<#
.SYNOPSIS
    Sends a text file through an echo server and compares every byte that comes back.
.DESCRIPTION
    Starts a server on a free port, sends the file through Connect-EchoClient line by line and once more as bytes, shows the
    server's counters and stops it. The exit code is 0 if all came back as it was, and 1 otherwise.
.PARAMETER Path
    The file, in UTF-8; without it the glossary beside this script.
#>
[CmdletBinding()]
param(
    [ValidateNotNullOrEmpty()]
    [string] $Path = "$PSScriptRoot/data/glossary.txt"
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Start-EchoServer -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell'))
}

function Assert-Same([string] $What, [byte[]] $Sent, [byte[]] $Received) {
    if (-not [System.Linq.Enumerable]::SequenceEqual($Sent, $Received)) {
        $at = 0
        while ($at -lt $Sent.Length -and $at -lt $Received.Length -and $Sent[$at] -eq $Received[$at]) { $at++ }
        throw "$($What): $($Sent.Length) bytes were sent and $($Received.Length) came back; they differ from byte $at on."
    }

    "$($What): $($Sent.Length) bytes sent, $($Received.Length) came back, all the same"
}

$utf8 = [System.Text.UTF8Encoding]::new($false, $true)
$server = $null
try {
    $bytes = [System.IO.File]::ReadAllBytes($PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path))

    # The client sends each line with a newline and gives each echo without it. A line far longer than any buffer goes along.
    $lines = @(($utf8.GetString($bytes) -replace '\n\z').Split("`n")) + ('a long line 很长的一行 🐧 ' * 5000)
    $text = $utf8.GetBytes(($lines -join "`n") + "`n")

    $server = Start-EchoServer
    $port = $server.LocalEndPoint.Port
    "echo server at $($server.LocalEndPoint)"

    $echo = @($lines | Connect-EchoClient -Port $port)
    Assert-Same -What "$($lines.Count) lines" -Sent $text -Received $utf8.GetBytes(($echo -join "`n") + "`n")

    $back = [System.IO.MemoryStream]::new()
    , $bytes | Connect-EchoClient -Port $port -AsByteStream | ForEach-Object { $back.Write($_, 0, $_.Length) }
    Assert-Same -What 'the file' -Sent $bytes -Received $back.ToArray()

    $server | Stop-EchoServer -PassThru
    $expected = $text.Length + $bytes.Length
    if ($server.BytesReceived -ne $expected -or $server.BytesSent -ne $expected) {
        throw "The server counted $($server.BytesReceived) bytes in and $($server.BytesSent) out instead of $expected."
    }
}
finally {
    if ($server) {
        $server | Stop-EchoServer
    }
}
