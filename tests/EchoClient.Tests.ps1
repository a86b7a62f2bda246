#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    Import-Module "$PSScriptRoot/../output/RawSocket.PowerShell" -Force
    $script:server = Start-EchoServer
    $script:port = $server.LocalEndPoint.Port
}

AfterAll {
    $server | Stop-EchoServer
    Remove-Module RawSocket.PowerShell -ErrorAction Ignore
}

Describe 'Connect-EchoClient' {
    It 'gives each line back without its newline' {
        'a', '', 'grüße 世界 🐧', ' blanks ' | Connect-EchoClient -Port $port | Should -Be 'a', '', 'grüße 世界 🐧', ' blanks '
    }

    It 'gives 100,000 lines of mixed UTF-8 back as they were' {
        # Lengths from 0 to 200,000 bytes, mostly short, 200 MB at the most; the same ones at each run.
        $random = [System.Random]::new(20261123)
        $pieces = 'plain ', 'ümläut ', '世界 ', '🐧 ', "tab`t", 'x'
        $budget = 200000000
        $lines = [string[]]::new(100000)
        for ($i = 0; $i -lt $lines.Length; $i++) {
            $piece = $pieces[$random.Next($pieces.Length)]
            $size = $i % 400 -eq 0 ? $random.Next(200001) : $random.Next(600)
            $count = [Math]::Floor([Math]::Min($size, $budget) / [System.Text.Encoding]::UTF8.GetByteCount($piece))
            $lines[$i] = $piece * $count
            $budget -= $size
        }

        $echo = @($lines | Connect-EchoClient -Port $port)
        $echo.Count | Should -Be 100000
        [System.Linq.Enumerable]::SequenceEqual($lines, [string[]] $echo) | Should -BeTrue
    }

    It 'gives what standard input has, <What>' -ForEach @(
        @{ What = 'lines as lines'; Bytes = "a`n`nGrüße 世界 🌍`nlast without a newline"; Options = ''; Expected = "a`n`nGrüße 世界 🌍`nlast without a newline`n" }
        @{ What = 'bytes as they are'; Bytes = "a`n`nGrüße 世界 🌍`nlast without a newline"; Options = '-StandardOutput'; Expected = "a`n`nGrüße 世界 🌍`nlast without a newline" }
        @{ What = 'nothing as nothing'; Bytes = ''; Options = ''; Expected = '' }
    ) {
        [System.IO.File]::WriteAllText("$TestDrive/input", $Bytes)
        & sh -c "pwsh -NoProfile -Command `"Import-Module '$PSScriptRoot/../output/RawSocket.PowerShell'; Connect-EchoClient -Port $port $Options`" < '$TestDrive/input' > '$TestDrive/output'"
        $LASTEXITCODE | Should -Be 0
        [System.IO.File]::ReadAllText("$TestDrive/output") | Should -BeExactly $Expected
    }

    It 'gives characters whole that standard input has in pieces' {
        # Each byte in a write(2) of its own.
        $octal = [System.Text.Encoding]::UTF8.GetBytes("世界🌍 Ende`n").ForEach{ '\\' + [System.Convert]::ToString($_, 8).PadLeft(4, '0') } -join ' '
        $echo = & sh -c "{ for byte in $octal; do printf %b `"`$byte`"; sleep 0.01; done; } | pwsh -NoProfile -Command `"Import-Module '$PSScriptRoot/../output/RawSocket.PowerShell'; Connect-EchoClient -Port $port`""
        $echo | Should -Be '世界🌍 Ende'
    }

    It 'writes standard input straight to standard output, byte for byte' {
        $file = Join-Path $TestDrive 'bytes'
        $copy = Join-Path $TestDrive 'copy'
        $bytes = [byte[]]::new(20000000)
        [System.Random]::new(1).NextBytes($bytes)
        [System.IO.File]::WriteAllBytes($file, $bytes)
        & sh -c "pwsh -NoProfile -Command `"Import-Module '$PSScriptRoot/../output/RawSocket.PowerShell'; Connect-EchoClient -Port $port -StandardOutput -AsByteStream`" < '$file' > '$copy'"
        (Get-FileHash $copy).Hash | Should -Be (Get-FileHash $file).Hash
    }

    It 'leaves no socket open, also when a later command has had enough' {
        1..1000 | Connect-EchoClient -Port $port | Select-Object -First 3 | Should -Be '1', '2', '3'
        Get-RawSocket | Should -BeNullOrEmpty
    }
}
