<#
.SYNOPSIS
    Non-blocking sockets: EAGAIN instead of waiting, and Wait-RawSocket to wait for readiness.
.DESCRIPTION
    A listener with an empty queue, a connection with nothing to receive, and a send buffer that is full. Each call that would
    have to wait gives a non-terminating error instead, and the script goes on.
#>
[CmdletBinding()]
param()

if (-not (Get-Command Start-EchoServer -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell')) -ErrorAction Stop
}

$quiet = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'failure' }

function Show-Failure([string] $Expected, [System.Collections.ArrayList] $Failure) {
    if ($Failure.Count -ne 1 -or $Failure[0].Exception.Identifier -ne $Expected) {
        throw "Instead of $Expected there was: $Failure"
    }

    "   $($Expected): $($Failure[0].Exception.Message)"
}

$listener = $client = $peer = $null
try {
    '-- accept4 with nobody in the queue'
    $listener = New-RawSocket -NonBlocking |
        Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru |
        Start-RawListen -PassThru
    $listener | Receive-RawConnection @quiet
    Show-Failure 'accept4,EAGAIN' $failure

    '-- connect returns at once; the socket is writable when the connection stands'
    $client = New-RawSocket -NonBlocking
    $there = @{ Address = '127.0.0.1'; Port = $listener.LocalEndPoint.Port }
    $client | Connect-RawSocket @there @quiet
    Show-Failure 'connect,EINPROGRESS' $failure
    $null = $client | Wait-RawSocket -For Write -Timeout 5000
    "   pending error: $($client | Get-RawSocketOption -Name Error)"
    $client | Connect-RawSocket @there

    '-- now the listener is readable, and the new socket is non-blocking too'
    $ready = $listener | Wait-RawSocket -For Read -Timeout 5000
    $peer = $ready.Socket | Receive-RawConnection -NonBlocking
    $peer

    '-- recv with nothing to receive'
    $peer | Receive-RawData @quiet
    Show-Failure 'recv,EAGAIN' $failure

    '-- send until the buffers are full'
    $data = [byte[]]::new(64MB)
    $client | Send-RawData -Data $data @quiet
    Show-Failure 'send,EAGAIN' $failure
    $sent = $failure[0].Exception.BytesTransferred

    '-- which of the two sockets is ready for what'
    $client, $peer | Wait-RawSocket -For Read, Write -Timeout 5000 | ForEach-Object {
        "   socket $($_.Socket.Descriptor): $($_.Events)"
    }

    '-- the peer receives what was sent, whenever it is readable'
    $received = 0
    while ($received -lt $sent -and ($peer | Wait-RawSocket -Timeout 5000)) {
        $received += ($peer | Receive-RawData -Size 1MB -ErrorAction Stop).Length
    }

    if ($received -ne $sent) {
        throw "$sent bytes were sent and $received came."
    }

    '   all of it came'
}
finally {
    $client, $peer, $listener | Where-Object { $_ } | Close-RawSocket
}
