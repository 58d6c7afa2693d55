"""How fast Comity is, with its peers beside it on the same lists: `python -m bench`, or `python -m bench dates` for one.

Every bench is a module with `run(scale)`, which gives a Report: figures, ratios to the peers, targets, tables. Lists are drawn with fixed seeds.
A peer that is not installed is left out and said to be. Figures: docs/performance.md.
"""
