@{
    RootModule           = 'RawSocket.PowerShell.psm1'
    # Nested, so that the cmdlets survive Import-Module -Force; as the root module a binary loses them.
    NestedModules        = @('RawSocket.PowerShell.dll')
    # The build puts in the version that Directory.Build.props has.
    ModuleVersion        = '0.0.0'
    GUID                 = '5b0ef5d5-3c0b-4d7e-9a62-0d5d1b9c7a34'
    Author               = 'RawSocket.PowerShell contributors'
    CompanyName          = 'RawSocket.PowerShell contributors'
    Copyright            = '(c) RawSocket.PowerShell contributors. MIT licence.'
    Description          = 'The Linux socket API as cmdlets: one for each system call, objects instead of text, and an echo server and client composed from them.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('RawSocket.PowerShell.Types.ps1xml')
    # The build makes one file of them.
    FormatsToProcess     = @(
        'RawSocket.PowerShell.Format.ps1xml'
        'Formats/Echo.Format.ps1xml'
        'Formats/Measurement.Format.ps1xml'
        'Formats/Message.Format.ps1xml'
        'Formats/OptionValue.Format.ps1xml'
        'Formats/RawServer.Format.ps1xml'
        'Formats/State.Format.ps1xml'
        'Formats/TcpInfo.Format.ps1xml'
        'Formats/Test.Format.ps1xml'
        'Formats/Watch.Format.ps1xml'
    )
    FunctionsToExport    = @('Connect-EchoClient')
    CmdletsToExport      = @(
        'Close-RawSocket'
        'Compare-EchoMeasurement'
        'Connect-RawSocket'
        'Disconnect-RawSocket'
        'Get-EchoServer'
        'Get-EchoSession'
        'Get-RawErrno'
        'Get-RawSocket'
        'Get-RawSocketOption'
        'Get-RawSocketState'
        'Invoke-RawExchange'
        'Measure-EchoServer'
        'Merge-EchoMeasurement'
        'New-RawSocket'
        'New-RawSocketPair'
        'Read-EchoInput'
        'Receive-RawConnection'
        'Receive-RawData'
        'Receive-RawDatagram'
        'Receive-RawDescriptor'
        'Resolve-RawAddress'
        'Send-RawData'
        'Send-RawDatagram'
        'Send-RawDescriptor'
        'Set-RawSocketAddress'
        'Set-RawSocketFlag'
        'Set-RawSocketOption'
        'Start-EchoServer'
        'Start-RawListen'
        'Start-RawServer'
        'Stop-EchoServer'
        'Stop-EchoSession'
        'Stop-RawSocketState'
        'Test-RawConnection'
        'Wait-EchoServer'
        'Wait-RawConnection'
        'Wait-RawSocket'
        'Wait-RawSocketState'
        'Watch-RawSocketState'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Socket', 'TCP', 'UDP', 'Unix', 'Linux', 'Network', 'Echo', 'libc', 'epoll', 'netstat', 'PSEdition_Core')
            ReleaseNotes = 'CHANGELOG.md in the folder of the module.'
        }
    }
}
