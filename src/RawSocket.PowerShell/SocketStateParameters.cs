using System.Management.Automation;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell;

/// <summary>Makes parts of a query of a cmdlet's parameters.</summary>
internal static class SocketStateParameters
{
    /// <summary>The set of some states; a TCP socket that is closed and listed is one that is only bound.</summary>
    internal static TcpStates StatesOf(IReadOnlyCollection<TcpState> states)
    {
        TcpStates set = TcpStates.None;
        foreach (TcpState state in states)
        {
            set |= (TcpStates)(1 << (int)state);
        }

        return states.Count == 0 ? TcpStates.Listed : set.HasFlag(TcpStates.Closed) ? set | TcpStates.Bound : set;
    }

    /// <summary>Whether an owner has one of the numbers, and one of the names; where there are none, any.</summary>
    internal static Func<SocketOwner, bool>? OwnerOf(int[] processIds, string[] processNames)
    {
        if (processIds.Length + processNames.Length == 0)
        {
            return null;
        }

        WildcardPattern[] patterns = Array.ConvertAll(processNames, static name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase));
        return owner => (processIds.Length == 0 || processIds.Contains(owner.ProcessId))
            && (patterns.Length == 0 || Array.Exists(patterns, pattern => pattern.IsMatch(owner.Name)));
    }
}
