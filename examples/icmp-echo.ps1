<#
.SYNOPSIS
    Sends an ICMP echo request and waits for the answer, as ping(8) does, on a raw socket. Needs the capability CAP_NET_RAW.
#>
param(
    [string] $Address = '127.0.0.1',

    [ValidateRange(1, 60000)]
    [int] $Timeout = 1000
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command New-RawSocket -ErrorAction Ignore)) {
    Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'output', 'RawSocket.PowerShell'))
}

# RFC 1071: the ones' complement of the ones' complement sum of all 16-bit words.
function Get-InternetChecksum([byte[]] $Bytes) {
    $sum = 0
    for ($i = 0; $i -lt $Bytes.Length; $i += 2) {
        $sum += ([int] $Bytes[$i] -shl 8) + $(if ($i + 1 -lt $Bytes.Length) { $Bytes[$i + 1] } else { 0 })
    }

    while ($sum -shr 16) {
        $sum = ($sum -band 0xffff) + ($sum -shr 16)
    }

    (-bnot $sum) -band 0xffff
}

# RFC 792: type 8 (echo), code 0, checksum, identifier, sequence number, data.
$identifier = $PID -band 0xffff
[byte[]] $request = 8, 0, 0, 0, ($identifier -shr 8), ($identifier -band 0xff), 0, 1 + [System.Text.Encoding]::ASCII.GetBytes('raw sockets from PowerShell')
$checksum = Get-InternetChecksum $request
$request[2] = $checksum -shr 8
$request[3] = $checksum -band 0xff

$socket = New-RawSocket -AddressFamily Inet -SocketType Raw -Protocol Icmp
try {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Send-RawDatagram -Socket $socket -Data $request -Address $Address -Port 0
    while ($true) {
        $left = [Math]::Max(0, $Timeout - $clock.ElapsedMilliseconds)
        $packet = $socket | Receive-RawDatagram -Timeout $left

        # A raw socket gives the IP header too; its length stands in the low half of the first byte, in words of four bytes.
        $start = ($packet.Data[0] -band 0x0f) * 4
        $isAnswer = $packet.Data[$start] -eq 0
        $isOurs = (([int] $packet.Data[$start + 4] -shl 8) + $packet.Data[$start + 5]) -eq $identifier
        if ($isAnswer -and $isOurs) {
            "answered by $($packet.RemoteEndPoint.Address) in $([Math]::Round($clock.Elapsed.TotalMilliseconds, 2)) ms"
            break
        }
    }
}
finally {
    $socket | Close-RawSocket
}
