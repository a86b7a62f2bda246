using System.Net;

namespace RawSockets.Echo;

/// <content>The beginning and the end of sessions</content>
internal sealed partial class UringLoop
{
    /// <summary>Echoes for a connected descriptor, which it owns from now on.</summary>
    internal UringSession Add(int descriptor, EndPoint? remoteEndPoint)
    {
        if (descriptor >= _sessions.Length)
        {
            Array.Resize(ref _sessions, Math.Max(2 * _sessions.Length, descriptor + 1));
        }

        UringSession session = new(descriptor, ++_generation, remoteEndPoint);
        _sessions[descriptor] = session;
        OpenCount++;
        Receive(session);
        return session;
    }

    /// <summary>Ends a session: what is not echoed by now never will be.</summary>
    internal void End(UringSession session)
    {
        session.IsEnding = true;
        if (session.IsReceiving)
        {
            Cancel(ReceiveTag(session));
        }

        if (session.IsSendingRest)
        {
            Cancel(RestTag(session));
        }

        CloseWhenFree(session);
    }

    private void EndWhenEchoed(UringSession session)
    {
        if (session is { IsEnding: false, ReceiveEnd: { } end, HasNothingToSend: true })
        {
            _owner.Over(session, "recv", end);
        }
    }

    /// <summary>
    /// A request holds on to the open file, so closing the descriptor would not close the connection, and the kernel may still read what
    /// is being sent.
    /// </summary>
    private void CloseWhenFree(UringSession session)
    {
        if (session.IsReceiving || session.IsSendingRest)
        {
            return;
        }

        session.DropPending();
        _sessions[session.Descriptor] = null;
        OpenCount--;
        _ring.Close(session.Descriptor, new UringTag(UringRequestKind.Close, session.Descriptor).Value);
    }
}
