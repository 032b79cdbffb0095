#!/usr/bin/env bash
# Builds the runtime for checkpointed loops:
#   bash runtime/build.sh FOLDER      makes FOLDER/libtsad.a, and FOLDER/flags with what a program is compiled and linked with
# CC names the compiler (cc), CFLAGS its options (-O2). HDF5 storage is in it where the library is found.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?"usage: bash runtime/build.sh FOLDER"}
cc=${CC:-cc}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

# Does a program with these options compile, link and find HDF5?
has_hdf5() { # options
  printf '#include <hdf5.h>\nint main(void) { return H5open() < 0; }\n' |
    "$cc" -x c - -o "$folder/hdf5-probe" "$@" 2>/dev/null
}

# Debian keeps it apart from the usual places; others do not.
hdf5_flags() {
  if has_hdf5 -lhdf5; then echo "-lhdf5"
  elif has_hdf5 -I/usr/include/hdf5/serial -lhdf5_serial; then echo "-I/usr/include/hdf5/serial -lhdf5_serial"
  fi
  rm -f "$folder/hdf5-probe"
}

hdf5=$(hdf5_flags)
if [ -n "$hdf5" ]; then define=-DTSAD_WITH_HDF5; else define=-DTSAD_WITHOUT_HDF5; fi
objects=()
for source in "$here"/*/*.c; do
  object=$folder/$(basename "$(dirname "$source")")-$(basename "$source" .c).o
  # The options are words.
  # shellcheck disable=SC2086
  "$cc" -std=c11 ${CFLAGS:--O2} -fPIC -I"$here/../include" $define $hdf5 -c "$source" -o "$object" 2>"$folder/log" ||
    { cat "$folder/log" >&2; exit 1; }
  objects+=("$object")
done
rm -f "$folder/libtsad.a" "$folder/log"
ar rcs "$folder/libtsad.a" "${objects[@]}"
rm -f "${objects[@]}"
echo "-I$(cd "$here/../include" && pwd) -L$folder -ltsad ${hdf5:+$hdf5 }-lm -pthread" >"$folder/flags"
echo "runtime: $folder/libtsad.a, HDF5 storage: $([ -n "$hdf5" ] && echo yes || echo "no (the library was not found)")"
