# What a person reads who asks for help.
calma --help
