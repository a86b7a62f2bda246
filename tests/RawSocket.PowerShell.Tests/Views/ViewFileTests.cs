using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Views;

/// <summary>Each type that a cmdlet gives has its views.</summary>
public sealed class ViewFileTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    [Fact]
    public void Each_type_of_output_has_a_table_and_a_wide_view()
    {
        IReadOnlyList<string> types = ViewFile.OutputTypes(shared.Engine);
        IReadOnlyList<(string Type, string Control)> views = ViewFile.Read();
        Assert.Contains("RawSockets.RawSocket", types);
        Assert.Contains("RawSockets.Diagnostics.SocketState", types);
        Assert.Empty(ViewFile.Missing(types, views));

        // Without any one of them the rule complains.
        Assert.All(
            views.Where(view => types.Contains(view.Type) && view.Control is ("TableControl" or "WideControl")).Distinct(),
            view => Assert.Equal([$"{view.Type} has no {view.Control}"], ViewFile.Missing(types, [.. views.Where(other => other != view)])));
    }

    [Theory]
    [InlineData("RawSockets.RawSocket")]
    [InlineData("RawSockets.Datagram")]
    [InlineData("RawSockets.TcpInfo")]
    [InlineData("RawSockets.Diagnostics.SocketState")]
    [InlineData("RawSockets.Diagnostics.Watching.SocketTransition")]
    [InlineData("RawSockets.Echo.EchoServer")]
    [InlineData("RawSockets.Echo.EchoSession")]
    [InlineData("RawSockets.Load.EchoMeasurement")]
    [InlineData("RawSockets.Reachability.ConnectionTestResult")]
    public void Types_with_many_properties_have_a_list_in_an_order_of_its_own(string type) =>
        Assert.Contains((type, "ListControl"), ViewFile.Read());
}
