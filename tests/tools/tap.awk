# SPDX-License-Identifier: MIT
# Reads what one test program said in TAP (nested as node writes it, or several plans as cmocka does).
# Set: name, status (of the program), counts (file to write), kept (where its words are kept),
# seconds (how long it ran).
# Prints a line for the program and, below it, each failure with what was said about it.

function fail(text) {
  failed++
  report[++reports] = "  not ok: " text
}

function deeper(indent,   level, seen) {
  for (level in results) {
    if (level + 0 > indent) {
      seen += results[level]
      children_failed += failures[level]
      delete results[level]
      delete failures[level]
    }
  }
  return seen + 0
}

function result(indent, bad, text,   parent) {
  children_failed = 0
  parent = deeper(indent)
  results[indent]++
  if (indent == 0) top++
  if (match(text, /# *(SKIP|T[O]DO)/)) {
    reason = substr(text, RSTART + 1)
    sub(/^ *[A-Za-z]+[: ]*/, "", reason)
    sub(/ *# *(SKIP|T[O]DO).*/, "", text)
    skipped[++skips] = text (text != "" && reason != "" ? ": " : "") reason
    return
  }
  if (bad) failures[indent]++
  if (parent && !(bad && children_failed == 0)) {
    if (!bad || children_failed) return
  }
  if (bad) {
    fail(text)
    telling = 1
  } else {
    passed++
  }
}

{
  line = $0
  match(line, /^ */)
  indent = RLENGTH
  body = substr(line, indent + 1)
}

in_yaml {
  if (telling && body !~ /^(duration_ms|type|failureType|code|name|---|\.\.\.)/) {
    report[++reports] = "    " substr(line, yaml_indent + 1)
  }
  if (body == "..." && indent == yaml_indent) in_yaml = 0
  next
}
body == "---" {
  in_yaml = 1
  yaml_indent = indent
  next
}
body ~ /^(not )?ok( |$)/ {
  bad = body ~ /^not /
  sub(/^(not )?ok *[0-9]* *(- *)?/, "", body)
  telling = 0
  result(indent, bad, body)
  next
}
indent == 0 && body ~ /^1\.\.[0-9]+/ {
  planned += substr(body, 4) + 0
  plans++
  if (body ~ /^1\.\.0.*# *SKIP/) {
    sub(/.*# *SKIP[: ]*/, "", body)
    skipped[++skips] = body
  }
  next
}
body ~ /^Bail out!/ { fail(body) }
telling && body ~ /^#/ && body !~ /^# (not ok|Subtest:|[a-z_]+ [0-9.]+$)/ { report[++reports] = "    " body }

END {
  if (plans && top != planned) fail(planned " tests were planned, " (top + 0) " ran")
  if (status == 124 || status == 137) fail("was stopped: it took too long")
  else if (status != 0 && !failed) fail("ended with status " status)
  if (!passed && !failed && !skips) fail("says nothing about any test")
  printf "%-4s %-36s %d passed%s%s%s\n", failed ? "FAIL" : "ok", name, passed, \
    failed ? ", " failed " failed" : "", skips ? ", " skips " skipped" : "", \
    (seconds >= 3) ? " (" seconds " s)" : ""
  for (i = 1; i <= reports; i++) print report[i]
  if (failed) {
    shown = 0
    while (shown++ < 30 && (getline line < (kept ".err")) > 0) print "    | " line
    print "    all of it: " kept ".tap"
  }
  print "passed " passed + 0 > counts
  print "failed " failed + 0 > counts
  for (i = 1; i <= skips; i++) print "skipped " name ": " skipped[i] > counts
}
