#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

BeforeDiscovery {
    # A mount and network namespace of its own lets a test have its own hosts file and name server; the machine's stay as they are.
    $null = & unshare -rmn true 2>&1
    $noNamespace = $LASTEXITCODE -ne 0
    $noInet6 = -not (Test-Path -Path /proc/net/if_inet6)
}

BeforeAll {
    $modulePath = [System.IO.Path]::GetFullPath("$PSScriptRoot/../output/RawSocket.PowerShell")
    Import-Module -Name $modulePath -Force

    function Get-Failure([scriptblock] $Script) {
        try {
            & $Script 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | Select-Object -First 1
        }
        catch {
            $_
        }
    }

    function New-Listener([string] $Address = '127.0.0.1', [int] $Port = 0, [int] $Backlog = 16) {
        $family = $Address.Contains(':') ? 'Inet6' : 'Inet'
        New-RawSocket -AddressFamily $family |
            Set-RawSocketAddress -Address $Address -Port $Port -PassThru |
            Start-RawListen -Backlog $Backlog -PassThru
    }

    # A port that is taken, and where nobody listens.
    function New-RefusingPort([string] $Address = '127.0.0.1') {
        $family = $Address.Contains(':') ? 'Inet6' : 'Inet'
        New-RawSocket -AddressFamily $family | Set-RawSocketAddress -Address $Address -Port 0 -PassThru
    }

    # A listener whose queue is full drops every SYN that follows.
    function New-SilentListener([string] $Address = '127.0.0.1') {
        $listener = New-Listener -Address $Address -Backlog 0
        $sockets = @($listener)
        for ($i = 0; $i -lt 16; $i++) {
            $client = New-RawSocket -AddressFamily $listener.AddressFamily
            $sockets += $client
            $failure = $null
            Connect-RawSocket -Socket $client -Address $Address -Port $listener.LocalEndPoint.Port -Timeout 200 -ErrorAction SilentlyContinue -ErrorVariable failure
            if ($failure) {
                break
            }
        }

        $sockets
    }

    function Wait-Until([scriptblock] $Condition) {
        $limit = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not (& $Condition)) {
            if ($limit.Elapsed.TotalSeconds -gt 20) {
                throw "not within 20 s: $Condition"
            }

            [System.Threading.Thread]::Sleep(5)
        }
    }

    # What the kernel has under way to a port of 127.0.0.1: state 02 is SYN_SENT.
    function Get-SynSent([int] $Port) {
        $pattern = ' 0100007F:{0:X4} 02 ' -f $Port
        @([System.IO.File]::ReadAllLines('/proc/net/tcp') -match $pattern).Count
    }

    # Runs a script in a pwsh that has a hosts file of its own, and gives what it writes as JSON.
    function Invoke-Isolated([string] $Hosts, [string] $Resolver, [string] $Script) {
        $folder = New-Item -ItemType Directory -Path (Join-Path -Path $TestDrive -ChildPath ([guid]::NewGuid()))
        [System.IO.File]::WriteAllText("$folder/hosts", $Hosts)
        [System.IO.File]::WriteAllText("$folder/resolv.conf", $Resolver)
        [System.IO.File]::WriteAllText("$folder/nsswitch.conf", "hosts: files dns`nservices: files`n")
        [System.IO.File]::WriteAllText("$folder/script.ps1", "Import-Module '$modulePath'`n$Script")
        [System.IO.File]::WriteAllText("$folder/enter.sh", @"
ip link set lo up || exit 1
for file in hosts resolv.conf nsswitch.conf; do
    mount --bind '$folder'/`$file "`$(readlink -f /etc/`$file)" || exit 1
done
exec timeout 60 pwsh -NoProfile -File '$folder/script.ps1'
"@)
        $output = & unshare -rmn sh "$folder/enter.sh" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because ($output | Out-String)
        $output | Out-String | ConvertFrom-Json
    }
}

Describe 'Resolve-RawAddress' {
    It 'gives the addresses of localhost as objects' {
        $results = @(Resolve-RawAddress -Name localhost -AddressFamily Inet -SocketType Stream)
        $results.Count | Should -Be 1
        $results[0] | Should -BeOfType ([RawSockets.ResolvedAddress])
        $results[0].Name | Should -Be 'localhost'
        "$($results[0].Address)" | Should -Be '127.0.0.1'
        "$($results[0].EndPoint)" | Should -Be '127.0.0.1:0'
        $results[0].Port | Should -Be 0
        "$($results[0].AddressFamily) $($results[0].SocketType) $($results[0].Protocol)" | Should -Be 'Inet Stream Tcp'
        $results[0].CanonicalName | Should -BeNullOrEmpty
    }

    It 'gives the port of a service' {
        (Resolve-RawAddress localhost http -SocketType Stream).Port | Should -Be 80
        (Resolve-RawAddress 127.0.0.1 65535 -SocketType Stream).Port | Should -Be 65535
    }

    It 'agrees with getent on every address and its order' -Skip:(-not (Get-Command -Name getent -ErrorAction Ignore)) {
        $expected = @(getent ahosts localhost | ForEach-Object { ($_ -split '\s+')[0] })
        @(Resolve-RawAddress localhost -AddressConfig | ForEach-Object { "$($_.Address)" }) | Should -Be $expected
    }

    It 'takes names from the pipeline and goes on after one that fails' {
        $results = @('127.0.0.1', 'x y', '::1' | Resolve-RawAddress -SocketType Stream -Numeric -ErrorAction SilentlyContinue -ErrorVariable failures)
        @($results | ForEach-Object { "$($_.Address)" }) | Should -Be '127.0.0.1', '::1'
        $failures.Count | Should -Be 1
        $failures[0].TargetObject | Should -Be 'x y'
    }

    It 'gives the canonical name' {
        (Resolve-RawAddress localhost -SocketType Stream -CanonicalName)[0].CanonicalName | Should -Be 'localhost'
    }

    It 'gives the addresses to bind to' {
        @(Resolve-RawAddress -Passive -Service 80 -SocketType Stream | ForEach-Object { "$($_.EndPoint)" } | Sort-Object) | Should -Be '[::]:80', '0.0.0.0:80'
    }

    It 'maps IPv4 addresses when asked' {
        "$((Resolve-RawAddress 127.0.0.1 -SocketType Stream -AddressFamily Inet6 -V4Mapped -All).Address)" | Should -Be '::ffff:127.0.0.1'
    }

    It 'shows the call under -Verbose' {
        $lines = @(Resolve-RawAddress 127.0.0.1 http -Numeric -SocketType Stream -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        "$lines" | Should -BeExactly 'getaddrinfo("127.0.0.1", "http", {ai_flags=AI_NUMERICHOST, ai_family=AF_UNSPEC, ai_socktype=SOCK_STREAM, ai_protocol=0}) = 0 (1 address)'
    }

    It 'has a table view' {
        $text = Resolve-RawAddress localhost http -AddressFamily Inet -SocketType Stream -CanonicalName | Out-String -Width 120
        $text | Should -Match 'Name\s+Family\s+Type\s+Protocol\s+EndPoint\s+CanonicalName'
        $text | Should -Match 'localhost\s+Inet\s+Stream\s+Tcp\s+127\.0\.0\.1:80\s+localhost'
    }

    It 'says <Identifier>, category <Category>, about <About>' -ForEach @(
        @{ Script = { Resolve-RawAddress localhost -Numeric }; Identifier = 'getaddrinfo,EAI_NONAME'; Category = 'ObjectNotFound'; About = "Name: *'localhost'*EAI_NONAME*" }
        @{ Script = { Resolve-RawAddress ('a' * 5000) -Numeric }; Identifier = 'getaddrinfo,EAI_NONAME'; Category = 'ObjectNotFound'; About = 'Name: *5000 characters*' }
        @{ Script = { Resolve-RawAddress localhost nosuch }; Identifier = 'getaddrinfo,EAI_SERVICE'; Category = 'InvalidArgument'; About = "Service: *'nosuch'*" }
        @{ Script = { Resolve-RawAddress localhost 65536 }; Identifier = 'InvalidArgument,Service'; Category = 'InvalidArgument'; About = "*'65536' is no port*Service*" }
        @{ Script = { Resolve-RawAddress "a`0b" }; Identifier = 'InvalidArgument,Name'; Category = 'InvalidArgument'; About = '*zero character*Name*' }
        @{ Script = { Resolve-RawAddress 127.0.0.1 -AddressFamily Inet6 }; Identifier = 'getaddrinfo,EAI_ADDRFAMILY'; Category = 'InvalidArgument'; About = "Name: *'127.0.0.1', family Inet6*" }
        @{ Script = { Resolve-RawAddress localhost -AddressFamily Unix }; Identifier = 'getaddrinfo,EAI_FAMILY'; Category = 'InvalidArgument'; About = 'AddressFamily: *family Unix*' }
        @{ Script = { Resolve-RawAddress localhost -SocketType Stream -Protocol Udp }; Identifier = 'getaddrinfo,EAI_SOCKTYPE'; Category = 'InvalidArgument'; About = 'Protocol: *protocol Udp*' }
    ) {
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId | Should -Be "$Identifier,RawSockets.PowerShell.Commands.ResolveRawAddressCommand"
        "$($failure.CategoryInfo.Category)" | Should -Be $Category
        "$failure" | Should -BeLike $About
    }

    It 'refuses <What> before any call' -ForEach @(
        @{ What = 'an empty name'; Script = { Resolve-RawAddress -Name '' }; Parameter = 'Name' }
        @{ What = 'an empty service'; Script = { Resolve-RawAddress localhost -Service '' }; Parameter = 'Service' }
        @{ What = 'a negative timeout'; Script = { Resolve-RawAddress localhost -Timeout -1 }; Parameter = 'Timeout' }
    ) {
        $Script | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage "*'$Parameter'*"
    }
}

Describe 'Connect-RawSocket without a socket' {
    BeforeEach {
        $opened = [System.Collections.Generic.List[object]]::new()
    }

    AfterEach {
        if ($opened.Count) {
            Close-RawSocket -Socket $opened
        }
    }

    It 'connects a new socket to a name and hands it out' {
        $listener = New-Listener
        $socket = Connect-RawSocket -Address localhost -Port $listener.LocalEndPoint.Port
        $opened.AddRange([object[]] ($listener, $socket))

        "$($socket.RemoteEndPoint)" | Should -Be "$($listener.LocalEndPoint)"
        "$($socket.AddressFamily) $($socket.SocketType) $($socket.Protocol) $($socket.NonBlocking)" | Should -Be 'Inet Stream Tcp False'
        Get-RawSocket | Should -Contain $socket
        $peer = Receive-RawConnection -Socket $listener -Timeout 10000
        $opened.Add($peer)
        Send-RawData -Socket $socket -Data 'hi'
        [System.Text.Encoding]::ASCII.GetString((Receive-RawData -Socket $peer -Size 2 -Exact -Timeout 10000)) | Should -Be 'hi'
    }

    It 'connects to <Address>' -Skip:$noInet6 -ForEach @{ Address = '127.0.0.1'; Family = 'Inet' }, @{ Address = '::1'; Family = 'Inet6' } {
        $listener = New-Listener -Address $Address
        $socket = Connect-RawSocket $Address $listener.LocalEndPoint.Port -NonBlocking -Timeout 10000
        $opened.AddRange([object[]] ($listener, $socket))
        "$($socket.AddressFamily)" | Should -Be $Family
        $socket.NonBlocking | Should -BeTrue
    }

    It 'connects a datagram socket' {
        $socket = Connect-RawSocket -Address localhost -Port 9 -SocketType Dgram -AddressFamily Inet
        $opened.Add($socket)
        "$($socket.Protocol) $($socket.RemoteEndPoint)" | Should -Be 'Udp 127.0.0.1:9'
    }

    It 'closes what it opened when nobody answers' {
        $refusing = New-RefusingPort
        $opened.Add($refusing)
        $before = [System.IO.Directory]::GetFiles('/proc/self/fd').Count
        1..20 | ForEach-Object { Connect-RawSocket localhost $refusing.LocalEndPoint.Port -ErrorAction SilentlyContinue -ErrorVariable failure }
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'connect,ECONNREFUSED,*'
        "$($failure[0].CategoryInfo.Category)" | Should -Be 'ConnectionError'
        [System.IO.Directory]::GetFiles('/proc/self/fd').Count | Should -BeLessThan ($before + 20)
    }

    It 'gives up after -Timeout' {
        $silent = New-SilentListener
        $opened.AddRange([object[]] $silent)
        $port = $silent[0].LocalEndPoint.Port
        $failure = Get-Failure { Connect-RawSocket -Address 127.0.0.1 -Port $port -Timeout 300 }
        $failure.FullyQualifiedErrorId | Should -BeLike 'connect,ETIMEDOUT,*'
        "$failure" | Should -BeLike "*127.0.0.1:$port*300 ms*"
        Get-SynSent $port | Should -Be 0 -Because 'the kernel does not go on behind the caller'
    }

    It 'ends on Ctrl+C and leaves nothing under way' {
        $silent = New-SilentListener
        $opened.AddRange([object[]] $silent)
        $port = $silent[0].LocalEndPoint.Port
        $left = Get-SynSent $port
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$modulePath'; Connect-RawSocket -Address localhost -Port $port")
            $running = $shell.BeginInvoke()
            Wait-Until { (Get-SynSent $port) -gt $left }
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            { $shell.EndInvoke($running) } | Should -Throw
            Get-SynSent $port | Should -Be $left
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'makes no socket when nothing came through the pipeline' {
        $listener = New-Listener
        $opened.Add($listener)
        @() | Connect-RawSocket -Address 127.0.0.1 -Port $listener.LocalEndPoint.Port | Should -BeNullOrEmpty
        Receive-RawConnection -Socket $listener -Timeout 0 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'says <Identifier> of <What>' -ForEach @(
        @{ What = 'a mistyped address'; Script = { Connect-RawSocket 127.1 80 }; Identifier = 'InvalidArgument,Address'; About = "Address: '127.1'*" }
        @{ What = 'an address out of range'; Script = { Connect-RawSocket 256.1.1.1 80 }; Identifier = 'InvalidArgument,Address'; About = "Address: '256.1.1.1'*" }
        @{ What = 'an address of another family'; Script = { Connect-RawSocket 127.0.0.1 80 -AddressFamily Inet6 }; Identifier = 'getaddrinfo,EAI_ADDRFAMILY'; About = "Address: *'127.0.0.1'*family Inet6*" }
        @{ What = 'a family without names'; Script = { Connect-RawSocket localhost 80 -AddressFamily Unix }; Identifier = 'getaddrinfo,EAI_FAMILY'; About = 'AddressFamily: *family Unix*' }
        @{ What = 'a name with a zero character'; Script = { Connect-RawSocket "local`0host" 80 }; Identifier = 'InvalidArgument,Address'; About = '*zero character*' }
        @{ What = 'a name that has no ASCII form'; Script = { Connect-RawSocket ('ü' + 'a' * 70) 80 }; Identifier = 'getaddrinfo,EAI_IDN_ENCODE'; About = 'Address: *' }
    ) {
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId | Should -Be "$Identifier,RawSockets.PowerShell.Commands.ConnectRawSocketCommand"
        "$failure" | Should -BeLike $About
    }

    It 'refuses port <Port>' -ForEach @{ Port = -1 }, @{ Port = 65536 } {
        { Connect-RawSocket -Address localhost -Port $Port } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage "*'Port'*"
    }
}

Describe 'Connect-RawSocket with a socket' {
    BeforeEach {
        $listener = New-Listener
        $port = $listener.LocalEndPoint.Port
        $opened = [System.Collections.Generic.List[object]]::new()
        $opened.Add($listener)
    }

    AfterEach {
        Close-RawSocket -Socket $opened
    }

    It 'connects it to a name, and hands it on with -PassThru only' {
        $first, $second, $third = 1..3 | ForEach-Object { New-RawSocket }
        $opened.AddRange([object[]] ($first, $second, $third))
        Connect-RawSocket -Socket $first -Address localhost -Port $port -Timeout 10000 | Should -BeNullOrEmpty
        $second | Connect-RawSocket -Address localhost -Port $port -PassThru | Should -Be $second
        $third | Connect-RawSocket localhost $port
        $first, $second, $third | ForEach-Object { "$($_.RemoteEndPoint)" | Should -Be "127.0.0.1:$port" }
    }

    It 'can be tried again after a refusal' {
        $refusing = New-RefusingPort
        $socket = New-RawSocket
        $opened.AddRange([object[]] ($refusing, $socket))
        1..3 | ForEach-Object {
            (Get-Failure { $socket | Connect-RawSocket 127.0.0.1 $refusing.LocalEndPoint.Port }).FullyQualifiedErrorId | Should -BeLike 'connect,ECONNREFUSED,*'
        }

        $socket | Connect-RawSocket 127.0.0.1 $port
        $socket.RemoteEndPoint.Port | Should -Be $port
    }

    It 'is not connected twice' {
        $socket = New-RawSocket
        $other = New-Listener
        $opened.AddRange([object[]] ($other, $socket))
        $socket | Connect-RawSocket 127.0.0.1 $port
        (Get-Failure { $socket | Connect-RawSocket 127.0.0.1 $other.LocalEndPoint.Port }).FullyQualifiedErrorId | Should -BeLike 'connect,EISCONN,*'
        $socket.RemoteEndPoint.Port | Should -Be $port
    }

    It 'says when the family is another one' {
        $socket = New-RawSocket -AddressFamily Inet6
        $opened.Add($socket)
        (Get-Failure { $socket | Connect-RawSocket 127.0.0.1 $port }).FullyQualifiedErrorId | Should -BeLike 'connect,EAFNOSUPPORT,*'
    }
}

Describe 'Connect-EchoClient' {
    It 'takes a name' {
        $server = Start-EchoServer
        try {
            'hello' | Connect-EchoClient -Port $server.LocalEndPoint.Port -Address localhost | Should -Be 'hello'
        }
        finally {
            Stop-EchoServer -Server $server
        }
    }
}

Describe 'Names with both families' -Skip:($noNamespace -or $noInet6) {
    It 'connects to whichever family listens' {
        $result = Invoke-Isolated -Resolver '' -Hosts "127.0.0.1 localhost both`n::1 localhost both`n" -Script @'
function Listen($address, $port) {
    New-RawSocket -AddressFamily ($address.Contains(':') ? 'Inet6' : 'Inet') |
        Set-RawSocketAddress -Address $address -Port $port -PassThru | Start-RawListen -PassThru
}

$four = Listen 127.0.0.1 0
$six = Listen ::1 0
$refusing = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru
$given = New-RawSocket -AddressFamily Inet6
$given | Connect-RawSocket both $six.LocalEndPoint.Port
$before = [System.IO.Directory]::GetFiles('/proc/self/fd').Count
Connect-RawSocket both $refusing.LocalEndPoint.Port -ErrorAction SilentlyContinue -ErrorVariable failure
$server = Start-EchoServer -Address ::1 -Port 0
[ordered]@{
    Resolved = @(Resolve-RawAddress both -SocketType Stream | ForEach-Object { "$($_.Address)" })
    Four = "$((Connect-RawSocket -Address localhost -Port $four.LocalEndPoint.Port).RemoteEndPoint.Address)"
    Six = "$((Connect-RawSocket -Address localhost -Port $six.LocalEndPoint.Port).RemoteEndPoint.Address)"
    Given = "$($given.RemoteEndPoint.Address)"
    Failure = "$failure"
    Identifier = $failure[0].FullyQualifiedErrorId
    Port = $refusing.LocalEndPoint.Port
    OneFamily = (Connect-RawSocket both $six.LocalEndPoint.Port -AddressFamily Inet 2>&1).FullyQualifiedErrorId
    Echo = 'over six' | Connect-EchoClient -Port $server.LocalEndPoint.Port -Address both
} | ConvertTo-Json
'@
        $result.Resolved | Should -Be '::1', '127.0.0.1'
        $result.Four | Should -Be '127.0.0.1'
        $result.Six | Should -Be '::1'
        $result.Given | Should -Be '::1'
        $result.Identifier | Should -BeLike 'connect,ECONNREFUSED,*'
        $result.Failure | Should -BeLike "*``[::1``]:$($result.Port) connect,ECONNREFUSED, 127.0.0.1:$($result.Port) connect,ECONNREFUSED*"
        $result.OneFamily | Should -BeLike 'connect,ECONNREFUSED,*'
        $result.Echo | Should -Be 'over six'
    }

    It 'is bound to at those of its addresses that the machine has' {
        $result = Invoke-Isolated -Resolver '' -Hosts "127.0.0.1 localhost mine`n192.0.2.7 mine`n::1 mine`n" -Script @'
$server = Start-EchoServer -EndPoint mine:0
$started = @(Start-RawServer { } -EndPoint mine:0 -Timeout 10)[0]
[ordered]@{
    Server = @($server.LocalEndPoints | ForEach-Object { "$($_.Address)" } | Sort-Object)
    Script = "$($started.LocalEndPoint.Address)"
    Four = "$((New-RawSocket Inet | Set-RawSocketAddress -EndPoint localhost:0 -PassThru).LocalEndPoint.Address)"
    Six = "$((New-RawSocket Inet6 | Set-RawSocketAddress -EndPoint mine:0 -PassThru).LocalEndPoint.Address)"
    Echo = 'by name' | Connect-EchoClient -EndPoint "mine:$($server.LocalEndPoint.Port)"
} | ConvertTo-Json
'@
        $result.Server | Should -Be '::1', '127.0.0.1'
        $result.Script | Should -BeIn '::1', '127.0.0.1'
        $result.Four | Should -Be '127.0.0.1'
        $result.Six | Should -Be '::1'
        $result.Echo | Should -Be 'by name'
    }
}

Describe 'A name server that does not answer' -Skip:$noNamespace {
    It 'costs no more than -Timeout, and no more than Ctrl+C' {
        $result = Invoke-Isolated -Resolver "nameserver 127.0.0.1`noptions timeout:30 attempts:1`n" -Hosts "127.0.0.1 localhost`n" -Script @'
$server = New-RawSocket -SocketType Dgram | Set-RawSocketAddress -Address 127.0.0.1 -Port 53 -PassThru
$watch = [System.Diagnostics.Stopwatch]::StartNew()
$resolve = Resolve-RawAddress somebody.example -Timeout 300 2>&1
$connect = Connect-RawSocket somebody.example 80 -Timeout 300 2>&1
$given = New-RawSocket | Connect-RawSocket -Address somebody.example -Port 80 -Timeout 300 2>&1
$timeouts = $watch.Elapsed.TotalSeconds
while (Wait-RawSocket -Socket $server -Timeout 0) {
    $null = Receive-RawData -Socket $server -Size 512
}

$shell = [powershell]::Create()
$null = $shell.AddScript("Import-Module '$((Get-Module RawSocket.PowerShell).ModuleBase)'; Resolve-RawAddress other.example")
$running = $shell.BeginInvoke()
$asked = Wait-RawSocket -Socket $server -Timeout 20000
$watch.Restart()
$shell.Stop()
[ordered]@{
    Resolve = $resolve.FullyQualifiedErrorId
    Message = "$resolve"
    Category = "$($resolve.CategoryInfo.Category)"
    Connect = $connect.FullyQualifiedErrorId
    Given = $given.FullyQualifiedErrorId
    Timeouts = $timeouts
    Asked = [bool] $asked
    Stop = $watch.Elapsed.TotalSeconds
} | ConvertTo-Json
'@
        $result.Resolve | Should -BeLike 'getaddrinfo,ETIMEDOUT,*'
        $result.Message | Should -BeLike "*'somebody.example'*300 ms*"
        $result.Category | Should -Be 'OperationTimeout'
        $result.Connect | Should -BeLike 'getaddrinfo,ETIMEDOUT,*'
        $result.Given | Should -BeLike 'getaddrinfo,ETIMEDOUT,*'
        $result.Timeouts | Should -BeLessThan 15
        $result.Asked | Should -BeTrue
        $result.Stop | Should -BeLessThan 5
    }

    It 'lets Ctrl+C end the look-up of an endpoint: <Command>' -ForEach @(
        @{ Command = 'Connect-RawSocket -EndPoint other.example:80' }
        @{ Command = 'New-RawSocket | Set-RawSocketAddress -EndPoint other.example:80' }
        @{ Command = 'Send-RawDatagram (New-RawSocket Inet Dgram) x -EndPoint other.example:80' }
        @{ Command = 'Start-EchoServer -EndPoint other.example:80' }
        @{ Command = 'Start-RawServer { } -EndPoint other.example:80' }
        @{ Command = 'Measure-EchoServer -EndPoint other.example:80' }
        @{ Command = 'Test-RawConnection -EndPoint other.example:80 -Timeout -1' }
        @{ Command = '''x'' | Connect-EchoClient -EndPoint other.example:80' }
    ) {
        $result = Invoke-Isolated -Resolver "nameserver 127.0.0.1`noptions timeout:30 attempts:1`n" -Hosts "127.0.0.1 localhost`n" -Script @"
`$server = New-RawSocket -SocketType Dgram | Set-RawSocketAddress -Address 127.0.0.1 -Port 53 -PassThru
`$shell = [powershell]::Create()
`$null = `$shell.AddScript("Import-Module '`$((Get-Module RawSocket.PowerShell).ModuleBase)'; $Command")
`$running = `$shell.BeginInvoke()
`$asked = Wait-RawSocket -Socket `$server -Timeout 20000
`$watch = [System.Diagnostics.Stopwatch]::StartNew()
`$shell.Stop()
@{ Asked = [bool] `$asked; Stop = `$watch.Elapsed.TotalSeconds; State = "`$(`$shell.InvocationStateInfo.State)" } | ConvertTo-Json
"@
        $result.Asked | Should -BeTrue
        $result.State | Should -Be 'Stopped'
        $result.Stop | Should -BeLessThan 15
    }

    It 'is getaddrinfo,EAI_AGAIN when nobody is there' {
        $result = Invoke-Isolated -Resolver "nameserver 127.0.0.1`noptions timeout:1 attempts:1`n" -Hosts "127.0.0.1 localhost`n" -Script @'
$failure = Resolve-RawAddress nosuch.example -Timeout 30000 2>&1
[ordered]@{ Identifier = $failure.FullyQualifiedErrorId; Category = "$($failure.CategoryInfo.Category)"; Message = "$failure" } | ConvertTo-Json
'@
        $result.Identifier | Should -BeLike 'getaddrinfo,EAI_AGAIN,*'
        $result.Category | Should -Be 'ResourceUnavailable'
        $result.Message | Should -BeLike "Name: *'nosuch.example'*Temporary failure*"
    }

    It 'is getaddrinfo,EAI_NONAME of Connect-RawSocket too when no source knows the name' {
        $result = Invoke-Isolated -Resolver '' -Hosts "127.0.0.1 localhost`n" -Script @'
$failure = Connect-RawSocket ('x' * 300) 80 2>&1
[ordered]@{ Identifier = $failure.FullyQualifiedErrorId; Message = "$failure" } | ConvertTo-Json
'@
        $result.Identifier | Should -BeLike 'getaddrinfo,EAI_NONAME,*'
        $result.Message | Should -BeLike "Address: *300 characters*"
    }
}
