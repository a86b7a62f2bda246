using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>ENETUNREACH, EHOSTUNREACH and ETIMEDOUT: where packets to a peer get stuck.</summary>
internal static class Routes
{
    internal static ErrorExplanation? NoNetwork(Failure failure)
    {
        if (Target(failure) is not { } target)
        {
            return null;
        }

        string family = Wording.Family(target);
        bool hasAddress = Facts.LocalAddresses()
            .Any(address => address.AddressFamily == target.AddressFamily && !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal);
        return hasAddress
            ? new($"This machine has no route to {target}: neither to its network nor a default one.", $"'ip route get {target}' shows what the kernel would do; check the default route.")
            : new(
                $"This machine has no {family} address but for loopback and the link, so it has no way to {target}.",
                $"Use an address of the other family, or set {family} up.");
    }

    internal static ErrorExplanation? NoHost(Failure failure) => Target(failure) is { } target
        ? new(
            $"Nothing answers at {target}: it is on a network that this machine is connected to and does not answer to its address, or a router on the way says that it can't be reached.",
            $"Check that it is up and the address right; 'ip neigh show {target}' says FAILED if it did not answer, and 'ip route get {target}' names the way.")
        : null;

    internal static ErrorExplanation? NoAnswer(Failure failure) => Target(failure) is { } target
        ? new(
            $"No answer came from {target} in time: the packets are dropped on the way, mostly by a firewall, or nothing has that address. A port where nothing listens would have refused at once.",
            "Check address and firewall, or give it longer (-Timeout; without one the kernel gives up after some two minutes).")
        : null;

    internal static ErrorExplanation? NothingInTime(Failure failure) => new(
        failure.Call switch
        {
            "accept4" => "Nobody connected in the time allowed.",
            "send" or "sendto" or "sendmsg" => "The peer did not take the data in the time allowed: its receive buffer is full, or it can't be reached any more.",
            _ => "Nothing arrived in the time allowed, or the peer can't be reached any more and the kernel gave the connection up.",
        },
        "Give it longer (-Timeout), or look whether the other side is still at work: Get-RawSocketOption lists the connection's state.");

    private static IPAddress? Target(Failure failure) => (failure.EndPoint ?? failure.Socket?.RemoteEndPoint as IPEndPoint)?.Address;
}
