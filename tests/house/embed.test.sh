#!/bin/sh
# SPDX-License-Identifier: MIT
# What the program carries inside is what lies in the tree, byte for byte, under its name, sorted.
cd "$(dirname "$0")/../.." || exit 2
. tests/house/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/unpack.c" <<'C'
#include <stdio.h>
#include <string.h>
#include "script/asset.h"
int main(int argc, char **argv)
{
    for (size_t i = 0; i < asset_files_count; i++) {
        const struct asset_file *file = &asset_files[i];
        if (argc == 1)
            printf("%s\n", file->path);
        else if (strcmp(file->path, argv[1]) == 0)
            return fwrite(file->data, 1, file->size, stdout) != file->size || file->data[file->size] != 0;
    }
    return argc != 1;
}
C

build_reader() {
  cc -std=c11 -Isrc "$work/unpack.c" "${CALMA_BUILD:-build}/obj/gen/embedded.o" -o "$work/unpack"
}

names() {
  { tools/embed --list | sed 's,^src/,,'; printf '%s\n' themes/base/app.js themes/base/board.js themes/base/enter.js; } | LC_ALL=C sort >"$work/expected"
  "$work/unpack" | diff "$work/expected" -
}

bytes() {
  status=0
  for name in $("$work/unpack"); do
    case $name in
      themes/base/app.js | themes/base/board.js | themes/base/enter.js) file=${CALMA_BUILD:-build}/gen/${name##*/} ;;
      lua/* | themes/* | studies/*) file=$name ;;
      *) file=src/$name ;;
    esac
    "$work/unpack" "$name" | cmp - "$file" || status=1
  done
  return $status
}

sources_stay_out() {
  ! "$work/unpack" | grep '\.ts$'
}

check 'the carried files can be read by a program' build_reader
check 'their names are those of the tree, sorted' names
check 'their bytes are those of the tree' bytes
check "the app's sources stay out" sources_stay_out

odd_name() {
  mkdir -p "$work/tree/lua" "$work/tree/themes" "$work/tree/src" "$work/tree/tools"
  cp tools/embed "$work/tree/tools/"
  : >"$work/tree/lua/a b.lua"
  cd "$work/tree" && refuses 'a name with spaces cannot be embedded' tools/embed
}
check 'a name that make cannot carry is refused' odd_name
finish
