namespace RawSockets.PowerShell.Tests.Load;

/// <summary>The beginning of a shell script, in a network namespace of its own, that makes two more as hosts.</summary>
internal static class HostNetwork
{
    /// <summary>
    /// In folder $LOAD_FOLDER: namespaces of the processes $ONE and $TWO, at 10.0.1.2 and 10.0.2.2, and 10.0.1.1 and 10.0.2.1 here. The
    /// files one.up and two.up say that namespaces can be made, and the file ended that it is over; $SERVER is ended too.
    /// </summary>
    internal const string TwoHosts =
        """
        set -e
        cd "$LOAD_FOLDER"
        ip link set lo up
        trap 'touch ended; kill $ONE $TWO $SERVER 2> /dev/null || true' EXIT
        unshare --net sh -c 'touch one.up; exec sleep 120' & ONE=$!
        unshare --net sh -c 'touch two.up; exec sleep 120' & TWO=$!
        until [ -e one.up ] && [ -e two.up ]; do sleep 0.05; done
        join() {
            ip link add "to$2" type veth peer name there
            ip link set there netns "$1"
            ip addr add "10.0.$2.1/24" dev "to$2"
            ip link set "to$2" up
            nsenter -t "$1" -n ip addr add "10.0.$2.2/24" dev there
            nsenter -t "$1" -n ip link set there up
        }
        join $ONE 1
        join $TWO 2

        """;
}
