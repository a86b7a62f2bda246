<#
.SYNOPSIS
    A key-value server in a few lines: SET key value, GET key, DEL key, KEYS, QUIT.
.DESCRIPTION
    With -Port the server runs until Ctrl+C or SIGTERM; try it with ncat or telnet. All clients share the values. Without -Port
    nobody could know where it listens: then it takes a free port, is its own client, shows what was said, and ends.
.PARAMETER Port
    The port to listen at, at the loopback address; 0 is any free one.
#>
[CmdletBinding()]
param(
    [ValidateRange(0, 65535)]
    [int] $Port = 0
)

if (-not (Get-Command Start-RawServer -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell')) -ErrorAction Stop
}

$values = [System.Collections.Generic.SortedDictionary[string, string]]::new()

$server = @{
    Port      = $Port
    NewLine   = 'CRLF'
    OnConnect = { "OK ready, $($values.Count) keys" }
    Handler   = {
        param($connection, $line)
        $command, $key, $value = $line -split ' ', 3
        switch ($command) {
            'SET' {
                # An error in a handler closes its connection, so what a client may get wrong is answered.
                if (-not $key) { 'ERROR which key?' } else { $values[$key] = $value; 'OK' }
            }
            'GET' {
                if ($key -and $values.ContainsKey($key)) { "OK $($values[$key])" } else { 'ERROR no such key' }
            }
            'DEL' {
                if ($key -and $values.Remove($key)) { 'OK' } else { 'ERROR no such key' }
            }
            'KEYS' {
                $values.Keys
                'OK'
            }
            'QUIT' {
                'OK bye'
                $connection.Close()
            }
            default { 'ERROR SET, GET, DEL, KEYS or QUIT' }
        }
    }
}

if ($Port -ne 0) {
    Start-RawServer @server
    return
}

$client = $null
try {
    $talk = 'SET colour blue', 'SET shape a round one', 'GET colour', 'GET size', 'KEYS', 'DEL shape', 'JUMP', 'QUIT'
    Start-RawServer @server -Count 1 -Timeout 10000 | ForEach-Object {
        $_
        if ($_.Event -eq 'Started') {
            $client = Connect-RawSocket -Address 127.0.0.1 -Port $_.LocalEndPoint.Port -ErrorAction Stop
            $client | Send-RawData -Data "$($talk -join "`r`n")`r`n" -PassThru | Disconnect-RawSocket -Direction Send
        }
    }

    $answers = ($client | Receive-RawData -AsString -Timeout 5000) -split "`r`n"
    $answers
    if ($answers[-2] -ne 'OK bye') {
        throw "The last answer was '$($answers[-2])'."
    }
}
finally {
    if ($client) {
        $client | Close-RawSocket
    }
}
