#!/usr/bin/env bash
# The set-up, then every test: format, types, lint, layers, sizes, generated docs, and all of vitest.
set -euo pipefail
cd "$(dirname "$0")/.."
bash scripts/setup.sh tests
exec npm run --silent check
