"""The brief as a screenful of plain text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from .blocks import Statement
from .lead import NO_DENIAL
from .words import day_text

if TYPE_CHECKING:
    from .brief import Brief

LINES = 26
"""About how many lines it may fill."""


def text(brief: Brief, width: int = 100) -> str:
    """Title, lead, a line or two a section, and the sources of what is shown, in about 25 lines."""
    told = list(brief.lead)
    said = {_bare(s) for s in told}
    parts: list[tuple[str, list[Statement], int]] = []
    for id_, part in brief.parts:
        fresh = [s for s in part.short if _bare(s) not in said][:1] if id_ != "before" else []  # that the lead has told
        said |= {_bare(s) for s in fresh}
        parts += [(part.title, fresh, part.more)] if fresh else []
    shown = [*told, *(s for _, fresh, _ in parts for s in fresh)]
    numbers = {n: i for i, n in enumerate(dict.fromkeys(n for s in shown for n in s.refs), 1)}
    body = _body(brief, parts, numbers, width)
    first = list(dict.fromkeys([s.refs[0] for s in shown] + list(numbers)))[:max(len(shown), LINES - len(body) - 3)]
    printed = {n: i for i, n in enumerate((n for n in numbers if n in first), 1)}
    return "\n".join([*_body(brief, parts, printed, width), "", *_notes(brief, printed, width), "", _foot(brief)])


def _bare(statement: Statement) -> str:
    return statement.text.replace(NO_DENIAL, "")


def _body(brief: Brief, parts: list[tuple[str, list[Statement], int]], numbers: dict[int, int], width: int) -> list[str]:
    out = [brief.title, "=" * min(len(brief.title), width), "", *textwrap.wrap(" ".join(_marked(s, numbers) for s in brief.lead), width), ""]
    for title, fresh, more in parts:
        rest = f" And {more} more: see the page." if more else ""
        out += textwrap.wrap(f"{title}: {' '.join(_marked(s, numbers) for s in fresh)}{rest}", width, subsequent_indent="  ")
    return out


def _marked(statement: Statement, numbers: dict[int, int]) -> str:
    """A sentence with the numbers of those of its notes that are printed below."""
    notes = [str(numbers[n]) for n in statement.refs if n in numbers]
    return f"{statement.text} [{','.join(notes)}]" if notes else statement.text


def _notes(brief: Brief, numbers: dict[int, int], width: int) -> list[str]:
    out = []
    for n, number in numbers.items():
        note = brief.ledger.notes[n - 1]
        source = note.source
        said = note.text if source is None else f"{source.publisher}: {source.title} ({source.published or 'undated'}) {source.url or ''}"
        out.append(textwrap.shorten(f"[{number}] {said}", width, placeholder=" …"))
    left = len(brief.ledger.notes) - len(numbers)
    return out + ([f"… and {left} more notes in the page and in --json."] if left > 0 else [])


def _foot(brief: Brief) -> str:
    atlas = brief.scene.atlas
    return f"Research help, not legal advice. Atlas {atlas.about['data']} ({atlas.about['hash'][:12]}) of {day_text(atlas.date)}."
