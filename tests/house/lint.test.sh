#!/bin/sh
# SPDX-License-Identifier: MIT
# The tree keeps the rules that linters hold, and each linter refuses a tree that breaks its rule.
cd "$(dirname "$0")/../.." || exit 2
. tests/house/tap.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

fresh() {
  rm -rf "$tree"
  mkdir -p "$tree/src/base" "$tree/src/packet" "$tree/themes/base/app" "$tree/themes/base/strings/en" \
    "$tree/lua" "$tree/tools" "$tree/tests" "$tree/.ci"
  : >"$tree/Makefile"
}
put() {
  fresh
  cat >"$tree/$1"
}
head_c='// SPDX-License-Identifier: MIT'

check 'the tree keeps the order of stages' tests/lint/layers
check 'the tree calls no banned function' tests/lint/banned
check 'the tree has no function longer than 60 lines' tests/lint/lengths
check 'every source names its licence' tests/lint/heads
check 'nothing is marked as left undone' tests/lint/prose
check 'raw HTML is written only where that was read' tests/lint/escapes
check 'the style sheets keep to what the oldest browsers have' tests/lint/looks
check 'the words of the interface are whole' node tests/lint/strings.mjs

printf '#include "record/record.h"\n' | put src/packet/packet.c
check 'a packet that includes the record is refused' refuses 'packet/ may not include record/record.h' \
  tests/lint/layers "$tree"
printf '#include "buf.h"\n' | put src/base/buf.c
check 'an include without its folder is refused' refuses 'write the folder too' tests/lint/layers "$tree"
printf '#include "script/host.h"\n' | put src/base/buf.c
check 'base that includes script is refused' refuses 'base/ may not include script/host.h' tests/lint/layers "$tree"

printf 'void f(char *a) {\n    strcpy(a, "b");\n}\n' | put src/base/buf.c
check 'strcpy is refused' refuses 'src/base/buf.c:2: writes without a limit' tests/lint/banned "$tree"
printf 'void f(void) {\n    printf("b");\n}\n' | put src/base/buf.c
check 'printing below cli is refused' refuses 'only src/cli/ prints' tests/lint/banned "$tree"
printf 'void f(char *s) {\n    snprintf(s, 2, "strcpy(a)"); // printf(x)\n}\n' | put src/base/buf.c
check 'a word in a string or a comment is no call' tests/lint/banned "$tree"

{ printf 'int f(void)\n{\n'; yes '    g();' | head -n 59; printf '}\n'; } | put src/base/buf.c
check 'a function of 61 lines is refused' refuses 'src/base/buf.c:2: 61 lines: int f(void)' tests/lint/lengths "$tree"
{ printf 'int f(void) {\n'; yes '    g();' | head -n 58; printf '}\n'; } | put src/base/buf.c
check 'a function of 60 lines is accepted' tests/lint/lengths "$tree"

printf 'int x;\n' | put src/base/buf.c
check 'a source without a licence is refused' refuses 'src/base/buf.c: the first line names no licence' \
  tests/lint/heads "$tree"
printf '%s\n// TO%s: later\n' "$head_c" DO | put src/base/buf.c
check 'a mark of work left undone is refused' refuses 'left undone: ./src/base/buf.c:2' tests/lint/prose "$tree"
printf '{"resolved": "https://example.org/x.tgz"}\n' | put tests/package-lock.json
check 'a lock file with addresses is refused' refuses 'a lock file with addresses' tests/lint/prose "$tree"
printf '%s\nvoid f(void) { escape_raw(b, s, 1); }\n' "$head_c" | put src/base/buf.c
check 'a new place that writes raw HTML is refused' refuses '1 src/base/buf.c' tests/lint/escapes "$tree"

printf '{"a.b": "Saved!", "a.n.one": "{n} file", "a.c": "Bad JSON"}\n' | put tests/en.json
mv "$tree/tests/en.json" "$tree/themes/base/strings/en/a.json"
printf 'words("a.b"); words("a.gone"); words("a.n");\n' >"$tree/themes/base/app/x.ts"
for words in 'a.b shouts' 'a.n.one has no .other' 'a.c says "JSON"' 'no words for a.gone' 'a.c is used nowhere'; do
  check "words are refused: $words" refuses "$words" node tests/lint/strings.mjs "$tree"
done
fresh
mkdir -p "$tree/themes/base/strings/fr" "$tree/themes/base/strings/hi"
printf '{"a.b": "Save your answers", "a.c": "Open the file now"}\n' >"$tree/themes/base/strings/en/a.json"
printf '{"a.b": "Enregistrez your réponses", "a.c": "Open le file now"}\n' >"$tree/themes/base/strings/fr/a.json"
printf 'words("a.b"); words("a.c");\n' >"$tree/themes/base/app/x.ts"
for words in 'a.b has English in it ("your")' 'hi/a.json: nothing of it is said in this language'; do
  check "what is left of English is refused: $words" refuses "$words" node tests/lint/strings.mjs "$tree"
done
printf '{"a.b": "अपने answers सहेजिए", "a.c": "फ़ाइल खोलिए"}\n' >"$tree/themes/base/strings/hi/a.json"
check 'a Latin word among others is refused' refuses 'a.b has English in it ("answers")' node tests/lint/strings.mjs "$tree"
put_css() {
  fresh
  mkdir -p "$tree/themes/base/style"
  cat >"$tree/themes/base/style/x.css"
}
printf '.a {\n  display: flex;\n  gap: 1rem;\n}\n' | put_css
check 'a gap between flex boxes is refused' refuses 'x.css:3: flex boxes have no gap there' tests/lint/looks "$tree"
printf '.a:has(b) { color: var(--ink); }\n' | put_css
check 'a selector that is too new is refused' refuses 'x.css:1: the oldest browsers' tests/lint/looks "$tree"
printf '.a { color: #ff0000; }\n' | put_css
check 'a colour that is no token is refused' refuses 'x.css:1: colours are tokens' tests/lint/looks "$tree"
printf '/* :has( #fff; */\n.a {\n  display: grid;\n  gap: 1rem;\n}\n@media print {\n  .a { color: #000; }\n}\n' | put_css
check 'a comment, a grid and paper are fine' tests/lint/looks "$tree"
finish
