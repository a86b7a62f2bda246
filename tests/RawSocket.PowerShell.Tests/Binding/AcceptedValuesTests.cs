using System.Management.Automation;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Binding;

/// <summary>Who gives what is not accepted is told what is.</summary>
public sealed class AcceptedValuesTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Fact]
    public void Every_enumeration_lists_its_names()
    {
        var parameters = shared.Engine.Run("Get-Command -Module RawSocket.PowerShell").Succeeded().Output
            .Select(static item => (CommandInfo)item.BaseObject)
            .SelectMany(static command => command.Parameters.Values.Select(parameter => (command.Name, parameter)))
            .Select(static one => (one.Name, Parameter: one.parameter.Name, Type: Plain(one.parameter.ParameterType)))
            .Where(static one => one.Type.IsEnum && one.Type.Namespace!.StartsWith("RawSockets", StringComparison.Ordinal))
            .ToList();
        Assert.True(parameters.Count > 20, $"There are more than {parameters.Count} parameters with enumerations.");
        foreach (var (command, parameter, type) in parameters)
        {
            string message = shared.Engine.Run($"$given = @{{ '{parameter}' = 'Nonsense' }}; {command} @given").Failure().Exception.Message;
            Assert.Contains(parameter, message, StringComparison.Ordinal);
            Assert.All(Enum.GetNames(type), name => Assert.Contains(name, message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("New-RawSocket | Send-RawData -Data x -Encoding nonsense", "Encoding", "'nonsense'", "utf8, utf8NoBOM")]
    [InlineData("'x' | Connect-EchoClient -Port 1 -Encoding nonsense", "Encoding", "'nonsense'", "utf8, utf8NoBOM")]
    [InlineData("New-RawSocket | Get-RawSocketOption -Level SOL_NONSENSE -OptionName 1", "Level", "'SOL_NONSENSE'", "SOL_TCP")]
    [InlineData("New-RawSocket | Set-RawSocketOption -Name MtuDiscover -Value nonsense", "MtuDiscover", "'nonsense'", "Dont, Want, Do")]
    [InlineData("New-RawSocket | Set-RawSocketOption -Name Congestion -Value nonsense", "TCP_CONGESTION", "nonsense", "reno")]
    [InlineData("Measure-EchoServer -Port 1 -CongestionControl nonsense -Count 1", "setsockopt", "", "reno")]
    [InlineData("Measure-EchoServer -Port 1 -Duration soon", "Duration", "'soon'", "500ms, 10s, 2m, 1h")]
    [InlineData("Measure-EchoServer -Port 1 -MessageSize big", "MessageSize", "'big'", "64-1024")]
    [InlineData("Start-EchoServer -AllowedAddress nonsense", "AllowedAddress", "'nonsense'", "10.0.0.0/8")]
    [InlineData("Start-EchoServer -SocketType nonsense", "SocketType", "nonsense", "Stream,Dgram")]
    [InlineData("New-RawSocket | Set-RawSocketFlag -NonBlocking maybe", "NonBlocking", "'maybe'", "$true or $false")]
    [InlineData("'x' | Connect-EchoClient -Port 1 -AsByteStream -Encoding utf8", "Encoding", "'utf-8'", "-AsByteStream")]
    [InlineData("Test-RawConnection localhost 1 -IPv4 -IPv6", "IPv6", "'True'", "IPv4")]
    public void The_error_says_which_parameter_which_value_and_what_instead(string script, string parameter, string value, string instead)
    {
        ErrorRecord error = shared.Engine.Run(script).Failure();
        string message = error.ErrorDetails?.Message ?? error.Exception.Message;
        Assert.Contains(parameter, message, StringComparison.Ordinal);
        Assert.Contains(value, message, StringComparison.Ordinal);
        Assert.Contains(instead, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truth_values_are_taken_as_PowerShell_takes_them() => Assert.Equal(
        ["True", "False", "True", "False"],
        shared.Engine.Run("foreach ($value in $true, $false, 1, 0) { $socket = New-RawSocket; (Set-RawSocketFlag -Socket $socket -NonBlocking $value -PassThru).NonBlocking; $socket | Close-RawSocket }").Lines());

    private static Type Plain(Type type)
    {
        Type item = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(item) ?? item;
    }
}
