<#
.SYNOPSIS
    Sends ICMP echo requests and waits for the answers, as ping(8) does, on a raw socket. Needs the capability CAP_NET_RAW.
.DESCRIPTION
    The first time is longer than the others: .NET compiles what a cmdlet does when it is first called.
.PARAMETER Address
    Whom to ask.
.PARAMETER Count
    How many requests to send, one after another.
.PARAMETER Timeout
    How long to wait for each answer, in milliseconds.
#>
[CmdletBinding()]
param(
    [string] $Address = '127.0.0.1',

    [ValidateRange(1, 65535)]
    [int] $Count = 3,

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
function Get-EchoRequest([int] $Sequence) {
    [byte[]] $request = 8, 0, 0, 0, ($identifier -shr 8), ($identifier -band 0xff), ($Sequence -shr 8), ($Sequence -band 0xff)
    $request += [System.Text.Encoding]::ASCII.GetBytes('raw sockets from PowerShell')
    $checksum = Get-InternetChecksum $request
    $request[2] = $checksum -shr 8
    $request[3] = $checksum -band 0xff
    , $request
}

# A raw socket gets all answers that come to this machine, those to other programs too.
function Test-Answer([byte[]] $Packet, [int] $Sequence) {
    # It gives the IP header too; its length stands in the low half of the first byte, in words of four bytes.
    $start = ($Packet[0] -band 0x0f) * 4
    $words = foreach ($at in 4, 6) { ([int] $Packet[$start + $at] -shl 8) + $Packet[$start + $at + 1] }
    $Packet[$start] -eq 0 -and $words[0] -eq $identifier -and $words[1] -eq $Sequence
}

$identifier = $PID -band 0xffff
$socket = New-RawSocket -AddressFamily Inet -SocketType Raw -Protocol Icmp
try {
    foreach ($sequence in 1..$Count) {
        $request = Get-EchoRequest $sequence
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Send-RawDatagram -Socket $socket -Data $request -Address $Address -Port 0
        do {
            $left = [Math]::Max(0, $Timeout - $clock.ElapsedMilliseconds)
            $packet = $socket | Receive-RawDatagram -Timeout $left
            $taken = $clock.Elapsed.TotalMilliseconds
        } until (Test-Answer $packet.Data $sequence)

        "$sequence answered by $($packet.RemoteEndPoint.Address) in $([Math]::Round($taken, 2)) ms"
    }
}
finally {
    $socket | Close-RawSocket
}
