using System.Globalization;
using System.Net;

namespace RawSockets;

/// <summary>What became of each of several addresses, made into one error: the first address's, the others in its detail.</summary>
internal sealed class ConnectFailures
{
    private readonly SortedDictionary<int, (EndPoint EndPoint, RawSocketException Error)> _failures = [];

    /// <param name="rank">The address's place in the order that they were tried in.</param>
    /// <param name="endPoint">The address.</param>
    /// <param name="error">How it failed.</param>
    internal void Add(int rank, EndPoint endPoint, RawSocketException error) => _failures[rank] = (endPoint, error);

    internal RawSocketException ToException()
    {
        var (endPoint, error) = _failures.First().Value;
        return _failures.Count == 1
            ? error
            : new RawSocketException(error.SystemCall, error.Errno, endPoint, string.Create(
                CultureInfo.InvariantCulture, $"none of {_failures.Count} addresses could be connected to: {string.Join(", ", Texts())}"));
    }

    /// <param name="milliseconds">The time that was given.</param>
    /// <param name="candidates">All addresses, in the order that they were tried in.</param>
    /// <param name="started">How many of them were tried.</param>
    internal RawSocketException ToTimeout(int milliseconds, IReadOnlyList<EndPoint> candidates, int started)
    {
        if (candidates.Count == 1)
        {
            return RawSocketException.TimedOut("connect", milliseconds, candidates[0]);
        }

        var texts = candidates.Select((endPoint, rank) =>
            _failures.TryGetValue(rank, out var failure) ? Text(failure.EndPoint, failure.Error)
            : rank < started ? $"{endPoint} no answer"
            : $"{endPoint} not tried");
        return new RawSocketException("connect", new Errno(Errno.Numbers.ETIMEDOUT), candidates[0], string.Create(
            CultureInfo.InvariantCulture, $"none of {candidates.Count} addresses was connected to within {milliseconds} ms: {string.Join(", ", texts)}"));
    }

    private IEnumerable<string> Texts() => _failures.Values.Select(static failure => Text(failure.EndPoint, failure.Error));

    private static string Text(EndPoint endPoint, RawSocketException error) => $"{endPoint} {error.Identifier}";
}
