using System.Globalization;

namespace RawSockets.Load;

/// <summary>
/// What went wrong in a measurement, by identifier, and how often: failed calls such as recv,ECONNRESET, and the names of this class.
/// </summary>
public sealed class LoadErrors : SortedDictionary<string, long>
{
    /// <summary>Bytes came back that differ from what was sent.</summary>
    public const string Corrupted = nameof(Corrupted);

    /// <summary>Only a part of a message came back.</summary>
    public const string Short = nameof(Short);

    /// <summary>A message, or bytes of the stream, came back more than once.</summary>
    public const string Duplicated = nameof(Duplicated);

    /// <summary>A message came back after the time that was given to it.</summary>
    public const string Late = nameof(Late);

    /// <summary>A message came back after one that was sent later.</summary>
    public const string Reordered = nameof(Reordered);

    /// <summary>A datagram did not come back in time, or a message was in flight when its connection ended.</summary>
    public const string Lost = nameof(Lost);

    /// <summary>A message of a stream did not come back in time.</summary>
    public const string Timeout = nameof(Timeout);

    /// <summary>The server ended a connection.</summary>
    public const string Closed = nameof(Closed);

    /// <summary>No errors.</summary>
    public LoadErrors()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The sum of all counts.</summary>
    public long Total => Values.Sum();

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="text">Such as "Lost=3; recv,ECONNRESET=1".</param>
    /// <returns>The errors.</returns>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static LoadErrors Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        LoadErrors errors = [];
        foreach (string entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = entry.LastIndexOf('=');
            if (equals < 1)
            {
                throw new FormatException($"'{entry}' is not an identifier and its count.");
            }

            errors.Add(entry[..equals], long.Parse(entry[(equals + 1)..], CultureInfo.InvariantCulture));
        }

        return errors;
    }

    /// <summary>Gives identifiers and counts, such as "Lost=3; recv,ECONNRESET=1", and nothing when there are none.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Join("; ", this.Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}={entry.Value}")));

    internal void Note(string identifier, long count = 1)
    {
        long sum = this.GetValueOrDefault(identifier) + count;
        if (sum == 0)
        {
            Remove(identifier);
        }
        else
        {
            this[identifier] = sum;
        }
    }

    internal void Add(LoadErrors other)
    {
        foreach (var (identifier, count) in other)
        {
            Note(identifier, count);
        }
    }
}
