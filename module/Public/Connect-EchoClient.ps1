function Connect-EchoClient {
    [CmdletBinding(DefaultParameterSetName = 'Line')]
    [OutputType([string], [byte[]])]
    param(
        [Parameter(Mandatory, Position = 0)]
        [ValidateRange(1, 65535)]
        [int] $Port,

        [Parameter(Position = 1)]
        [ValidateNotNullOrEmpty()]
        [string] $Address = '127.0.0.1',

        [Parameter(ValueFromPipeline)]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $InputObject,

        [Parameter()]
        [ValidateRange(0, [int]::MaxValue)]
        [int] $Timeout = 10000,

        [Parameter(ParameterSetName = 'Line')]
        [object] $Encoding = 'utf8',

        [Parameter(Mandatory, ParameterSetName = 'Byte')]
        [switch] $AsByteStream
    )

    begin {
        $socket = $null
        $exchange = $null
        $family = $Address.Contains(':') ? 'Inet6' : 'Inet'
        $socket = New-RawSocket -AddressFamily $family -ErrorAction Stop
        Connect-RawSocket -Socket $socket -Address $Address -Port $Port -Timeout $Timeout -ErrorAction Stop

        $format = $AsByteStream ? @{ AsByteStream = $true } : @{ Encoding = $Encoding }
        $isPiped = $PSCmdlet.MyInvocation.ExpectingInput
        if ($isPiped) {
            # The exchange keeps both directions moving while this function feeds it.
            $exchange = { Invoke-RawExchange -Socket $socket -Echo @format }.GetSteppablePipeline($MyInvocation.CommandOrigin)
            $exchange.Begin($true)
        }
    }

    process {
        if ($isPiped) {
            $exchange.Process($InputObject)
        }
    }

    end {
        if ($isPiped) {
            $exchange.End()
        }
        elseif ($PSBoundParameters.ContainsKey('InputObject')) {
            , $InputObject | Invoke-RawExchange -Socket $socket -Echo @format
        }
        elseif ($AsByteStream -or [System.Console]::IsInputRedirected) {
            Invoke-RawExchange -Socket $socket -Echo -StandardInput @format
        }
        else {
            # The article's client loop: a line from the terminal, to the server, and back, until Ctrl+D.
            while ($true) {
                $Host.UI.Write('> ')
                $line = Read-EchoInput -Socket $socket
                if ($null -eq $line) {
                    $Host.UI.WriteLine()
                    $PSCmdlet.WriteVerbose('end of input, closing')
                    break
                }

                $line | Invoke-EchoLine -Socket $socket -Encoding $Encoding
            }
        }
    }

    clean {
        # Runs however the function ends: at its end, by an error, by Ctrl+C, or when a later command has had enough.
        if ($exchange) {
            $exchange.Dispose()
        }

        if ($socket) {
            Close-RawSocket -Socket $socket
        }
    }
}

# One round trip: sends a line and reads until the whole of it is back, however the stream cuts it.
function Invoke-EchoLine {
    param(
        [Parameter(Mandatory, ValueFromPipeline)]
        [AllowEmptyString()]
        [string] $Line,

        [Parameter(Mandatory)]
        [RawSockets.RawSocket] $Socket,

        [object] $Encoding = 'utf8'
    )

    process {
        $text = $Line + "`n"
        $size = [System.Text.Encoding]::UTF8.GetByteCount($text)
        Send-RawData -Socket $Socket -Data $text -ErrorAction Stop
        $PSCmdlet.WriteVerbose("write $size bytes")
        $echo = Receive-RawData -Socket $Socket -Size $size -Exact -AsString -ErrorAction Stop
        $PSCmdlet.WriteVerbose("read $([System.Text.Encoding]::UTF8.GetByteCount($echo)) bytes, data=$($echo.TrimEnd())")
        if ($echo.Length -lt $text.Length) {
            throw 'The peer ended the connection.'
        }

        $echo.TrimEnd("`n")
    }
}
