# study: history-tutor
# A study in order, seen from another folder.
cd / && calma -C "$OLDPWD" check
