#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

BeforeDiscovery {
    $noStrace = -not (Get-Command -Name strace -CommandType Application -ErrorAction Ignore)
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

    function Get-Completion([string] $Text) {
        (TabExpansion2 -inputScript $Text -cursorColumn $Text.Length).CompletionMatches.CompletionText
    }
}

Describe 'Options' {
    BeforeEach {
        $tcp = New-RawSocket
        $udp = New-RawSocket -AddressFamily Inet -SocketType Dgram
        $udp6 = New-RawSocket -AddressFamily Inet6 -SocketType Dgram
    }

    AfterEach {
        $tcp, $udp, $udp6 | Close-RawSocket
    }

    It 'gives one option as a bare value of its type: <Name> is <Type>' -ForEach @(
        @{ Name = 'NoDelay'; Type = 'System.Boolean' }
        @{ Name = 'KeepAliveIdle'; Type = 'System.TimeSpan' }
        @{ Name = 'SendTimeout'; Type = 'System.TimeSpan' }
        @{ Name = 'Congestion'; Type = 'System.String' }
        @{ Name = 'Linger'; Type = 'RawSockets.Linger' }
        @{ Name = 'SO_COOKIE'; Type = 'System.UInt64' }
        @{ Name = 'Domain'; Type = 'RawSockets.AddressFamily' }
        @{ Name = 'Error'; Type = 'RawSockets.Errno' }
        @{ Name = 'TcpInfo'; Type = 'RawSockets.TcpInfo' }
        @{ Name = 'Memory'; Type = 'RawSockets.SocketMemory' }
        @{ Name = 'MtuDiscover'; Type = 'RawSockets.PathMtuDiscovery' }
    ) {
        ($tcp | Get-RawSocketOption -Name $Name).GetType().FullName | Should -BeExactly $Type
    }

    It 'takes <Value> for <Name>' -ForEach @(
        @{ Name = 'NoDelay'; Value = $true; Expected = 'True' }
        @{ Name = 'KeepAliveIdle'; Value = 90; Expected = '00:01:30' }
        @{ Name = 'KeepAliveIdle'; Value = [timespan]::FromMinutes(2); Expected = '00:02:00' }
        @{ Name = 'Linger'; Value = @{ Seconds = 4 }; Expected = '4 s' }
        @{ Name = 'MaxPacingRate'; Value = 20000000000; Expected = '20000000000' }
        @{ Name = 'MtuDiscover'; Value = 'Probe'; Expected = 'Probe' }
        @{ Name = 'LocalPortRange'; Value = @{ First = 41000; Last = 41010 }; Expected = '41000-41010' }
        @{ Name = 'BufferLock'; Value = @('Send', 'Receive'); Expected = 'Send, Receive' }
        @{ Name = 'FastOpenKey'; Value = @(1..16); Expected = (1..16) -join ' ' }
    ) {
        $tcp | Set-RawSocketOption -Name $Name -Value $Value
        "$($tcp | Get-RawSocketOption -Name $Name)" | Should -BeExactly $Expected
    }

    It 'takes a filter as it is written down, and gives it back' {
        $program = @(0x80, 0, 0, 0), @(6, 0, 0, 0xffffffff)
        $udp | Set-RawSocketOption -Name AttachFilter -Value $program
        "$($udp | Get-RawSocketOption -Name AttachFilter)" | Should -BeExactly '2,128,0,0,0,6,0,0,4294967295'
        $udp | Set-RawSocketOption -Name DetachFilter -Value $true
        "$($udp | Get-RawSocketOption -Name AttachFilter)" | Should -BeExactly 'none'
    }

    It 'joins <Group> by <Name>' -ForEach @(
        @{ Name = 'JoinGroup'; Group = '239.88.1.1%lo'; Listed = '010158EF'; List = '/proc/net/igmp' }
        @{ Name = 'JoinGroup'; Group = @{ Group = '239.88.1.2'; Interface = 'lo' }; Listed = '020158EF'; List = '/proc/net/igmp' }
        @{ Name = 'MCAST_JOIN_GROUP'; Group = '239.88.1.3%lo'; Listed = '030158EF'; List = '/proc/net/igmp' }
        @{ Name = 'IPv6JoinGroup'; Group = 'ff02::8801%lo'; Listed = 'ff020000000000000000000000008801'; List = '/proc/net/igmp6' }
        @{ Name = 'MCAST_JOIN_GROUP'; Group = 'ff02::8802%lo'; Listed = 'ff020000000000000000000000008802'; List = '/proc/net/igmp6' }
    ) {
        $socket = $List.EndsWith('6') ? $udp6 : $udp
        $socket | Set-RawSocketOption -Name $Name -Value $Group
        Get-Content -Path $List -Raw | Should -BeLike "*$Listed*"
    }

    It 'reads and writes by numbers' {
        $bytes = $udp | Get-RawSocketOption -Level SOL_IP -OptionName 2
        $bytes | Should -HaveCount 4
        $udp | Set-RawSocketOption -Level 0 -OptionName 2 -Value 33
        $udp | Get-RawSocketOption -Name TimeToLive | Should -Be 33
        $udp | Set-RawSocketOption -Level IPPROTO_IP -OptionName 2 -Value ([byte[]] (44, 0, 0, 0))
        $udp | Get-RawSocketOption -Name TimeToLive | Should -Be 44
        ($tcp | Get-RawSocketOption -Level SOL_TCP -OptionName 11 -Size 512).Count | Should -BeGreaterOrEqual 104
    }

    It 'refuses <Value> for <Name>, naming option, parameter and value' -ForEach @(
        @{ Name = 'TimeToLive'; Value = 256 }
        @{ Name = 'Broadcast'; Value = 'yes' }
        @{ Name = 'JoinGroup'; Value = '10.1.1.1%lo' }
        @{ Name = 'JoinGroup'; Value = '239.1.1.1%no-such-one' }
        @{ Name = 'Linger'; Value = -1 }
    ) {
        $failure = Get-Failure { $udp | Set-RawSocketOption -Name $Name -Value $Value }
        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,Value,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure.TargetObject | Should -Be $Value
        "$failure" | Should -BeLike "*'$Value'*$Name*"
        "$failure" | Should -Match 'value'
    }

    It 'hands the kernel''s refusal on: <Id>' -ForEach @(
        @{ Id = 'setsockopt,ENOPROTOOPT'; Call = { $udp | Set-RawSocketOption -Name NoDelay -Value $true } }
        @{ Id = 'setsockopt,ENOPROTOOPT'; Call = { $tcp | Set-RawSocketOption -Name Type -Value Dgram } }
        @{ Id = 'setsockopt,ENOENT'; Call = { $tcp | Set-RawSocketOption -Name Congestion -Value none-such } }
        @{ Id = 'setsockopt,EADDRNOTAVAIL'; Call = { $udp | Set-RawSocketOption -Name LeaveGroup -Value '239.9.9.9%lo' } }
        @{ Id = 'getsockopt,ENOPROTOOPT'; Call = { $tcp | Get-RawSocketOption -Level SOL_SOCKET -OptionName 999 } }
    ) {
        (Get-Failure $Call).FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }

    It 'names a level that there is not' {
        (Get-Failure { $tcp | Get-RawSocketOption -Level SOL_NONE -OptionName 1 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }

    It 'lists what can be read, with a sentence each, and takes no pending error' {
        $nobody = New-RawSocket | Set-RawSocketAddress -Address 127.0.0.1 -Port 0 -PassThru
        $client = New-RawSocket -NonBlocking
        $null = Get-Failure { $client | Connect-RawSocket -Address 127.0.0.1 -Port $nobody.LocalEndPoint.Port }
        $null = $client | Wait-RawSocket -For Write -Timeout 5000
        $readings = @($client | Get-RawSocketOption)
        $readings.Count | Should -BeGreaterThan 80
        $readings.Name | Should -Not -Contain 'Error'
        $readings | Where-Object { -not $_.Description.EndsWith('.') } | Should -BeNullOrEmpty
        ($client | Get-RawSocketOption -Name Error).Name | Should -Be ECONNREFUSED
        $client, $nobody | Close-RawSocket
    }
}

Describe 'Completion' {
    BeforeAll {
        $udp = New-RawSocket -AddressFamily Inet -SocketType Dgram
        $unix = New-RawSocket -AddressFamily Unix
    }

    AfterAll {
        $udp, $unix | Close-RawSocket
    }

    It 'offers only what the socket has and the cmdlet needs' {
        Get-Completion 'Set-RawSocketOption -Socket $udp -Name UdpS' | Should -Be 'UdpSegment'
        Get-Completion 'Set-RawSocketOption -Socket $udp -Name NoDe' | Should -Not -Contain 'NoDelay'
        Get-Completion 'Set-RawSocketOption -Name NoDe' | Should -Contain 'NoDelay'
        Get-Completion 'Get-RawSocketOption -Socket $unix -Name Peer' | Should -Contain 'PeerCredentials'
        Get-Completion 'Set-RawSocketOption -Socket $unix -Name Peer' | Should -Not -Contain 'PeerCredentials'
        Get-Completion 'Get-RawSocketOption -Socket $udp -Name Join' | Should -Not -Contain 'JoinGroup'
        Get-Completion 'Get-RawSocketOption -Socket $udp -Name SO_RCVB' | Should -Be 'ReceiveBuffer'
    }

    It 'offers values that have names' {
        Get-Completion 'Set-RawSocketOption -Socket $udp -Name MtuDiscover -Value D' | Should -Be @('Dont', 'Do')
        Get-Completion 'Set-RawSocketOption -Socket $udp -Name Broadcast -Value ' | Should -Be @('$true', '$false')
        Get-Completion 'Set-RawSocketOption -Socket $udp -Name BindToDevice -Value l' | Should -Contain 'lo'
        Get-Completion 'Set-RawSocketOption -Name Congestion -Value ' | Should -Contain 'reno'
    }

    It 'offers levels' {
        Get-Completion 'Get-RawSocketOption -Socket $udp -Level SOL_T' | Should -Contain 'SOL_TCP'
    }
}

Describe 'Verbose lines' -Skip:$noStrace {
    It 'are those of strace for every option of every sort of socket' {
        $folder = New-Item -ItemType Directory -Path "TestDrive:/$([guid]::NewGuid())"
        $script = Join-Path $folder.FullName 'calls.ps1'
        $verbose = Join-Path $folder.FullName 'verbose.txt'
        Set-Content -Path $script -Value @'
param([string] $Module, [string] $Output)
Import-Module -Name $Module
$kinds = ('Inet', 'Stream', 'Tcp'), ('Inet6', 'Stream', 'Tcp'), ('Inet', 'Stream', 'Mptcp'), ('Inet', 'Dgram', 'Udp'), ('Inet6', 'Dgram', 'Udp'),
    ('Inet', 'Dgram', 'UdpLite'), ('Inet', 'Raw', 'Icmp'), ('Inet6', 'Raw', 'IcmpV6'), ('Unix', 'Stream', 'Default'),
    ('Netlink', 'Raw', 'Default'), ('Packet', 'Raw', 'Default'), ('Vsock', 'Stream', 'Default')
$values = [ordered] @{
    ReuseAddress = $true; TransmitRehash = 0; SendBuffer = 40000; Linger = 5; ReceiveTimeout = 1500; BindToDevice = ''; Timestamping = 'ReceiveSoftware'
    MaxPacingRate = 10000000000; BindToInterface = 'lo'; TransmitTime = 1; BusyPoll = 50; Mark = 7; ReceiveLowWatermark = 2
    AttachFilter = @(, @(6, 0, 0, 65535)); DetachFilter = $true
    NoDelay = $true; KeepAliveIdle = 30; Congestion = 'cubic'; UserTimeout = 1500; FastOpenKey = [byte[]] (1..16)
    TypeOfService = 16; TimeToLive = 33; MtuDiscover = 'Do'; PacketInfo = $true; UnicastInterface = 'lo'
    MulticastInterface = '127.0.0.1'; MulticastTimeToLive = 3; JoinGroup = '239.99.1.1%lo'; LeaveGroup = '239.99.1.1%lo'
    JoinSourceGroup = '127.0.0.1@232.99.1.1%lo'; MulticastJoin = '239.99.1.2%lo'; MulticastLeave = '239.99.1.2%lo'
    MulticastJoinSource = '127.0.0.1@232.99.1.3%lo'
    IPv6Only = $true; UnicastHops = 12; IPv6MulticastInterface = 'lo'; IPv6JoinGroup = 'ff02::9901%lo'; IPv6LeaveGroup = 'ff02::9901%lo'
    IPv6MulticastJoin = 'ff02::9902%lo'; IPv6MulticastLeave = 'ff02::9902'; UdpSegment = 1200; UdpLiteSendCoverage = 20
    IcmpFilter = 4294967294; Icmpv6Filter = [byte[]] (@(255) * 32); NetlinkJoinGroup = 1; NetlinkPacketInfo = $true
    AddPacketMembership = 'lo'; PacketAuxiliaryData = $true; VsockBuffer = 131072; VsockConnectTimeout = 3000
}
& {
    foreach ($kind in $kinds) {
        try { $socket = New-RawSocket -AddressFamily $kind[0] -SocketType $kind[1] -Protocol $kind[2] -ErrorAction Stop -Verbose }
        catch { continue }
        foreach ($name in $values.Keys) {
            if ([RawSockets.SocketOption]::Find($name, $socket.Kind).Fits($socket.Kind)) {
                $socket | Set-RawSocketOption -Name $name -Value $values[$name] -Verbose -ErrorAction Ignore
            }
        }
        foreach ($option in [RawSockets.SocketOption]::All) {
            if ($option.Fits($socket.Kind) -and $option.Constant -ne 'SO_PEERPIDFD') {
                $null = $socket | Get-RawSocketOption -Name $option.Name -Verbose -ErrorAction Ignore
            }
        }
        $null = $socket | Get-RawSocketOption -Level 999 -OptionName 1 -Verbose -ErrorAction Ignore
        $null = $socket | Get-RawSocketOption -Level SOL_SOCKET -OptionName 999 -Verbose -ErrorAction Ignore
        $socket | Close-RawSocket
    }
} 4>&1 | ForEach-Object Message | Set-Content -Path $Output
'@
        $trace = Join-Path $folder.FullName 'trace'
        & strace -ff -qq -e trace=getsockopt,setsockopt -o $trace pwsh -NoProfile -File $script $modulePath $verbose
        $LASTEXITCODE | Should -Be 0

        # The cmdlets ran on one thread, whose file is the longest.
        $straced = Get-ChildItem -Path "$trace.*" | Sort-Object -Property Length | Select-Object -Last 1 | Get-Content
        $ours = @(Get-Content -Path $verbose | Where-Object { $_ -match '^[gs]etsockopt\(' })
        $straced = @($straced | ForEach-Object { $_ -replace '\) +=', ') =' })
        $ours.Count | Should -Be $straced.Count
        $ours.Count | Should -BeGreaterThan 400
        $compared = 0
        $different = for ($i = 0; $i -lt $ours.Count; $i++) {
            # What strace has no name for, a newer one has; the errors of both are compared elsewhere.
            if ($straced[$i] -match '/\* \w+\?+ \*/' -and $ours[$i] -notmatch '/\* \w+\?+ \*/') { continue }
            $compared++
            if ($ours[$i] -cne $straced[$i]) { "$($ours[$i])`n  strace: $($straced[$i])" }
        }
        $different | Should -BeNullOrEmpty
        $compared | Should -BeGreaterThan 350
    }
}
