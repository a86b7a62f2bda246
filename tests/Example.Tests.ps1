#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The scripts of the folder examples, run as a person runs them.

BeforeDiscovery {
    # What each prints, in this order, among other lines.
    $expected = @{
        'echo.ps1'               = '362 lines: \d+ bytes sent, \d+ came back, all the same', 'the file: .* all the same', 'Stopped +0 +2'
        'foreground-server.ps1'  = 'Started', 'Connected', 'Disconnected .* 9 B +9 B EndOfStream', 'Stopped'
        'four-way-handshake.ps1' = 'LISTEN', 'client +ESTABLISHED', 'server +ESTABLISHED', 'client +CLOSE_WAIT', 'server +FIN_WAIT2',
            'no process, timer TimeWait, ', 'bind,EADDRINUSE', '1 in FIN_WAIT2', 'SO_REUSEADDR', 'ReuseAddress does not help this time',
            'the way out', 'ReuseAddress would help', 'LISTEN', 'CLOSE_WAIT', 'FIN_WAIT2', 'listening again'
        'icmp-echo.ps1'          = , 'answered by 127\.0\.0\.1'
        'line-server.ps1'        = 'Started', 'Disconnected .* 91 B +120 B Closed', 'OK ready, 0 keys', 'OK blue', 'ERROR no such key', 'OK bye'
        'non-blocking.ps1'       = 'accept4,EAGAIN', 'connect,EINPROGRESS', 'pending error: 0', 'recv,EAGAIN', 'send,EAGAIN', 'socket \d+: Read, Write', 'all of it came'
        'raw-sockets.ps1'        = 'socket\(AF_INET', 'listen\(', 'connect\(', 'accept4\(', 'hello, 你好', 'shutdown\(', 'close\('
    }
    $examples = foreach ($file in Get-ChildItem "$PSScriptRoot/../examples" -Filter *.ps1) {
        @{ Name = $file.Name; Path = $file.FullName; Expected = $expected[$file.Name]; IsListed = $expected.ContainsKey($file.Name) }
    }
}

Describe 'The examples' {
    It '<Name> runs as it stands' -ForEach $examples {
        if ($Name -eq 'icmp-echo.ps1' -and -not [System.Environment]::IsPrivilegedProcess) {
            Set-ItResult -Skipped -Because 'raw sockets need a privilege'
        }

        $IsListed | Should -BeTrue -Because 'what it prints belongs into this test'
        $output = (& pwsh -NoProfile -File $Path 2>&1) -join "`n"
        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match ('(?s)' + ($Expected -join '.*'))
    }
}
