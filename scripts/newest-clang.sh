#!/usr/bin/env bash
# Prints the command of the newest clang on the PATH; fails when there is none from version 14 on.
set -euo pipefail
for version in 22 21 20 19 18 17 16 15 14; do
  if command -v "clang-$version" >/dev/null; then
    echo "clang-$version"
    exit 0
  fi
done
# A clang without a version in its name: macOS, Fedora, Arch, a build from source.
major=$(clang -dumpversion 2>/dev/null | cut -d. -f1)
if [ "${major:-0}" -ge 14 ]; then
  echo clang
  exit 0
fi
exit 1
