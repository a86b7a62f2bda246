using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RawSockets.PowerShell;

/// <summary>
/// The sockets that this module made and that are still open, each with the runspace that made it. They are held weakly: a
/// socket that no variable holds any more is closed by the garbage collector, not kept open by this list.
/// </summary>
internal static class OpenSockets
{
    private static readonly ConditionalWeakTable<RawSocket, Owner> s_sockets = [];

    internal static IEnumerable<RawSocket> All =>
        s_sockets.Select(static entry => entry.Key).Where(static socket => !socket.IsClosed).OrderBy(static socket => socket.Descriptor);

    internal static RawSocket Add(RawSocket socket)
    {
        s_sockets.AddOrUpdate(socket, new Owner(CurrentRunspace));
        return socket;
    }

    internal static void Remove(RawSocket socket) => s_sockets.Remove(socket);

    internal static void CloseOwned()
    {
        Guid runspace = CurrentRunspace;
        foreach (var (socket, owner) in s_sockets.Where(entry => entry.Value.Runspace == runspace).ToList())
        {
            socket.Close();
            s_sockets.Remove(socket);
        }
    }

    internal static Guid CurrentRunspace => Runspace.DefaultRunspace?.InstanceId ?? Guid.Empty;

    private sealed record Owner(Guid Runspace);
}
