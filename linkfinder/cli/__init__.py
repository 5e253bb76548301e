"""The command line: one thin module a command; the work is done by `linkfinder.app`."""
