"""Where people meet the program: the command line, the server for editors, MkDocs' hook."""
