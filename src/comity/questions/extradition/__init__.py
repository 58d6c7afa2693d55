"""Extradition (S24, S25): what binds the two, whether it reaches the offence, what bars it, and what the requested state's own law allows."""
