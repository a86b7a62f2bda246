using RawSockets.Load;

namespace RawSockets.Tests.Load;

public sealed class LoadOptionsTests
{
    public static TheoryData<LoadOptions, string, string> Contradictions => new()
    {
        { With() with { Duration = TimeSpan.FromSeconds(1), Count = 5 }, "Duration", "Count" },
        { With() with { Mode = LoadMode.Churn, Rate = 5 }, "Rate", "Churn" },
        { With() with { Mode = LoadMode.Churn, Depth = 2 }, "Depth", "Churn" },
        { With() with { Mode = LoadMode.Churn, SocketType = SocketType.Dgram }, "SocketType", "Churn" },
        { With() with { SocketType = SocketType.Dgram, MessageSize = new(65508) }, "MessageSize", "SocketType" },
        { With() with { SocketType = SocketType.Raw }, "SocketType", "Raw" },
        { With() with { Connections = 0 }, "Connections", "0" },
        { With() with { Rate = 0 }, "Rate", "0" },
        { With() with { Rate = double.NaN }, "Rate", "NaN" },
        { With() with { MessageSize = new(5, 4) }, "MessageSize", "5-4" },
        { With() with { Warmup = TimeSpan.FromSeconds(-1) }, "Warmup", "-00:00:01" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void The_error_names_what_does_not_go_together(LoadOptions options, string name, string other)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => { LoadRun.Start(options).Dispose(); });
        Assert.Equal(name, error.ParamName);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
    }

    private static LoadOptions With() => new() { EndPoint = Loopback.Address(port: 1) };
}
