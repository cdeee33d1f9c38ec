# SPDX-License-Identifier: MIT
# TAP for tests in sh: `. tests/house/tap.sh`, then `check WORDS COMMAND...` for each, `finish` at the end.
# What a failing command said follows its line.
tap_n=0
tap_bad=0

check() {
  tap_n=$((tap_n + 1))
  tap_words=$1
  shift
  if tap_said=$("$@" 2>&1); then
    echo "ok $tap_n - $tap_words"
  else
    echo "not ok $tap_n - $tap_words"
    printf '%s\n' "$tap_said" | head -n 40 | sed 's/^/# /'
    tap_bad=1
  fi
}

# True when the command fails and what it says contains the words.
refuses() {
  refuses_words=$1
  shift
  if refuses_said=$("$@" 2>&1); then
    echo "was accepted, but should not be: $*"
    return 1
  fi
  case $refuses_said in
    *"$refuses_words"*) ;;
    *)
      echo "does not say '$refuses_words' but:"
      echo "$refuses_said"
      return 1
      ;;
  esac
}

finish() {
  echo "1..$tap_n"
  exit $tap_bad
}
