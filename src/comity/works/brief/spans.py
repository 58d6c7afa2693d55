"""Since when and until when a standing holds, no finer than the dates it rests on."""

from __future__ import annotations

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN, END
from ...kernel.standing import Verdict
from .ledger import carried
from .scene import Scene, Standing
from .words import day_text, short_day, window_text

UNKNOWN = " (day not known)"


def coarse(s: Standing, day: int) -> str | None:
    """In words the month or year on whose edge a day of a standing lies, where no claim gives the day itself: `1983`, `October 1918`."""
    claims, _ = carried(s.answer.proof.node, day)
    if any(c.exact and c.earliest == day for c in claims):
        return None
    found = sorted((c for c in claims if _edge(c, day)), key=lambda c: c.latest - c.earliest)
    text = window_text(found[0].earliest, found[0].latest) if found else ""
    return text if text and not text.startswith(("by ", "not ", "between ", "at ")) else None


def _edge(claim: Claim, day: int) -> bool:
    return BEGIN < claim.earliest < claim.latest < END and day in (claim.earliest, claim.latest, claim.latest + 1)


def since_text(s: Standing) -> str:
    """Since when a standing holds: `18 February 2008`, `1983 (day not known)`."""
    text = coarse(s, s.since)
    return text + UNKNOWN if text else day_text(s.since)


def span_text(scene: Scene, s: Standing) -> str:
    """Since and until when a standing holds without a break: `18 Feb 2008`, `until 29 Dec 2025`, a dash where it always held."""
    if s.verdict is Verdict.UNRECORDED:
        return "—"
    since = "" if s.since <= max(scene.bounds[0], BEGIN) else _short(s, s.since)
    until = "" if s.until >= END or s.until > scene.horizon else _short(s, s.until)
    return f"{since} – {until}" if since and until else since or (f"until {until}" if until else "—")


def _short(s: Standing, day: int) -> str:
    return coarse(s, day) or short_day(day)
