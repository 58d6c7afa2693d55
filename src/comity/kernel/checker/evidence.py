"""Evidence and verdicts, a second time (S3–S5): how strongly something speaks for and against, and how it combines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Evidence = tuple[int, int]
"""How strongly something speaks for, and against: 0 not at all, 1 possibly, 2 certainly."""
Conclusion = Callable[[int], Evidence]
"""What a step ought to conclude for a day."""

LETTERS: dict[str, Evidence] = {f + a: (m, n) for m, f in enumerate(("", "f", "F")) for n, a in enumerate(("", "a", "A"))}
SPELT = {evidence: letters for letters, evidence in LETTERS.items()}
NOTHING: Evidence = (0, 0)
FOR: Evidence = (2, 0)
AGAINST: Evidence = (0, 2)

_PLAIN: dict[str, Evidence] = {"yes": FOR, "no": AGAINST, "disputed": (2, 2), "undetermined": (1, 1), "unrecorded": NOTHING}


def pool(parts: Iterable[Evidence]) -> Evidence:
    """Everything that is said."""
    several = list(parts)
    return max(p[0] for p in several), max(p[1] for p in several)


def verdict(e: Evidence) -> str:
    """What evidence reads as."""
    if 2 in e:
        return "disputed" if e == (2, 2) else "yes" if e[0] == 2 else "no"
    return "unrecorded" if e == NOTHING else "undetermined"


def _first(order: str, parts: Sequence[Evidence]) -> Evidence:
    """Plain evidence for the first verdict of an order that is present; what stands alone keeps its own."""
    said = {verdict(p) for p in parts}
    return parts[0] if len(parts) == 1 else _PLAIN[next(v for v in order.split() if v in said)]


def either(*parts: Evidence) -> Evidence:
    """`or`."""
    return _first("yes disputed undetermined unrecorded no", parts)


def every(*parts: Evidence) -> Evidence:
    """`and`."""
    return _first("no disputed undetermined unrecorded yes", parts)


def contrary(e: Evidence) -> Evidence:
    """`not`."""
    return e[1], e[0]


def unless(x: Evidence, *exceptions: Evidence) -> Evidence:
    """`x unless e`, one after another; an exception counts only where something speaks for it."""
    for exception in exceptions:
        end = verdict(exception)
        if end not in ("no", "unrecorded"):
            x = every(x, AGAINST if end == "yes" else exception)
    return x
