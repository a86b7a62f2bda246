using System.Management.Automation;

namespace RawSockets.PowerShell;

/// <summary>Finds the option that a parameter names.</summary>
internal static class SocketOptions
{
    /// <exception cref="PipelineStoppedException">There is none of that name, or not for this; the error is the cmdlet's.</exception>
    internal static SocketOption Find(PSCmdlet cmdlet, string name, SocketOptionAccess needed)
    {
        SocketOption? option = SocketOption.Find(name);
        if (option is null)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadArgument(
                "Name", name, "is not the name of a socket option; the Tab key offers those that there are."));
        }

        if (!option!.Access.HasFlag(needed))
        {
            string only = needed == SocketOptionAccess.Write ? "read" : "set";
            cmdlet.ThrowTerminatingError(ErrorRecords.BadArgument("Name", name, $"({option.Constant}) is an option that can only be {only}."));
        }

        return option;
    }
}
