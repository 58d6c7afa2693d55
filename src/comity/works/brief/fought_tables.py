"""Foreign fighters in tables: what is counted, as a chart with its table, and what is printed beside what it rests on."""

from __future__ import annotations

import re

from ...kernel.dates import iso
from ...kernel.figures import MILLION, Interval
from ...questions.fighters.explain import Explained, Explanation
from ..figures import charts, words
from .blocks import Aside, Block, Cell, Figure, Table
from .fought import Fought, Held, Line, Print
from .fought_phrases import between, brief_scope, cited, nth, number, side, until
from .ledger import Ledger
from .words import listed, plural

ROWS = 8
DRAWN = 3
"""How many rows a chart needs to be worth its room."""
_LONG = 30
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def counted(fought: Fought, ledger: Ledger) -> list[Block]:
    """What is counted: a chart with its table, or a table alone where there is little; at most so many rows, and how many more there are."""
    lines = shown(fought)
    if not lines:
        return []
    table, more = _table(fought, ledger, lines), _more(fought, lines)
    if len(lines) < DRAWN:
        return [table, *([Aside(more)] if more else [])]
    place = fought.scene.name(fought.place)
    describes = f"{plural(len(lines), 'count', 'counts')} as dots or bars between their bounds, one panel for each scope. The table below gives every bound."
    made = fought.drawn(lines, {f.id: (_short(fought, x), until(f.as_of)) for x in lines for f in x.figures})
    caption = Aside(f"Only counts of one panel compare.{' ' + more if more else ''}")
    return [Figure(f"fighters-{fought.place.lower()}", f"How many from {place}, by whom and of whom", describes,
                   lambda narrow: _svg(made, fought.place, narrow), (), (caption,), table)]


def shown(fought: Fought) -> list[Line]:
    """The lines that a table has room for: the one printed first, then by the order of lines; shown with the latest first."""
    first = [fought.lead] if fought.lead else []
    return sorted([*first, *(x for x in fought.lines if x is not fought.lead)][:ROWS], key=lambda x: (-x.figure.as_of_latest, x.figure.id))


def _more(fought: Fought, lines: list[Line]) -> str:
    rest = len(fought.found.rows) - sum(len(x.figures) for x in lines)
    return f"{plural(rest, 'more figure', 'more figures')}, of women, children, dead and returned too: comity fighters {fought.place}." if rest else ""


def _short(fought: Fought, line: Line) -> str:
    """A holder where room is short: by its acronym if its name is long and it has one."""
    id_ = line.figure.holder
    label = fought.scene.label(id_)
    return id_.upper() if len(label) > _LONG and len(id_) <= 6 else label


def _svg(made: words.Found, place: str, narrow: bool) -> str:
    """The drawing with the colours of the page, and ids of its own."""
    drawn = _STYLE.sub("", charts.svg(made, "ranges"), count=1)
    name = f"fighters-{place.lower()}{'-narrow' if narrow else ''}"
    return re.sub(r"\branges-(?=[td]\b)", f"{name}-", drawn)


def _table(fought: Fought, ledger: Ledger, lines: list[Line]) -> Table:
    rows = []
    for x in lines:
        f, rate = x.figure, x.rows[0].rate
        bounds = "; ".join(words.count(r.figure) for r in x.rows)
        short = _short(fought, x)
        label = fought.scene.label(f.holder) + (f" ({short})" if short != fought.scene.label(f.holder) else "")
        rows.append((Cell(until(f.as_of).removeprefix("the ")), Cell(label), Cell(brief_scope(fought, f.scope)), Cell(bounds),
                     Cell(number(rate.bounds, "–") if rate else "—"), Cell("", cited(ledger, *x.figures))))
    return Table(f"Fighters from {fought.scene.name(fought.place)}: what is counted, the latest first",
                 ("As of", "By whom", "Of whom", "How many", "Per million", "Source"), tuple(rows))


# what is printed

def printed(fought: Fought, ledger: Ledger) -> list[Block]:
    """What is printed of the place, side by side: among whom, whether a first place survives, and what reproduces a rate."""
    if not fought.prints:
        return []
    rows = [_printed(fought, ledger, p) for p in fought.prints[:ROWS]]
    rest = len(fought.prints) - len(rows)
    made: list[Block] = [Table(f"What is printed of {fought.scene.name(fought.place)}, and whether it holds",
                               ("By whom, as of", "Printed", "By its own rates", "By the figures here"), tuple(rows), True)]
    return made + ([Aside(f"{plural(rest, 'more row', 'more rows')}: comity fighters {fought.place}.")] if rest else [])


def _printed(fought: Fought, ledger: Ledger, p: Print) -> tuple[Cell, ...]:
    item = p.items[0]
    refs = tuple(sorted({ledger.source(x.source, x.read, x.locator) for x in p.items}))
    holder = fought.scene.name(item.holder, True)
    checks, more = _checks(fought, ledger, p)
    return (Cell(f"{holder}, {until(item.as_of)}"), Cell(_says(fought, p), refs), Cell(_own(fought, p.own)), Cell(checks, more))


def _says(fought: Fought, p: Print) -> str:
    """A holder's rates, ranks and superlatives in one line, with whom they are per head of and which side is counted."""
    per = {"": "by number", "total": "per head of all"}.get(p.items[0].base, f"per head of {p.items[0].base.replace('-', ' ')}")
    said = [f"{rate} per {'million' if many == MILLION else f'{many:,}'}" for rate, many in p.rates]
    ranks = {(x.rank, x.of): None for x in p.items if x.rank}
    ranks = {k: None for k in ranks if k[1] or not any(r == k[0] and of for r, of in ranks)}
    said += [f"{nth(r)}{f' of {of}' if of else ''}" for r, of in ranks if r]
    said += [f"“{s.replace('-', ' ')}”" for s in dict.fromkeys(x.superlative for x in p.items) if s]
    vocabulary = fought.scene.atlas.vocabulary.sides
    sides = [vocabulary.get(s, s) for s in dict.fromkeys(x.groups for x in p.items)]
    return f"{', '.join(said)}; {per}; {' or '.join(sides)}"


def _own(fought: Fought, held: Held | None) -> str:
    return "no other rate printed" if held is None else _stands(fought, held)


def _stands(fought: Fought, held: Held) -> str:
    """`1st of 2`, `2nd of 6, behind Bosnia and Herzegovina`."""
    behind = [fought.scene.name(x) for x in held.ahead]
    told = f"behind {listed(behind)}" if 0 < len(behind) <= 3 else f"behind {len(behind)} for certain" if behind else ""
    return f"{between(held.rank.best, held.rank.worst)} of {held.rank.of}" + (f", {told}" if told else "")


def _checks(fought: Fought, ledger: Ledger, p: Print) -> tuple[str, tuple[int, ...]]:
    """Whether a first place survives, and what gives the rates."""
    said, refs = [], set()
    if p.first and p.items[0].base:
        held = fought.held(p)
        said.append(_survives(fought, held, bool(p.peers)))
        refs |= {ledger.source(h.ranking.source) for h in held if h.ranking is not None}
    for rate, per in p.rates[:2]:
        found = fought.explained(rate, per)
        if found is not None and (one := next(iter(found.found), found.nearest)) is not None:
            said.append(_explained(found, one, rate))
            refs |= {ledger.source(one.figure.source, one.figure.read), ledger.source(one.population.source, one.population.read)}
    return "; ".join(said) or "nothing to hold it against", tuple(sorted(refs))


def _survives(fought: Fought, found: list[Held], named: bool) -> str:
    """Whether a first place can stand in the rankings here."""
    if not found:
        return "no ranking here has it"
    among = "of the places it names" if named else "of all ranked"
    told = "; ".join(f"{_stands(fought, h)} ({side(fought, h.ranking.scope)}, {until(h.ranking.as_of)})" for h in found[:2] if h.ranking)
    firsts = [h.rank.worst == 1 for h in found] + [False]
    may = any(h.rank.best == 1 for h in found)
    verdict = "first survives" if all(firsts[:-1]) else "first survives in some only" if may else "first does not survive"
    return f"{verdict} {among}: {told}"


def _explained(found: Explanation, one: Explained, rate: str) -> str:
    """What gives a rate, or comes nearest to it and how many people it would need."""
    count, p = getattr(one.figure, one.bound), one.population
    over = f"{count:,} over {number(p.interval)} ({p.year}, as published {iso(p.published)[:4] if p.published is not None else 'on an unknown day'})"
    if found.found:
        return f"{rate} is {over}"
    need = found.implied(count)
    people = number(Interval(*(None if b is None else b.__class__(round(b)) for b in need)))
    return f"nothing here gives {rate}: nearest {number(Interval(one.rate, one.rate))}, {over}; {count:,} would need {people} people"
