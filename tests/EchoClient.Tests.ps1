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

    It 'sends standard input and gives lines' {
        $echo = "one`ntwo`n`nlast" | & pwsh -NoProfile -Command "Import-Module '$PSScriptRoot/../output/RawSocket.PowerShell'; Connect-EchoClient -Port $port"
        $echo | Should -Be 'one', 'two', '', 'last'
    }

    It 'writes standard input straight to standard output, byte for byte' {
        $file = Join-Path $TestDrive 'bytes'
        $copy = Join-Path $TestDrive 'copy'
        $bytes = [byte[]]::new(3000000)
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

Describe 'The prompt, at a terminal' -Skip:(-not (Get-Command tmux -ErrorAction Ignore)) {
    BeforeAll {
        $script:session = "rawsocket-$PID"
        function Wait-Screen([string] $Pattern) {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            do {
                $screen = (& tmux capture-pane -t $session -p) -join "`n"
                if ($screen -match $Pattern) { return $clock.ElapsedMilliseconds }
                Start-Sleep -Milliseconds 20
            } while ($clock.ElapsedMilliseconds -lt 15000)
            throw "Not on the screen: $Pattern`n$screen"
        }

        & tmux new-session -d -s $session -x 100 -y 40 "pwsh -NoProfile -NoLogo"
        $null = Wait-Screen 'PS .*>'
        & tmux send-keys -t $session "Import-Module '$PSScriptRoot/../output/RawSocket.PowerShell'; 'imp' + 'orted'" Enter
        $null = Wait-Screen '(?m)^imported'
    }

    AfterAll {
        & tmux kill-session -t $session
    }

    It 'echoes lines until Ctrl+D' {
        & tmux send-keys -t $session "Connect-EchoClient -Port $port" Enter
        $null = Wait-Screen '(?m)^>'
        & tmux send-keys -t $session 'typed' Enter
        $null = Wait-Screen '(?m)^typed\n>'
        & tmux send-keys -t $session C-d
        $null = Wait-Screen '(?m)^PS .*> *\n*\z'
    }

    It 'ends <command> on Ctrl+C at once' -ForEach @(
        @{ command = '$l = New-RawSocket | Set-RawSocketAddress 127.0.0.1 0 -PassThru | Start-RawListen -PassThru; $l | Receive-RawConnection' }
        @{ command = '$a, $b = New-RawSocketPair; $a | Receive-RawData' }
        @{ command = '$a, $b = New-RawSocketPair; $a | Wait-RawSocket' }
        @{ command = 'Start-EchoServer -Wait' }
        @{ command = 'Connect-EchoClient -Port PORT' }
    ) {
        & tmux send-keys -t $session "clear" Enter
        & tmux send-keys -t $session "'begun'; $($command.Replace('PORT', $port)); 'not reached'" Enter
        $null = Wait-Screen '(?m)^begun'
        Start-Sleep -Milliseconds 500
        & tmux send-keys -t $session C-c

        # The goal is 200 ms; the bound leaves room for a busy machine.
        Wait-Screen '(?m)^PS .*> *\n*\z' | Should -BeLessThan 3000
    }
}
