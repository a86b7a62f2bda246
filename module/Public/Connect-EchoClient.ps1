function Connect-EchoClient {
    [CmdletBinding(DefaultParameterSetName = 'Address')]
    [OutputType([string], [byte[]])]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Address')]
        [Alias('ComputerName', 'HostName', 'Host', 'RemoteAddress', 'IPAddress', 'Name')]
        [RawSockets.PowerShell.Binding.HostTransformation()]
        [ArgumentCompleter([RawSockets.PowerShell.Binding.PeerAddressCompleter])]
        [ValidateNotNullOrEmpty()]
        [string] $Address = '127.0.0.1',

        [Parameter(Position = 1, ParameterSetName = 'Address')]
        [Alias('RemotePort')]
        [RawSockets.PowerShell.Binding.PortTransformation()]
        [ArgumentCompleter([RawSockets.PowerShell.Binding.PortCompleter])]
        [ValidateRange(1, 65535)]
        [int] $Port,

        [Parameter(Mandatory, ParameterSetName = 'EndPoint')]
        [RawSockets.PowerShell.Binding.EndPointTransformation(IsPeer = $true)]
        [ArgumentCompleter([RawSockets.PowerShell.Binding.PeerEndPointCompleter])]
        [ValidateNotNull()]
        [System.Net.EndPoint] $EndPoint,

        [Parameter(Mandatory, ParameterSetName = 'Path')]
        [ArgumentCompleter([RawSockets.PowerShell.Binding.UnixPathCompleter])]
        [ValidateNotNullOrEmpty()]
        [string] $Path,

        [Parameter(ValueFromPipeline)]
        [AllowEmptyString()]
        [AllowEmptyCollection()]
        [object] $InputObject,

        [Parameter()]
        [RawSockets.PowerShell.Binding.MillisecondsTransformation()]
        [ValidateRange(0, [int]::MaxValue)]
        [int] $Timeout = 10000,

        [Parameter()]
        [RawSockets.PowerShell.Binding.EncodingTransformation()]
        [ArgumentCompleter([RawSockets.PowerShell.Binding.EncodingCompleter])]
        [object] $Encoding = 'utf8',

        [Parameter()]
        [switch] $AsByteStream,

        [Parameter()]
        [switch] $StandardOutput
    )

    begin {
        $ErrorActionPreference = 'Stop'
        $socket = $null
        $exchange = $null
        $terminal = $null
        $format = $AsByteStream ? @{ AsByteStream = $true } : @{ Encoding = $Encoding }
        $format.StandardOutput = $StandardOutput
        $isPiped = $PSCmdlet.MyInvocation.ExpectingInput
        $there = switch ($PSCmdlet.ParameterSetName) {
            'EndPoint' { @{ EndPoint = $EndPoint } }
            'Path' { @{ Path = $Path } }
            default { @{ Address = $Address; Port = $Port } }
        }

        if ($PSCmdlet.ParameterSetName -eq 'Address' -and -not $PSBoundParameters.ContainsKey('Port')) {
            # A number that stands alone is a port.
            [int] $number = 0
            if (-not $PSBoundParameters.ContainsKey('Address') -or -not [int]::TryParse($Address, [ref] $number) -or $number -notin 1..65535) {
                $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new(
                        [System.ArgumentException]::new("Port: a port from 1 to 65535 is needed, such as Connect-EchoClient 127.0.0.1 8080, or Connect-EchoClient 8080."),
                        'InvalidArgument,Port', 'InvalidArgument', $Address))
            }

            $there = @{ Address = '127.0.0.1'; Port = $number }
        }

        if ($AsByteStream -and $PSBoundParameters.ContainsKey('Encoding')) {
            $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new(
                    [System.ArgumentException]::new("Encoding: '$($Encoding.WebName)' has no use with -AsByteStream, which takes bytes as they are."),
                    'InvalidArgument,Encoding', 'InvalidArgument', $Encoding))
        }

        try {
            $socket = Connect-RawSocket @there -Timeout $Timeout
            if ($isPiped) {
                # The exchange keeps both directions moving while this function feeds it. What it gives goes straight to this function's
                # own output, so that an error takes none of it away.
                $exchange = { Invoke-RawExchange -Socket $socket -Echo @format }.GetSteppablePipeline($MyInvocation.CommandOrigin)
                $exchange.Begin($PSCmdlet)
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }

    process {
        if ($isPiped) {
            try {
                $exchange.Process($InputObject)
            }
            catch {
                $PSCmdlet.ThrowTerminatingError($_)
            }
        }
    }

    end {
        try {
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
                $terminal = [RawSockets.TerminalLineMode]::Enter()

                # The article's client loop: a line from the terminal, to the server, and back, until Ctrl+D.
                while ($true) {
                    $Host.UI.Write('> ')
                    $line = Read-EchoInput -Socket $socket
                    if ($null -eq $line) {
                        $Host.UI.WriteLine()
                        $PSCmdlet.WriteVerbose('end of input, closing')
                        break
                    }

                    Invoke-EchoLine -Line $line -Socket $socket
                }
            }
        }
        catch {
            $failure = $_
            if ($terminal) {
                Receive-LastWord -Socket $socket
            }

            $PSCmdlet.ThrowTerminatingError($failure)
        }
    }

    clean {
        # Runs however the function ends: at its end, by an error, by Ctrl+C, or when a later command has had enough.
        if ($exchange) {
            $exchange.Dispose()
        }

        if ($terminal) {
            $terminal.Dispose()
        }

        if ($socket) {
            Close-RawSocket -Socket $socket
        }
    }
}

# One round trip: sends a line and reads until the whole of it is back, however the stream cuts it.
function Invoke-EchoLine {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [AllowEmptyString()]
        [string] $Line,

        [Parameter(Mandatory)]
        [RawSockets.RawSocket] $Socket
    )

    $data = [System.Text.Encoding]::UTF8.GetBytes($Line + "`n")
    Send-RawData -Socket $Socket -Data $data
    $PSCmdlet.WriteVerbose("write $($data.Length) bytes")
    $echo = Receive-RawData -Socket $Socket -Size $data.Length -Exact
    $text = [System.Text.Encoding]::UTF8.GetString($echo).TrimEnd("`n")
    $PSCmdlet.WriteVerbose("read $($echo.Length) bytes, data=$text")
    if ($echo.Length -lt $data.Length) {
        throw [System.IO.EndOfStreamException]::new("The peer ended the connection: $($data.Length) bytes were sent and $($echo.Length) came back.")
    }

    $text
}

# What the peer said before it went, and why it went maybe: bytes of an echo that did not become whole, or a line of its own.
function Receive-LastWord {
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [RawSockets.RawSocket] $Socket
    )

    while ($text = Receive-RawData -Socket $Socket -AsString -Flag DontWait -ErrorAction Ignore) {
        $text.TrimEnd("`r", "`n")
    }
}
