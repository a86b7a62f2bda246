using System.Reflection;
using System.Text.RegularExpressions;

namespace RawSockets.Tests;

public sealed partial class LayerTests
{
    // System calls, and the few functions of libc that are none and that the names of interfaces and hosts need.
    private static readonly string[] s_native = ["src/RawSocket/Interop/", "src/RawSocket/Libc/"];

    [GeneratedRegex(@"\bunsafe\b|\bDllImport\b|\bLibraryImport\b|\bTmds\.Linux\b")]
    private static partial Regex NativeCode { get; }

    [GeneratedRegex(@"(?<![\w.])Console\.")]
    private static partial Regex ConsoleUse { get; }

    [Fact]
    public void Only_the_interop_folders_have_native_code()
    {
        string[] offenders = [.. Repository.Sources("src")
            .Where(static path => !Array.Exists(s_native, folder => path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(static path => Offences(path, NativeCode))];

        Assert.Empty(offenders);
        Assert.All(s_native, static folder => Assert.Contains(Repository.Sources(folder), static path => Offences(path, NativeCode).Any()));
    }

    [Theory]
    [InlineData("src/RawSocket")]
    [InlineData("src/RawSocket.PowerShell")]
    public void Neither_the_library_nor_the_commands_touch_the_console(string folder)
    {
        string[] sources = [.. Repository.Sources(folder)];

        Assert.NotEmpty(sources);
        Assert.Empty(sources.SelectMany(static path => Offences(path, ConsoleUse)));
    }

    [Fact]
    public void The_library_does_not_know_PowerShell()
    {
        IEnumerable<string?> referenced = typeof(RawSocket).Assembly.GetReferencedAssemblies().Select(static name => name.Name);

        Assert.DoesNotContain("System.Management.Automation", referenced);
        Assert.Contains("Tmds.LibC", referenced);
    }

    [Fact]
    public void Nothing_that_the_library_shows_is_a_type_of_Tmds_LibC()
    {
        IEnumerable<Type> shown = typeof(RawSocket).Assembly.GetExportedTypes()
            .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(TypesOf);

        Assert.DoesNotContain(shown, static type => type.Assembly.GetName().Name == "Tmds.LibC");
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(static parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(static parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<string> Offences(string path, Regex pattern) => File
        .ReadLines(Path.Combine(Repository.Root, path))
        .Where(line => pattern.IsMatch(line))
        .Select(line => $"{path}: {line.Trim()}");
}
