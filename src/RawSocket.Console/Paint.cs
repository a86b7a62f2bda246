namespace RawSocket.Console;

/// <summary>The few colours of the host's own messages.</summary>
internal static class Paint
{
    public static string Red(string text, bool colourful) => In("\e[31;1m", text, colourful);

    public static string Yellow(string text, bool colourful) => In("\e[33;1m", text, colourful);

    public static string Dim(string text, bool colourful) => In("\e[2m", text, colourful);

    private static string In(string colour, string text, bool colourful) => colourful ? $"{colour}{text}\e[0m" : text;
}
