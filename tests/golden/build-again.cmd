# A second build says that nothing changed, and a changed text changes every packet that shows it.
calma build >said
calma build | sed "s, [0-9]* kB , N kB ,"
printf 'One more line.\n' >>consent.md
calma build --participant a2 | sed "s, [0-9]* kB , N kB ,"
calma build | sed "s, [0-9]* kB , N kB ,"
