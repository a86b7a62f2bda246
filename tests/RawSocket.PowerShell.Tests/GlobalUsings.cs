// Inside this namespace the simple name means the namespace RawSockets.PowerShell.
global using Shell = System.Management.Automation.PowerShell;
