#!/bin/sh
# Becomes pwsh with the arguments that it is given, or, without any, pwsh at a prompt with the module imported. `dotnet run` calls it:
#   run.sh <pwsh of the package> <the module's folder> [<arguments of pwsh>]
pwsh=${RAWSOCKET_PWSH:-$1}
module=$2
shift 2

# What was just built comes before what is installed. pwsh puts the user's own folder first, unless it is in the path already.
user=${XDG_DATA_HOME:-$HOME/.local/share}/powershell/Modules
export PSModulePath="$(dirname "$module"):$user${PSModulePath:+:$PSModulePath}"

if [ $# -eq 0 ]; then
    set -- -NoLogo -NoExit -Command 'Import-Module RawSocket.PowerShell'
fi

if ! command -v "$pwsh" > /dev/null; then
    echo "RAWSOCKET_PWSH is '$pwsh', and there is no such program." >&2
    exit 127
fi

exec "$pwsh" "$@"
