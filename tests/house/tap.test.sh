#!/bin/sh
# SPDX-License-Identifier: MIT
# Adding up TAP: what each kind of test program says is counted as it should be.
cd "$(dirname "$0")/../.." || exit 2
. tests/house/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# sums STATUS WORDS: what standard input, said by a program that ended with STATUS, adds up to.
sums() {
  cat >"$work/x.tap"
  : >"$work/x.err"
  rm -f "$work/x.count"
  awk -v name=x -v status="$1" -v counts="$work/x.count" -v kept="$work/x" -f tests/tools/tap.awk "$work/x.tap" >"$work/said"
  got=$(tr '\n' ' ' <"$work/x.count" | sed 's/ $//')
  [ "$got" = "$2" ] || { echo "expected: $2"; echo "got:      $got"; cat "$work/said"; return 1; }
}

flat() { printf '1..3\nok 1 - a\nnot ok 2 - b\n# why\nok 3 # SKIP no c\n' | sums 1 'passed 1 failed 1 skipped x: no c'; }
check 'passed, failed and skipped' flat
cmocka() { printf '1..2\nok 1 - a\nnot ok 2 # SKIP b\n1..1\nok 1 - c\n' | sums 0 'passed 2 failed 0 skipped x: b'; }
check 'several groups, and skipping as cmocka says it' cmocka
nested() { printf '    ok 1 - a\n    not ok 2 - b\n    1..2\nnot ok 1 - suite\n1..1\n' | sums 1 'passed 1 failed 1'; }
check 'a suite is not counted beside its tests' nested
hook() { printf '    ok 1 - a\n    1..1\nnot ok 1 - suite\n1..1\n' | sums 1 'passed 1 failed 1'; }
check 'a suite that fails by itself is' hook
yaml() { printf 'ok 1 - a\n  ---\n  error: |-\n    not ok 9 - b\n  ...\n1..1\n' | sums 0 'passed 1 failed 0'; }
check 'words inside an explanation are no result' yaml
short() { printf '1..2\nok 1 - a\n' | sums 0 'passed 1 failed 1'; }
check 'fewer tests than planned is a failure' short
crash() { printf 'ok 1 - a\n1..1\n' | sums 139 'passed 1 failed 1'; }
check 'a crash after the last test is a failure' crash
slow() { printf 'ok 1 - a\n' | sums 124 'passed 1 failed 1'; }
check 'a program that was stopped is a failure' slow
silent() { printf '' | sums 0 'passed 0 failed 1'; }
check 'a program that says nothing is a failure' silent
whole() { printf '1..0 # SKIP no browser\n' | sums 0 'passed 0 failed 0 skipped x: no browser'; }
check 'a program may skip itself, with words' whole
finish
