using System.Globalization;
using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-RawErrno: error names and numbers, errno(3), and what they mean for sockets.</summary>
[Cmdlet(VerbsCommon.Get, "RawErrno", DefaultParameterSetName = NameSet)]
[OutputType(typeof(Errno))]
public sealed class GetRawErrnoCommand : PSCmdlet
{
    private const string NameSet = "Name";
    private const string NumberSet = "Number";

    /// <summary>Names, such as EADDRINUSE or EADDR*; a number is taken too.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ErrnoCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Numbers, such as 98.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NumberSet)]
    [ArgumentCompleter(typeof(ErrnoCompleter))]
    public int[] Number { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == NumberSet)
        {
            Array.ForEach(Number, number => WriteNumber(nameof(Number), number));
        }
        else if (Name is null)
        {
            WriteObject(Errno.All, enumerateCollection: true);
        }
        else
        {
            Array.ForEach(Name, Write);
        }
    }

    private void Write(string name)
    {
        if (int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            WriteNumber(nameof(Name), number);
        }
        else if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            // A pattern that fits nothing is no error, as everywhere in PowerShell.
            WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
            WriteObject(Errno.All.Where(errno => pattern.IsMatch(errno.Name)), enumerateCollection: true);
        }
        else if (Errno.TryParse(name, out Errno errno))
        {
            WriteObject(errno);
        }
        else
        {
            WriteError(ErrorRecords.NotFound($"Name: '{name}' is not the name of an error; the Tab key offers those that there are.", name));
        }
    }

    private void WriteNumber(string parameter, int number)
    {
        if (Errno.IsListed(number))
        {
            WriteObject(new Errno(number));
        }
        else
        {
            WriteError(ErrorRecords.NotFound(
                $"{parameter}: {number} is not the number of an error; they go from 1 to {Errno.All[^1].Number}, with gaps.", number));
        }
    }
}
