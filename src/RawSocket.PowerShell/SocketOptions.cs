using System.Management.Automation;

namespace RawSockets.PowerShell;

/// <summary>Finds the option that a parameter names.</summary>
internal static class SocketOptions
{
    /// <exception cref="PipelineStoppedException">There is none of that name; the error is the cmdlet's.</exception>
    internal static SocketOption Find(PSCmdlet cmdlet, string name)
    {
        SocketOption? option = SocketOption.Find(name);
        if (option is null)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadArgument(
                "Name", name, "is not the name of a socket option; the Tab key offers those that there are."));
        }

        return option!;
    }
}
