#!/usr/bin/env bash
# Installs what is missing from the system's packages, then the npm packages, then builds tsad.
#   bash scripts/setup.sh demo     what the quick start needs: one clang
#   bash scripts/setup.sh tests    what every test needs: LLVM 14 and 22, their sanitizers, Fortran, Rust
# Quick when nothing is missing. Says beforehand what it will install and why.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-tests}
log=build/setup.log
mkdir -p build
: >"$log"

say() { printf '%s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# One line a package: name, the command it brings ("-" for a library), need or want, and what it is for.
packages() {
  case $purpose in
    demo) demo_packages ;;
    tests) cat <<'END' ;;
clang-14 clang-14 need compiles the C tests to LLVM 14's dialect (typed pointers)
llvm-14 llvm-as-14 need assembles, verifies and runs LLVM 14 IR (llvm-as, opt, lli)
libclang-rt-14-dev - need sanitizers for LLVM 14
clang-22 clang-22 need compiles the C tests to LLVM 22's dialect (opaque pointers)
llvm-22 llvm-as-22 need assembles, verifies and runs LLVM 22 IR
libclang-rt-22-dev - need sanitizers for LLVM 22
libc6-dev - need the C library's headers
g++ g++ need the C++ library and its headers
libeigen3-dev - need Eigen, which some of the C++ tests use
libboost-dev - need Boost, of which some of the C++ tests use odeint
libhdf5-dev - want HDF5, in which checkpoints may be kept
clang-19 clang-19 want a version between the two
llvm-19 llvm-as-19 want tools of a version between the two
libclang-rt-19-dev - want sanitizers and __bf16 for LLVM 19
flang-22 flang-22 want compiles the Fortran tests
rustc rustc want compiles the Rust tests
cargo cargo want builds the Rust example
make make need builds the examples of several files
cmake cmake want builds the examples that have a CMakeLists.txt
ninja-build ninja want runs what CMake makes of them
END
    *) fail "unknown purpose '$purpose' (demo or tests)" ;;
  esac
}

# Any clang from 14 on will do for the demo: one that is here, else the newest that can be had.
demo_packages() {
  local version
  if newest_clang >/dev/null; then return; fi
  if ! have_apt; then
    say "clang clang-14-or-newer need compiles the example's C source to LLVM IR and links the result"
    return
  fi
  for version in 22 21 20 19 18 17 16 15 14; do
    if in_lists "clang-$version"; then break; fi
  done
  say "clang-$version clang-$version need compiles the example's C source to LLVM IR and links the result"
  say "libc6-dev - need the C library's headers"
}

newest_clang() { bash scripts/newest-clang.sh; }
have_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }
in_lists() { have_apt && apt-cache show "$1" >/dev/null 2>&1; }

is_here() { # package command
  if [ "$2" != - ] && command -v "$2" >/dev/null; then return 0; fi
  # A library can only be asked for where there is a package database.
  if ! have_apt; then
    [ "$2" = - ]
    return
  fi
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "installing packages needs root or sudo; run this as root: $*"
  fi
}

logged() { # words, then the command
  local what=$1
  shift
  if "$@" >>"$log" 2>&1; then return; fi
  tail -n 15 "$log" >&2
  fail "$what failed; the whole output is in $log"
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -y -o Dpkg::Use-Pty=0 "$@"; }

# Prints the packages that are not here: all their words, one a line.
missing() {
  local package command rest
  packages | while read -r package command rest; do
    if ! is_here "$package" "$command"; then say "$package $command $rest"; fi
  done
}

# Debian 12 gets LLVM 22 with its security updates, which a bare root may not have among its sources.
add_debian_updates() {
  local id codename mirror list=/etc/apt/sources.list.d/debian-security-for-tsad.list
  id=$(. /etc/os-release && say "${ID:-}")
  codename=$(. /etc/os-release && say "${VERSION_CODENAME:-}")
  if [ "$id" != debian ] || [ -z "$codename" ]; then return; fi
  if apt-cache policy | grep "n=$codename-security\|$codename-security/" >/dev/null; then return; fi
  mirror=$(apt-cache policy | sed -n 's|.* \(https\?://[^ ]*/debian\)/\? .*|\1|p' | sed -n 1p)
  if [ -z "$mirror" ]; then return; fi
  say "setup: adding Debian's own updates ($codename-security), which have LLVM 22, to the package sources: $list"
  say "deb $mirror-security $codename-security main" | as_root tee "$list" >/dev/null
  if ! apt update >>"$log" 2>&1 || ! in_lists clang-22; then
    as_root rm "$list"
    apt update >>"$log" 2>&1 || true
    say "setup: the mirror does not have them; going on without"
  fi
}

# Without apt: says what to install by the command that must be there, and stops if one is needed.
name_commands() {
  local package command need why stop=0
  say "setup: this system has no apt; these commands are missing from the PATH:"
  while read -r package command need why; do
    say "  $command - $why (${need}ed; in Debian's package $package)"
    if [ "$need" = need ]; then stop=1; fi
  done
  if [ "$stop" = 1 ]; then fail "install them and run this again"; fi
}

# Splits the lines of `missing` into those that the package lists have and those that they do not.
with_apt() {
  local package command need why wanted=() absent=0
  say "setup: will install from the system's packages:"
  while read -r package command need why; do
    if in_lists "$package"; then
      wanted+=("$package")
      say "  $package - $why"
    else
      say "  (not in this system's package lists: $package - $why)"
      if [ "$need" = need ]; then absent=1; fi
    fi
  done
  if [ "${#wanted[@]}" -gt 0 ]; then
    LC_ALL=C apt-get install --no-install-recommends --assume-no "${wanted[@]}" 2>/dev/null |
      sed -n 's/^\(Need to get .*\|After this operation.*\)$/  \1/p' || true
    logged "apt-get install" apt install --no-install-recommends "${wanted[@]}"
  fi
  if [ "$absent" = 1 ]; then explain_absent; fi
}

explain_absent() {
  say "setup: tests use every LLVM version that is here. To have all of them, add your distribution's updates"
  say "       or backports, or LLVM's own package repository (see llvm.org), to the package sources, and run"
  say "       this again."
  newest_clang >/dev/null || fail "no clang of version 14 or newer could be installed"
}

install_packages() {
  if [ -z "$(missing)" ]; then return; fi
  if ! have_apt; then
    name_commands <<<"$(missing)"
    return
  fi
  say "setup: reading the package lists"
  logged "apt-get update" apt update
  if missing | grep '^clang-22 ' >/dev/null && ! in_lists clang-22; then add_debian_updates; fi
  with_apt <<<"$(missing)"
}

check_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    fail "Node.js 20.19 or newer with npm is needed; install it from your system or from nodejs.org"
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node --version) is too old; 20.19 or newer is needed"
}

install_npm_packages() {
  if cmp -s package-lock.json node_modules/.installed-lock; then return; fi
  say "setup: npm ci (packages into node_modules)"
  logged "npm ci" npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock
}

check_node
install_packages
install_npm_packages
logged "npm run build" npm run build
say "setup: ready ($(newest_clang || say "no clang"), node $(node --version))"
