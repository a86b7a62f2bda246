# Descriptors, ports, times and processes differ from run to run, and columns with them.
function Get-Comparable([string] $Text) {
    $lines = foreach ($line in $Text.Trim().Split("`n")) {
        $line = $line -replace '-{3,}', '---' -replace ' +', ' ' -replace '(?<= )\d+/[A-Za-z]\S*', 'N/program' -replace 'held by \S+ \(', 'held by program ('
        $line.TrimEnd() -replace ($line.StartsWith('VERBOSE:') ? '0x[0-9a-f]+|\d+' : '\d{2,}'), 'N'
    }

    $lines -join "`n"
}
