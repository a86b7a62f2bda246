using System.Management.Automation;
using System.Reflection;

namespace RawSockets.PowerShell;

/// <summary>
/// The user's <c>$PSStyle</c>. The assembly is built against an older PowerShell, which does not have the type, so it is looked up once;
/// its values are read each time, since they are settings.
/// </summary>
internal static class Palette
{
    private static readonly object? s_style = typeof(PSObject).Assembly
        .GetType("System.Management.Automation.PSStyle")?.GetProperty("Instance")?.GetValue(null);

    private static readonly object? s_formatting = s_style?.GetType().GetProperty("Formatting")?.GetValue(s_style);
    private static readonly object? s_foreground = s_style?.GetType().GetProperty("Foreground")?.GetValue(s_style);
    private static readonly Func<string>? s_reset = Reader(s_style, "Reset");
    private static readonly Func<string>? s_dim = Reader(s_style, "Dim");
    private static readonly Func<string>? s_good = Reader(s_foreground, "Green");
    private static readonly Func<string>? s_warning = Reader(s_formatting, "Warning");
    private static readonly Func<string>? s_error = Reader(s_formatting, "Error");
    private static readonly bool s_isTerminal = StandardOutput.IsTerminal;
    private static readonly PropertyInfo? s_rendering = s_style?.GetType().GetProperty("OutputRendering");

    /// <summary>
    /// Whether colours are wanted. The engine takes them out of strings and files by itself, but not of standard output that is redirected.
    /// </summary>
    private static bool IsWanted => s_reset is not null
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && s_rendering?.GetValue(s_style)?.ToString() switch
        {
            "PlainText" => false,
            "Ansi" => true,
            _ => s_isTerminal,
        };

    internal static string Good(string text) => In(s_good, text);

    internal static string Dim(string text) => In(s_dim, text);

    internal static string Warning(string text) => In(s_warning, text);

    internal static string Error(string text) => In(s_error, text);

    private static string In(Func<string>? colour, string text) =>
        text.Length > 0 && IsWanted && colour?.Invoke() is { Length: > 0 } begin ? $"{begin}{text}{s_reset!()}" : text;

    private static Func<string>? Reader(object? owner, string property) =>
        owner?.GetType().GetProperty(property)?.GetMethod?.CreateDelegate<Func<string>>(owner);
}
