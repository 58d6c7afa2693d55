"""A lineage as a picture: time runs right, one line a group, with its names and listings along it and joins up and down between the lines.

Everything is laid out here, in the units of the drawing; Vega only draws it. What is told apart is told apart by shape and dash, never by hue.
"""

from __future__ import annotations

from collections.abc import Iterable

from ....kernel.dates import BEGIN, civil, ordinal
from ..kin import JOINS, Join, Kin, Strand
from ..words import year_fraction
from .draw import libraries, svg
from .sheet import Sheet, width_of, wrapped

SHAPES = {"US": "circle", "UN": "diamond", "EU": "square", "GB": "triangle-up", "AU": "triangle-down", "CA": "triangle-right", "RU": "cross",
          "TR": "triangle-left"}
"""A mark for each authority with a list; all others share one."""
OTHER = "M-0.9,-0.9L0.9,0.9M-0.9,0.9L0.9,-0.9"
NEAR = 3
"""How many lines a tie may cross and still be drawn as a join; a longer one becomes a mark that names the other group."""
STUB = 16
"""How long a line is drawn before the first day on which anything is known of a group of unknown beginning."""
SPARE = 4
LABEL = 36
"""The longest label that stands at a line as it is."""
MEANS = {"descent": "merged into, became, split, succeeded: to what came of it", "slant": "the same, within these days", "disputed": "disputed",
         "tie": "allegiance or coalition, ring at whoever joined", "tie-ends": "its end"}
"""What joins mean, as far as they occur."""


class Frame:
    """Where days and strands lie in the drawing."""

    def __init__(self, kin: Kin, narrow: bool, levels: dict[str, tuple[int, int]]) -> None:
        self.narrow = narrow
        self.size = 10 if narrow else 11
        self.left: float = STUB if narrow else self._room(kin)
        self.width = 350 if narrow else 1080
        day = kin.lineage.day
        days = [d for s in kin.strands for d in (s.first, s.last)] + ([day] if day is not None else []) + ([kin.until] if kin.until else [])
        days = days or [kin.lineage.view.atlas.date]  # nothing to draw: no axis either
        self.opening, last = min(days), max(days)
        pad = max((last - self.opening) // 24, 90)
        self.opening -= pad // 2
        self.closing = last + pad
        self.known = kin.until if kin.until is not None else self.closing
        """The last day as far as which lines are drawn."""
        self.y: dict[str, float] = {}
        self.levels = levels
        at = 30.0
        for s in kin.strands:
            above, below = levels[s.id]
            at += (14 if narrow else 6) + 13 * above
            self.y[s.id] = at
            at += 10 + 11 * below
        self.bottom = at + 4

    def _room(self, kin: Kin) -> float:
        return max((width_of(label(kin, s), 12) for s in kin.strands), default=60) + 26

    def x(self, day: int) -> float:
        """Where a day lies."""
        a, b = year_fraction(self.opening), year_fraction(self.closing)
        return round(self.left + (year_fraction(day) - a) / (b - a) * (self.width - self.left - SPARE), 1)


def label(kin: Kin, strand: Strand) -> str:
    """What stands at the left of a line."""
    return strand.label if len(strand.label) <= LABEL else kin.short(strand.id)


def draw(kin: Kin, title: str, describes: str, narrow: bool = False, notes: Iterable[str] = ()) -> str:
    """The picture as an SVG element that takes its colours from the page. notes: lines to stand beneath, as they are.

    Raises UsageError if Altair or vl-convert is not installed.
    """
    alt, _ = libraries()
    frame = Frame(kin, narrow, {s.id: (0, 0) for s in kin.strands})
    names, marks = _names(kin, frame), _marks(kin, frame)
    frame = Frame(kin, narrow, {s.id: (1 + max((n for n, *_ in names[s.id]), default=-1), 1 + max((n for n, *_ in marks[s.id]), default=-1))
                                for s in kin.strands})
    sheet = Sheet()
    _axis(sheet, kin, frame)
    used = _joins(sheet, kin, frame)
    for s in kin.strands:
        _line(sheet, kin, frame, s)
        _along(sheet, frame, s, names[s.id], marks[s.id])
    bottom = _legend(sheet, kin, frame, used)
    for text in notes:
        for piece in wrapped(text, frame.width, frame.size):
            bottom += 15
            sheet.text(0, bottom, piece, size=frame.size, style="soft")
    return svg(sheet.chart(alt, frame.width, bottom + 10), title, describes, "lineage-narrow" if narrow else "lineage-wide", frame.size)


def _axis(sheet: Sheet, kin: Kin, frame: Frame) -> None:
    """Years along the top, a faint rule down each, and the day that was asked for."""
    if not kin.strands:
        return
    first, last = civil(frame.opening)[0], civil(frame.closing)[0]
    step = next(n for n in (1, 2, 5, 10, 25, 50) if (last - first) / n <= (5 if frame.narrow else 14))
    for year in range(first - first % step, last + 1, step):
        day = ordinal(year, 1, 1)
        if frame.opening <= day <= frame.closing:
            sheet.rule(frame.x(day), 16, frame.x(day), frame.bottom, "faint")
            sheet.text(frame.x(day), 8, str(year), "center", size=frame.size, style="soft")
    if kin.lineage.day is not None and frame.opening <= kin.lineage.day <= frame.closing:
        sheet.rule(frame.x(kin.lineage.day), 16, frame.x(kin.lineage.day), frame.bottom, "day")


def _joins(sheet: Sheet, kin: Kin, frame: Frame) -> set[str]:
    """Verticals between lines; of ties those between lines far apart as marks that name the other. Which entries of the legend are needed."""
    order = {s.id: n for n, s in enumerate(kin.strands)}
    used: set[str] = set()
    free: dict[str, tuple[float, str]] = {}
    for j in kin.joins:
        if j.source not in order or j.target not in order:
            continue
        x, a, b = frame.x(j.day), frame.y[j.source], frame.y[j.target]
        since = frame.x(max(j.first, frame.opening)) if j.first > BEGIN else x
        if j.first <= BEGIN:
            sheet.text(x - 4, _actor(j, a, b) - 5, "≤", "right", size=frame.size, style="soft")
            used.add("by")
        if j.kind in JOINS:
            used |= {"disputed" if j.disputed else "descent", *(["slant"] if since < x - 3 else [])}
            sheet.rule(since, a, x, b, "disputed" if j.disputed else "join")
            sheet.point(since, a, "circle", 14, "full")
            back = 6 / max(abs(b - a), abs(x - since), 1)  # the head stands before the line that it points to
            sheet.point(x - (x - since) * back, b + (a - b) * back, "triangle-up" if b < a else "triangle-down", 34, "full")
        else:
            sheet.rule(since, a, x, a, "thin")
            near = abs(order[j.source] - order[j.target]) <= NEAR
            if near:
                sheet.rule(x, a, x, b, "tie")
            elif free.get(j.source, (0.0, ""))[0] <= x or free[j.source][1] != j.target + str(j.ends):
                text = ("left " if j.ends else "to ") + kin.short(j.target)
                at = min(max(x + 6, free.get(j.source, (0.0, ""))[0]), frame.width - width_of(text, 10))
                sheet.text(at, a - 7, text, size=10, style="tie")
                free[j.source] = at + width_of(text, 10) + 6, j.target + str(j.ends)
            sheet.point(x, a, OTHER if j.ends else "circle", 26, "stroke" if j.ends else "hollow")
            used.add("tie-ends" if j.ends else "tie")
    return used


def _actor(join: Join, source: float, target: float) -> float:
    """The line of whoever acts: who split or succeeded is the younger of two."""
    return target if join.kind in ("splits-from", "succeeds") else source


def _line(sheet: Sheet, kin: Kin, frame: Frame, s: Strand) -> None:
    """A group's line: strong between the days between which it certainly existed, thin where its beginning or end is left open."""
    y = frame.y[s.id]
    above = 11 + 13 * frame.levels[s.id][0] if frame.narrow else 0
    sheet.text(0 if frame.narrow else frame.left - 22, y - above, label(kin, s), "left" if frame.narrow else "right",
               size=frame.size + (0 if frame.narrow else 1), style="label-root" if s.id == kin.lineage.root else "label")
    for n, life in enumerate(s.lives):
        start = frame.x(max(life.begun[1], frame.opening)) if life.begun else frame.x(s.first)
        stop = frame.x(life.ended[1] if life.ended else frame.known)
        sure = stop
        if life.ended is None:
            sure = max(frame.x(max(s.last, life.begun[1] if life.begun else s.first)), start)
        elif BEGIN < life.ended[0] < life.ended[1]:
            sure = max(frame.x(life.ended[0]), start)
        if life.begun is None:
            before = min(start, stop)
            sheet.rule(max(before - STUB, 0), y, before, y, "open")
        elif life.begun[0] < life.begun[1]:
            first = start - STUB if life.begun[0] <= BEGIN else frame.x(max(life.begun[0], frame.opening))
            sheet.rule(first, y, start, y, "open" if life.begun[0] <= BEGIN else "thin")
        if n and life.begun is None:
            continue
        sheet.rule(start, y, sure, y, "line")
        sheet.rule(sure, y, stop, y, "thin")


def _names(kin: Kin, frame: Frame) -> dict[str, list[tuple[int, float, str, float, bool]]]:
    """The names along each line, each on the lowest level where it stands free: level, x, text, x of its day, whether taken by that day."""
    out = {}
    order = {s.id: n for n, s in enumerate(kin.strands)}
    for s in kin.strands:
        told = [(frame.x(n.day), n.short, n.first <= BEGIN) for before, n in zip((None, *s.names), s.names, strict=False)
                if before is None or n.short != before.short]
        marks = [(frame.x(j.day), "to " + kin.short(j.target), False) for j in kin.joins if j.source == s.id and j.kind not in JOINS
                 and j.target in order and abs(order[s.id] - order[j.target]) > NEAR]
        free: list[float] = []
        if marks:  # the lowest level is theirs
            free.append(float("inf"))
        out[s.id] = [_placed(frame, free, *t) for t in told]
        if marks and not told:
            out[s.id] = [(0, 0.0, "", -1.0, False)]
    return out


def _placed(frame: Frame, free: list[float], day: float, text: str, by: bool) -> tuple[int, float, str, float, bool]:
    room = width_of(text, frame.size) + 8
    x = max(min(day, frame.width - room), 0)
    level = next((n for n, until in enumerate(free) if until <= x), len(free))
    if level == len(free):
        free.append(0)
    free[level] = x + room
    return level, x, text, day, by


def _marks(kin: Kin, frame: Frame) -> dict[str, list[tuple[int, float, str, bool, bool]]]:
    """The listings along each line: level below it, x, shape, whether struck off, whether only by that day."""
    out: dict[str, list[tuple[int, float, str, bool, bool]]] = {}
    for s in kin.strands:
        free: list[float] = []
        placed = []
        for m in sorted(s.marks, key=lambda m: (m.day, m.regime)):
            x, by = frame.x(m.day), m.first <= BEGIN
            level = next((n for n, until in enumerate(free) if until <= x - (8 if by else 0)), len(free))
            if level == len(free):
                free.append(0)
            free[level] = x + 11
            placed.append((level, x, SHAPES.get(m.regime.partition("/")[0], OTHER), m.struck, by))
        out[s.id] = placed
    return out


def _along(sheet: Sheet, frame: Frame, s: Strand, names: list[tuple[int, float, str, float, bool]],
           marks: list[tuple[int, float, str, bool, bool]]) -> None:
    y = frame.y[s.id]
    for level, x, text, day, by in names:
        if day >= 0:
            top = y - 10 - 13 * level
            sheet.rule(day, y + 3, day, top + 5, "tick")
            sheet.text(x + 2, top, ("≤ " if by else "") + text, size=frame.size, style="name")
    for level, x, shape, struck, by in marks:
        below = y + 10 + 11 * level
        sheet.point(x, below, shape, 46, "stroke" if shape == OTHER else "hollow" if struck else "full")
        if by:
            sheet.text(x - 5, below, "≤", "right", size=9, style="soft")


def _legend(sheet: Sheet, kin: Kin, frame: Frame, used: set[str]) -> float:
    """What lines, joins and marks mean, those that occur; where it ends."""
    marks = [m for s in kin.strands for m in s.marks]
    owners = list(dict.fromkeys(m.regime.partition("/")[0] for m in marks))
    entries = [("line", "on record as existing"), ("thin", "its end not given, or beginning or end within these days")] if kin.strands else []
    entries += [("open", "nothing earlier on record")] if any(life.begun is None for s in kin.strands for life in s.lives) else []
    entries += [(k, t) for k, t in MEANS.items() if k in used]
    entries += [("name", "name taken")] if any(s.names for s in kin.strands) else []
    entries += [(f"mark {SHAPES[o]}", f"listed by {o}") for o in SHAPES if o in owners]
    rest = [o for o in owners if o not in SHAPES]
    entries += [(f"mark {OTHER}", f"listed by {', '.join(rest)}")] if rest else []
    entries += [("struck", "struck off")] if any(m.struck for m in marks) else []
    early = any(m.first <= BEGIN for m in marks) or any(n.first <= BEGIN for s in kin.strands for n in s.names)
    entries += [("by", "by that day")] if early or "by" in used else []
    entries += [("day", "the day asked for")] if kin.lineage.day is not None else []
    x, y = 0.0, frame.bottom + 18
    for key, text in entries:
        room = 30 + width_of(text, frame.size) + 16
        if x and x + room > frame.width:
            x, y = 0.0, y + 17
        _sample(sheet, key, x, y)
        sheet.text(x + 30, y, text, size=frame.size, style="soft")
        x += room
    return y + 6


def _sample(sheet: Sheet, key: str, x: float, y: float) -> None:
    middle = x + 13
    if key in ("line", "thin", "open"):
        sheet.rule(x, y, x + 24, y, key)
    elif key in ("descent", "disputed"):
        sheet.rule(x, y, x + 20, y, "join" if key == "descent" else "disputed")
        sheet.point(x, y, "circle", 14, "full")
        sheet.point(x + 21, y, "triangle-right", 34, "full")
    elif key == "slant":
        sheet.rule(x, y - 5, x + 22, y + 5, "join")
    elif key in ("tie", "tie-ends"):
        sheet.rule(x, y, x + 24, y, "tie")
        sheet.point(x + 2, y, OTHER if key == "tie-ends" else "circle", 26, "stroke" if key == "tie-ends" else "hollow")
    elif key in ("name", "day"):
        sheet.rule(middle, y - 7, middle, y + 6, "tick" if key == "name" else "day")
    elif key == "by":
        sheet.text(middle, y, "≤", "center", size=10, style="soft")
    elif key == "struck":
        sheet.point(middle, y, "circle", 46, "hollow")
    else:
        shape = key.partition(" ")[2]
        sheet.point(middle, y, shape, 46, "stroke" if shape == OTHER else "full")


