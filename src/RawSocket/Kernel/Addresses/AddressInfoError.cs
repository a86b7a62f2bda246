using System.Globalization;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>An error of getaddrinfo(3): its number, its EAI_ name and the sentence that gai_strerror(3) gives.</summary>
/// <param name="Number">The number, 0 for no error; the C library's are negative.</param>
public readonly record struct AddressInfoError(int Number)
{
    private static readonly (int Number, string Name, string Description)[] s_table =
    [
        (-1, "EAI_BADFLAGS", "Bad value for ai_flags"),
        (-2, "EAI_NONAME", "Name or service not known"),
        (-3, "EAI_AGAIN", "Temporary failure in name resolution"),
        (-4, "EAI_FAIL", "Non-recoverable failure in name resolution"),
        (-5, "EAI_NODATA", "No address associated with hostname"),
        (-6, "EAI_FAMILY", "ai_family not supported"),
        (-7, "EAI_SOCKTYPE", "ai_socktype not supported"),
        (-8, "EAI_SERVICE", "Servname not supported for ai_socktype"),
        (-9, "EAI_ADDRFAMILY", "Address family for hostname not supported"),
        (-10, "EAI_MEMORY", "Memory allocation failure"),
        (-11, "EAI_SYSTEM", "System error"),
        (-12, "EAI_OVERFLOW", "Result too large for supplied buffer"),
        (-105, "EAI_IDN_ENCODE", "Parameter string not correctly encoded"),
    ];

    /// <summary>The errors that getaddrinfo(3) lists, in the order of their numbers.</summary>
    public static IReadOnlyList<AddressInfoError> All { get; } = Array.ConvertAll(s_table, static entry => new AddressInfoError(entry.Number));

    /// <summary>The symbolic name, such as EAI_NONAME; a number that the manual page does not list is given as EAI_ followed by it.</summary>
    public string Name => Entry?.Name ?? string.Create(CultureInfo.InvariantCulture, $"EAI_{Number}");

    /// <summary>The C library's sentence, such as "Name or service not known".</summary>
    public string Description => Entry?.Description ?? NameLookup.ErrorText(Number);

    private (string Name, string Description)? Entry
    {
        get
        {
            int number = Number;
            int index = Array.FindIndex(s_table, entry => entry.Number == number);
            return index < 0 ? null : (s_table[index].Name, s_table[index].Description);
        }
    }

    /// <summary>Gives name, number and sentence, such as "EAI_NONAME (-2): Name or service not known".</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} ({Number}): {Description}");

    /// <summary>The numbers that this library tells apart.</summary>
    internal static class Numbers
    {
        internal const int EAI_NONAME = -2;
        internal const int EAI_SYSTEM = -11;
        internal const int EAI_IDN_ENCODE = -105;
    }
}
