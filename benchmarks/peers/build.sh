#!/bin/sh
# Builds the load generator and the peers whose compilers are present into benchmarks/bin.
set -eu
cd "$(dirname "$0")"
out=../bin
mkdir -p "$out"

have() {
    command -v "$1" > /dev/null || { echo "no $1: its peers are left out" >&2; return 1; }
}

if have gcc; then
    for source in c-*.c ../load/c-*.c; do
        gcc -O2 -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -pthread -o "$out/$(basename "$source" .c)" "$source"
    done
fi

if have go; then
    for peer in go-*; do
        (cd "$peer" && go build -buildvcs=false -o "../$out/$peer" .)
    done
fi

if have dotnet; then
    for peer in dotnet-*; do
        dotnet build "$peer" -c Release -o "$out/$peer" -v quiet --nologo -nodeReuse:false -clp:NoSummary
    done
fi
