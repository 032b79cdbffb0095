#!/usr/bin/env bash
# From a fresh clone to a gradient: set-up, then C -> LLVM IR -> tsad -> a program that prints the
# gradient beside finite differences.
set -euo pipefail
cd "$(dirname "$0")/.."

bash scripts/setup.sh demo
cc=$(bash scripts/newest-clang.sh)
from=examples/quickstart
to=build/quickstart
mkdir -p "$to"

run() {
  printf '$ %s\n' "$*"
  "$@"
}

run "$cc" -O2 -S -emit-llvm "$from/misfit.c" -o "$to/misfit.ll"
run npx --no-install tsad grad "$to/misfit.ll" -o "$to/misfit_grad.ll" --fn misfit --header "$to/misfit_grad.h"
run "$cc" -O2 -I "$to" "$from/main.c" "$to/misfit_grad.ll" -lm -o "$to/quickstart"
run "$to/quickstart"
