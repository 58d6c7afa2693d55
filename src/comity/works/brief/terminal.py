"""The brief as a screenful of plain text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from .blocks import Statement
from .words import day_text

if TYPE_CHECKING:
    from .brief import Brief

LINES = 26
"""About how many lines it may fill."""


def text(brief: Brief, width: int = 100) -> str:
    """Title, lead, a line or two a section, and the sources of what is shown, in about 25 lines."""
    out = [brief.title, "=" * min(len(brief.title), width), ""]
    shown: list[Statement] = list(brief.lead)
    out += [*textwrap.wrap(" ".join(_marked(s) for s in brief.lead), width), ""]
    said = {s.text for s in brief.lead}
    for id_, part in brief.parts:
        if id_ == "before":
            continue  # the lead has told it
        fresh = [s for s in part.short if s.text not in said][:1]
        if fresh:
            said |= {s.text for s in fresh}
            shown += fresh
            out += [*textwrap.wrap(f"{part.title}: {' '.join(_marked(s) for s in fresh)}", width, subsequent_indent="  ")]
    return "\n".join([*out, "", *_notes(brief, shown, width, max(4, LINES - len(out) - 3)), "", _foot(brief)])


def _marked(statement: Statement) -> str:
    return f"{statement.text} [{','.join(map(str, statement.refs))}]"


def _notes(brief: Brief, shown: list[Statement], width: int, room: int) -> list[str]:
    numbers = list(dict.fromkeys(n for s in shown for n in s.refs))
    out = []
    for n in numbers[:room]:
        note = brief.ledger.notes[n - 1]
        source = note.source
        said = note.text if source is None else f"{source.publisher}: {source.title} ({source.published or 'undated'}) {source.url or ''}"
        out.append(textwrap.shorten(f"[{n}] {said}", width, placeholder=" …"))
    left = len(brief.ledger.notes) - len(numbers[:room])
    return out + ([f"… and {left} more notes in the page and in --json."] if left > 0 else [])


def _foot(brief: Brief) -> str:
    atlas = brief.scene.atlas
    return f"Research help, not legal advice. Atlas {atlas.about['data']} ({atlas.about['hash'][:12]}) of {day_text(atlas.date)}."
