#!/bin/sh
# SPDX-License-Identifier: MIT
# `make install` puts a program in place that runs from any folder; `tools/setup` knows what is missing.
cd "$(dirname "$0")/../.." || exit 2
. tests/house/tap.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL

check 'make install ends well' make -s install DESTDIR="$work" PREFIX=/usr
runs() {
  cd / && "$work/usr/bin/calma" --version
}
check 'the installed program runs from any folder' runs
linked() {
  cd "$work/usr/share/doc/calma" || return 1
  found=$(grep -o '](docs/[a-z/]*[a-z]*\.md' README.md | cut -c3-)
  [ -n "$found" ] && for page in $found docs/steps/code.md; do test -s "$page" || { echo "$page is missing"; return 1; }; done
}
check 'the documents are beside it, where the README says' linked
built_again() {
  said=$(make all)
  case $said in
    '' | *'Nothing to be done'* | *'up to date'*) ;;
    *)
      echo "$said"
      return 1
      ;;
  esac
}
check 'a second make has nothing to do' built_again

quiet_setup() {
  [ "$(tools/setup --dry-run build test)" = 'setup: everything for build test is installed' ]
}
check 'setup touches nothing where nothing is missing' quiet_setup

# A dpkg-query that knows no package, so that every one that is no plain command is missing.
mkdir "$work/bin"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/dpkg-query"
chmod +x "$work/bin/dpkg-query"
bare_setup() {
  said=$(PATH="$work/bin:$PATH" tools/setup --dry-run build) || return 1
  case $said in
    *'missing: '*libcmark-dev*'apt-get -q update'*'install --no-install-recommends'*libsodium-dev*) ;;
    *)
      echo "$said"
      return 1
      ;;
  esac
}
check 'setup names what is missing, and what it would run' bare_setup
help_lists() {
  for target in all demo test e2e asan fuzz bench lint format bless install dist clean help; do
    make help | grep -q "make $target " || { echo "$target is not listed"; return 1; }
  done
}
check 'make help lists every target' help_lists
finish
