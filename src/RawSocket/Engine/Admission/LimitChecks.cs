using System.Net;

namespace RawSockets.Engine;

/// <summary>Refuses limits that contradict each other. They are named as the cmdlets' parameters.</summary>
internal static class LimitChecks
{
    /// <exception cref="ArgumentException">Two do not go together; both are named.</exception>
    internal static void Check(int most, int mostPerAddress, IReadOnlyList<IPNetwork> allowed, IReadOnlyList<IPNetwork> denied)
    {
        if (mostPerAddress != int.MaxValue && mostPerAddress > most)
        {
            throw new ArgumentException($"MaxConnectionsPerAddress: {mostPerAddress} is more than MaxConnections, {most}, ever lets in.");
        }

        if (allowed.FirstOrDefault(denied.Contains) is { } both && both != default)
        {
            throw new ArgumentException($"AllowedAddress and DeniedAddress: {both} is in both.");
        }
    }
}
