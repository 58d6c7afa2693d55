"""Foreign fighters: figures with their scope, bounds and denominators; rates, rank ranges, comparisons, and what explains a printed rate (S29)."""
