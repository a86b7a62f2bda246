using System.Management.Automation;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Set-RawSocketFlag: fcntl(2).</summary>
[Cmdlet(VerbsCommon.Set, "RawSocketFlag")]
[OutputType(typeof(RawSocket))]
public sealed class SetRawSocketFlagCommand : PassThruSocketCommand
{
    /// <summary>Whether calls fail with EAGAIN instead of waiting (O_NONBLOCK).</summary>
    [Parameter]
    [BooleanTransformation]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? NonBlocking { get; set; }

    /// <summary>Whether programs started later do not get the descriptor (FD_CLOEXEC).</summary>
    [Parameter]
    [BooleanTransformation]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? CloseOnExec { get; set; }

    /// <inheritdoc/>
    protected override void Change(RawSocket socket)
    {
        if (NonBlocking is { } nonBlocking)
        {
            socket.SetNonBlocking(nonBlocking);
        }

        if (CloseOnExec is { } closeOnExec)
        {
            socket.SetCloseOnExec(closeOnExec);
        }
    }
}
