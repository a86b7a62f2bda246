namespace RawSockets;

/// <summary>getaddrinfo(3) failed: with which EAI_ error, for which name and service.</summary>
public sealed class AddressInfoException : IOException
{
    /// <summary>Describes a failed look-up.</summary>
    /// <param name="error">The error.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="detail">What it means here, if more than the C library's sentence is known.</param>
    public AddressInfoException(AddressInfoError error, AddressQuery query, string? detail = null)
        : base(Describe(error, query, detail), error.Number)
    {
        Error = error;
        Query = query;
    }

    /// <summary>Creates an exception for no known look-up.</summary>
    public AddressInfoException()
        : this("getaddrinfo failed.")
    {
    }

    /// <summary>Creates an exception with a message of its own.</summary>
    /// <param name="message">The message.</param>
    public AddressInfoException(string message)
        : base(message) => Query = new AddressQuery();

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public AddressInfoException(string message, Exception innerException)
        : base(message, innerException) => Query = new AddressQuery();

    /// <summary>The error.</summary>
    public AddressInfoError Error { get; }

    /// <summary>What was asked.</summary>
    public AddressQuery Query { get; }

    /// <summary>Call and error name, such as "getaddrinfo,EAI_NONAME".</summary>
    public string Identifier => $"getaddrinfo,{Error.Name}";

    private static string Describe(AddressInfoError error, AddressQuery query, string? detail)
    {
        ArgumentNullException.ThrowIfNull(query);
        string why = detail is null ? "" : $"; {detail}";
        return $"getaddrinfo {query}: {error.Description} ({error.Name}){why}.";
    }
}
