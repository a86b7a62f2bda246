# What the benchmarks share: processes that are started and ended by id, and figures with their spread.

$script:StartLimit = [timespan]::FromSeconds(30)
$script:StopLimit = [timespan]::FromSeconds(10)

function Get-PwshPath {
    <#
    .SYNOPSIS
    The PowerShell that runs the benchmark, so that the same one is measured.
    #>
    [System.Environment]::ProcessPath
}

# sh puts every argument through unchanged, and exec keeps the process id for the command itself.
function Invoke-Shell([string] $Script, [string[]] $ArgumentList, [switch] $KeepInput) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('sh')
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardInput = $KeepInput
    foreach ($argument in @('-c', $Script, 'sh') + $ArgumentList) {
        $start.ArgumentList.Add($argument)
    }

    [System.Diagnostics.Process]::Start($start)
}

# Asks it to end, and makes it end when it doesn't.
function Complete-Process([System.Diagnostics.Process] $Process) {
    if (-not $Process.HasExited) {
        sh -c 'kill "$1" 2> /dev/null' sh $Process.Id
        if (-not $Process.WaitForExit($script:StopLimit)) {
            $Process.Kill()
        }
    }

    $Process.Dispose()
}

function Invoke-WithServer {
    <#
    .SYNOPSIS
    Starts a server, runs a block with its port and process id, and ends the server however the block ends.
    .PARAMETER Command
    The server's command line; its first line of output is its port.
    .PARAMETER Block
    Gets an object with Port and Id.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string[]] $Command,
        [Parameter(Mandatory)] [scriptblock] $Block
    )

    $process = Invoke-Shell 'exec "$@" < /dev/null 2> /dev/null' $Command
    try {
        $line = $process.StandardOutput.ReadLineAsync()
        if (-not $line.Wait($script:StartLimit) -or $line.Result -notmatch '^\d+$') {
            throw "'$Command' did not start"
        }

        & $Block ([pscustomobject]@{ Port = [int]$line.Result; Id = $process.Id })
    }
    finally {
        Complete-Process $process
    }
}

function Invoke-Bounded {
    <#
    .SYNOPSIS
    Runs a command until it ends or the time is over, and gives its exit code, its output, its errors and how long it took.
    .PARAMETER Command
    The command line.
    .PARAMETER InputPath
    The file that is its standard input.
    .PARAMETER OutputPath
    The file its standard output goes to; by default it is given back as Output.
    .PARAMETER Limit
    How long it may take.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string[]] $Command,
        [string] $InputPath = '/dev/null',
        [string] $OutputPath = '/dev/stdout',
        [timespan] $Limit = '00:02:00'
    )

    $errors = [System.IO.Path]::GetTempFileName()
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $redirected = 'input=$1 output=$2 errors=$3; shift 3; exec "$@" < "$input" > "$output" 2> "$errors"'
    $process = Invoke-Shell $redirected (@($InputPath, $OutputPath, $errors) + $Command)
    try {
        $output = $process.StandardOutput.ReadToEndAsync()
        $ended = $process.WaitForExit($Limit)
        $clock.Stop()
        [pscustomobject]@{
            ExitCode = $ended ? $process.ExitCode : $null
            Seconds  = $clock.Elapsed.TotalSeconds
            Output   = $ended ? $output.Result : ''
            Error    = $ended ? [System.IO.File]::ReadAllText($errors).Trim() : "still running after $($Limit.TotalSeconds) s"
        }
    }
    finally {
        Complete-Process $process
        Remove-Item -LiteralPath $errors
    }
}

function Invoke-While {
    <#
    .SYNOPSIS
    Starts a command that prints a line when it is ready and stays until its standard input ends; runs a block in between.
    .DESCRIPTION
    Gives what the block gives, and nothing when the command was never ready.
    .PARAMETER Command
    The command line.
    .PARAMETER Block
    What to run meanwhile.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string[]] $Command,
        [Parameter(Mandatory)] [scriptblock] $Block
    )

    $process = Invoke-Shell 'exec "$@" 2> /dev/null' $Command -KeepInput
    try {
        $line = $process.StandardOutput.ReadLineAsync()
        if ($line.Wait($script:StartLimit) -and $line.Result) {
            & $Block
        }

        $process.StandardInput.Close()
        $null = $process.WaitForExit($script:StopLimit)
    }
    finally {
        Complete-Process $process
    }
}

function Get-Summary {
    <#
    .SYNOPSIS
    The median of some figures, and their spread: half of the range between the least and the greatest, relative to the median.
    .PARAMETER Value
    The figures.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [double[]] $Value
    )

    $sorted = [double[]]($Value | Sort-Object)
    $middle = [int][math]::Floor($sorted.Count / 2)
    $median = $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
    [pscustomobject]@{
        Median = $median
        Spread = $median -eq 0 ? 0 : ($sorted[-1] - $sorted[0]) / 2 / [math]::Abs($median)
    }
}

function ConvertTo-Figure {
    <#
    .SYNOPSIS
    Figures as text: the median, with its spread where there is any.
    .PARAMETER Value
    The figures; none give an empty text.
    .PARAMETER Format
    How the median is written, a .NET number format.
    .PARAMETER MedianOnly
    Leaves the spread out.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [AllowEmptyCollection()] [double[]] $Value,
        [string] $Format = 'N0',
        [switch] $MedianOnly
    )

    if (-not $Value) {
        return ''
    }

    $summary = Get-Summary $Value
    $median = $summary.Median.ToString($Format, [cultureinfo]::InvariantCulture)
    $MedianOnly -or $Value.Count -eq 1 ? $median : '{0} ±{1:0}%' -f $median, (100 * $summary.Spread)
}

function ConvertTo-Table {
    <#
    .SYNOPSIS
    Objects as a Markdown table that also reads well in a terminal: the first column to the left, figures to the right.
    .PARAMETER InputObject
    The rows, all with the same properties.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] [object] $InputObject
    )

    begin {
        $rows = [System.Collections.Generic.List[object]]::new()
    }

    process {
        $rows.Add($InputObject)
    }

    end {
        $columns = foreach ($name in $rows[0].PSObject.Properties.Name) {
            $width = (@($name) + $rows.$name | ForEach-Object { "$_".Length } | Measure-Object -Maximum).Maximum
            [pscustomobject]@{ Name = $name; Width = [math]::Max(3, $width); IsFirst = $name -eq $rows[0].PSObject.Properties.Name[0] }
        }
        $line = { param($Cell) '| ' + ((& $Cell) -join ' | ') + ' |' }
        $pad = { param($Text, $Column) $Column.IsFirst ? "$Text".PadRight($Column.Width) : "$Text".PadLeft($Column.Width) }
        & $line { foreach ($column in $columns) { & $pad $column.Name $column } }
        & $line { foreach ($column in $columns) { $column.IsFirst ? '-' * $column.Width : ('-' * ($column.Width - 1)) + ':' } }
        foreach ($row in $rows) {
            & $line { foreach ($column in $columns) { & $pad $row.($column.Name) $column } }
        }
    }
}

function Get-MachineDescription {
    <#
    .SYNOPSIS
    One line on the machine: what a figure means nothing without.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param()

    $model = (Get-Content -LiteralPath /proc/cpuinfo | Select-String -Pattern '^model name\s*:\s*(.*)$' | Select-Object -First 1)
    $kind = (Get-Content -LiteralPath /proc/cpuinfo -Raw) -match '\bhypervisor\b' ? 'virtual machine' : 'machine'
    $kernel = (Get-Content -LiteralPath /proc/sys/kernel/osrelease) -replace '^(\d+\.\d+(\.\d+)?).*', '$1'
    $control = Get-Content -LiteralPath /proc/sys/net/ipv4/tcp_congestion_control
    $memory = [math]::Round([System.GC]::GetGCMemoryInfo().TotalAvailableMemoryBytes / 1GB)
    "$([System.Environment]::ProcessorCount)-core $kind, $($model ? $model.Matches[0].Groups[1].Value : 'processor not named'), " +
    "$memory GB, Linux $kernel, congestion control $control by default, PowerShell $($PSVersionTable.PSVersion), " +
    [System.Runtime.InteropServices.RuntimeInformation]::FrameworkDescription
}

Export-ModuleMember -Function Get-PwshPath, Invoke-WithServer, Invoke-Bounded, Invoke-While, ConvertTo-Figure, ConvertTo-Table,
    Get-MachineDescription
