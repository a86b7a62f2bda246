using System.Net;
using System.Text;
using RawSockets.Serving;

namespace RawSockets.Tests.Serving;

/// <summary>A server whose work is done by a function on a thread of its own, as the cmdlet does it on the pipeline's.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Thread _thread;
    private readonly Action<RawServerConnection, string> _handler;
    private readonly Action<RawServerEvent>? _told;
    private readonly CancellationTokenSource _cancel = CancellationTokenSource.CreateLinkedTokenSource(Bounded.Token);
    private readonly List<RawServerEvent> _events = [];

    internal RunningServer(RawServerOptions options, Action<RawServerConnection, string> handler, Action<RawServerEvent>? told = null)
    {
        _handler = handler;
        _told = told;
        Server = RawServer.Start(options);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    internal RawServer Server { get; }

    internal Exception? Fault { get; private set; }

    internal IReadOnlyList<RawServerEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    internal System.Net.Sockets.Socket Client()
    {
        System.Net.Sockets.Socket socket = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp)
        {
            ReceiveTimeout = 20_000,
            SendTimeout = 20_000,
        };
        socket.Connect((IPEndPoint)Server.LocalEndPoint!);
        return socket;
    }

    internal RawServerEvent WaitFor(Func<RawServerEvent, bool> wanted)
    {
        Assert.True(SpinWait.SpinUntil(() => Events.Any(wanted) || Fault is not null, Bounded.Limit), $"It was not told: {string.Join(", ", Events)}");
        Assert.Null(Fault);
        return Events.First(wanted);
    }

    internal RawServerEvent WaitForEnd(long id = 1) =>
        WaitFor(happened => happened.Event == RawServerEventKind.Disconnected && happened.Connection!.Id == id);

    /// <summary>Ends the waits, as Ctrl+C does.</summary>
    internal void Cancel()
    {
        _cancel.Cancel();
        Join();
    }

    internal void Join() => Assert.True(_thread.Join(Bounded.Limit), "The server did not end.");

    public void Dispose()
    {
        Cancel();
        _cancel.Dispose();
        Assert.Null(Fault);
    }

    private void Run()
    {
        try
        {
            using (Server)
            {
                while (Server.Take(_cancel.Token) is { } work)
                {
                    Do(work);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked for.
        }
        catch (Exception exception)
        {
            Fault = exception;
        }
    }

    private void Do(RawServerWork work)
    {
        if (work.Data is { } data)
        {
            _handler(work.Connection!, Encoding.UTF8.GetString(data));
            return;
        }

        lock (_events)
        {
            _events.Add(work.Event!);
        }

        _told?.Invoke(work.Event!);
    }
}
