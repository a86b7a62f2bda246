using System.Management.Automation.Host;

namespace RawSockets.PowerShell;

/// <summary>
/// The key q, which ends a measurement so that its result still goes down the pipeline; after Ctrl+C the engine drops it. Only at a
/// console: a remote host would be asked over the network.
/// </summary>
internal sealed class EndKey
{
    private const char End = 'q';

    private PSHostRawUserInterface? _keyboard;

    internal EndKey(PSHost? host) => _keyboard = host?.Name == "ConsoleHost" ? host.UI?.RawUI : null;

    internal bool EndWasPressed()
    {
        try
        {
            while (_keyboard?.KeyAvailable == true)
            {
                KeyInfo key = _keyboard.ReadKey(ReadKeyOptions.NoEcho | ReadKeyOptions.IncludeKeyDown);
                if (char.ToLowerInvariant(key.Character) == End)
                {
                    return true;
                }
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or HostException or NotImplementedException or IOException)
        {
            // Standard input is no keyboard.
            _keyboard = null;
        }

        return false;
    }
}
