using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>ECONNREFUSED of the internet families: nothing listens there, or only beside it.</summary>
internal static class ConnectionRefused
{
    internal static ErrorExplanation? Explain(Failure failure)
    {
        if ((failure.EndPoint ?? failure.Socket?.RemoteEndPoint as IPEndPoint) is not { } target)
        {
            return null;
        }

        bool datagram = failure.IsDatagram;
        if (!Facts.IsLocal(target.Address))
        {
            return datagram
                ? new(
                    $"{target.Address} answered that no socket is bound to its {Wording.Protocol(failure.Protocol)} port {target.Port} (an ICMP message).",
                    "Check address and port, and that the server runs there.")
                : new(
                    $"{target.Address} can be reached and refused the connection: nothing listens on its port {target.Port}, or a firewall there rejects it.",
                    $"Check on that machine that the server runs and listens at an address that can be reached from here: ss -tln 'sport = :{target.Port}'.");
        }

        TcpStates states = datagram ? TcpStates.Listed : TcpStates.Listen | TcpStates.Bound;
        List<InetSocketState> rows = [.. failure.SocketsAt(target.Port, states).Where(row => row.Remote.Port == 0)];
        SocketOwners owners = failure.OwnersOf(rows.Select(static row => row.Inode));
        return Near(target, rows, owners, datagram) ?? Nothing(failure, target, datagram);
    }

    private static ErrorExplanation? Near(IPEndPoint target, List<InetSocketState> rows, SocketOwners owners, bool datagram)
    {
        List<InetSocketState> ready = [.. rows.Where(row => datagram || row.State == TcpState.Listen)];
        List<InetSocketState> there = [.. ready.Where(row => Overlap.Serves(row, target.Address))];
        if (there.Count > 0)
        {
            return new(
                $"{Wording.Holders(there, owners)} {(datagram ? "is bound to" : "listens at")} {Wording.Locals(there)} now, so it started a moment after the attempt, or a firewall rule rejects the packets.",
                "Try again; if it fails again, look at the rules (nft list ruleset).");
        }

        if (ready.Count > 0)
        {
            return new(
                $"Nothing {(datagram ? "is bound to" : "listens at")} {target}. On port {target.Port} there is only {Wording.Holders(ready, owners)}, at {Wording.Locals(ready)}.",
                $"Use the address {Address(ready[0])}, or let the server use {Wording.Family(target.Address)}'s {target.Address} as well.");
        }

        List<InetSocketState> bound = [.. rows.Where(row => Overlap.Serves(row, target.Address))];
        return bound.Count == 0
            ? null
            : new(
                $"{Wording.Holders(bound, owners)} is bound to {Wording.Locals(bound)} but does not listen.",
                "Call Start-RawListen on that socket before connecting.");
    }

    // What is bound to every address of a family is reached at its loopback address.
    private static IPAddress Address(InetSocketState row)
    {
        IPAddress address = row.Local.Address;
        return address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
    }

    private static ErrorExplanation Nothing(Failure failure, IPEndPoint target, bool datagram) => datagram
        ? new(
            $"Nothing on this machine is bound to {Wording.Protocol(failure.Protocol)} port {target.Port}.",
            "Check the port, or start the server first.")
        : new(
            $"Nothing on this machine listens on {Wording.Protocol(failure.Protocol)} port {target.Port}.",
            $"Check the port, or start the server first, such as Start-EchoServer -Address {target.Address} -Port {target.Port}.");
}
