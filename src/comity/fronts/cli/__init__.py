"""The command line: parse, ask, render. Nothing is decided here."""
