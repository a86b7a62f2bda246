using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Serving;

/// <summary>Start-RawServer, running in an engine of its own, and clients of it.</summary>
internal sealed class ServingScript : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private readonly Engine _engine = new();
    private readonly List<Socket> _clients = [];

    internal ServingScript(string script, string setup = "")
    {
        if (setup.Length > 0)
        {
            _engine.Run(setup).Succeeded();
        }

        Running = _engine.Start(script);
        Until.True(() => Running.Output.Count > 0 || Running.HasEnded, "it started");
        Assert.False(Running.HasEnded, Running.HasEnded ? string.Join('\n', Running.Finish(s_limit).Errors) : "");
    }

    internal RunningScript Running { get; }

    internal Engine Engine => _engine;

    internal int Port => ((IPEndPoint)Running.Output[0].Get("LocalEndPoint")!).Port;

    internal IEnumerable<PSObject> Events => Running.Output;

    internal Socket Client()
    {
        Socket client = Loopback.Connect(Port);
        _clients.Add(client);
        return client;
    }

    /// <summary>Sends, ends its half, and gives all that comes back.</summary>
    internal string Ask(string text, Encoding? encoding = null)
    {
        Socket client = Client();
        client.Send((encoding ?? Encoding.UTF8).GetBytes(text));
        client.Shutdown(SocketShutdown.Send);
        string answer = (encoding ?? Encoding.UTF8).GetString(client.ReceiveAll());
        client.Dispose();
        return answer;
    }

    internal PSObject WaitFor(string name, int count = 1)
    {
        Until.True(() => Running.HasEnded || Named(name).Count() >= count, $"there were {count} events {name}");
        return Named(name).ElementAt(count - 1);
    }

    internal IEnumerable<PSObject> Named(string name) => Events.Where(item => item.Get("Event")!.ToString() == name);

    internal Outcome Finish() => Running.Finish(s_limit);

    public void Dispose()
    {
        _clients.ForEach(static client => client.Dispose());
        Running.Dispose();
        _engine.Dispose();
    }
}
