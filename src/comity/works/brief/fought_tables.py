"""Foreign fighters in tables: what is counted, as a chart with its table, and what is printed beside what it rests on."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from ...kernel.dates import civil
from ...kernel.figures import MILLION, Interval, rounds_to
from ...questions.fighters.explain import Explained, Explanation
from ..figures import charts, words
from .blocks import Aside, Block, Cell, Figure, Table
from .fought import ROWS, Fought, Held, Line, Print
from .fought_phrases import between, brief_scope, cited, nth, number, until, who
from .ledger import Ledger
from .words import listed, plural

NAMED = 4
"""How many places ahead are named."""
HELD = 3
"""How many rankings a first place is held against."""
DRAWN = 3
"""How many rows a chart needs to be worth its room."""
_LONG = 32
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def counted(fought: Fought, ledger: Ledger, draw: bool) -> list[Block]:
    """What is counted: a chart with its table, or the table alone where there is little to draw; and how many more figures there are."""
    lines = fought.shown
    if not lines:
        return []
    table, more = _table(fought, ledger, lines), _more(fought, lines)
    if not draw or len(lines) < DRAWN:
        return [table, *([Aside(more)] if more else [])]
    place = fought.scene.name(fought.place)
    describes = (f"{plural(len(lines), 'count', 'counts')} as dots or bars between their bounds, one panel for each scope. "
                 "The table below gives every bound.")
    made = fought.drawn(lines, {f.id: (_name(fought, x.figure.holder), until(f.as_of)) for x in lines for f in x.figures})
    drawn = cache(lambda: _STYLE.sub("", charts.svg(made, "ranges"), count=1))
    caption = Aside(f"Only counts of one panel compare.{' ' + more if more else ''}")
    return [Figure(f"fighters-{fought.place.lower()}", f"How many from {place}, by whom and of whom", describes,
                   lambda narrow: _named(drawn(), fought.place, narrow), (), (caption,), table)]


def _more(fought: Fought, lines: list[Line]) -> str:
    rest = len(fought.found.rows) - sum(len(x.figures) for x in lines)
    return f"{plural(rest, 'more figure', 'more figures')}, of other units, days or scopes: comity fighters {fought.place}." if rest else ""


def _name(fought: Fought, id_: str) -> str:
    """A holder where room is short: by its acronym if its name is long and it has one."""
    label = who(fought.scene, id_).removeprefix("the ")
    label = label[0].upper() + label[1:]
    return id_.upper() if len(label) > _LONG and len(id_) <= 6 else label


def _named(drawn: str, place: str, narrow: bool) -> str:
    """A drawing with ids of its own, as each stands twice in a page."""
    return re.sub(r"\branges-(?=[td]\b)", f"fighters-{place.lower()}{'-narrow' if narrow else ''}-", drawn)


def _table(fought: Fought, ledger: Ledger, lines: list[Line]) -> Table:
    rows = []
    for x in lines:
        f, rate = x.figure, x.rows[0].rate
        bounds = "; ".join(words.count(r.figure) for r in x.rows)
        short, label = _name(fought, f.holder), fought.scene.label(f.holder)
        label = f"{label} ({short})" if short.isupper() and short != label else short
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
    holder = who(fought.scene, item.holder)
    checks, more = _checks(fought, ledger, p)
    own = _stands(fought, p.own) if p.own else "no other rate printed"
    return (Cell(f"{holder[0].upper()}{holder[1:]}, {until(item.as_of)}"), Cell(_says(fought, p), refs), Cell(own), Cell(checks, more))


def _says(fought: Fought, p: Print) -> str:
    """A holder's rates, ranks and superlatives in one line, with whom they are per head of and which side is counted."""
    base = p.items[0].base
    per = {"": "by number", "total": "per head of all"}.get(base, f"per head of {base.replace('-', ' ').replace('muslim', 'Muslim')}")
    up = "up to " if all(not x.rate_low for x in p.items) else ""
    said = [f"{up}{rate} per {'million' if many == MILLION else f'{many:,}'}" for rate, many in p.rates]
    ranks = dict.fromkeys((x.rank, x.of) for x in p.items if x.rank)
    said += [f"{nth(r)}{f' of {of}' if of else ''}" for r, of in ranks if r and (of or not any(o and n == r for n, o in ranks))]
    said += [f"“{s.replace('-', ' ')}”" for s in dict.fromkeys(x.superlative for x in p.items) if s]
    sides = list(dict.fromkeys(x.groups for x in p.items))
    told = "which side, copies differ" if len(sides) > 1 else fought.scene.atlas.vocabulary.sides.get(sides[0], sides[0])
    return f"{', '.join(said)}; {per}; {told}"


def _stands(fought: Fought, held: Held) -> str:
    """`1st of 2`, `2nd of 6, behind Bosnia and Herzegovina`."""
    behind = [fought.scene.name(x) for x in held.ahead]
    told = f", behind {listed(behind)}" if 0 < len(behind) <= NAMED else f", behind {len(behind)} for certain" if behind else ""
    return f"{between(held.rank.best, held.rank.worst)} of {held.rank.of}{told}"


def _checks(fought: Fought, ledger: Ledger, p: Print) -> tuple[str, tuple[int, ...]]:
    """Whether a first place survives, and what gives the rates."""
    said, refs = [], set()
    if p.first and p.items[0].base:
        held = fought.held(p)[:HELD]
        said.append(_survives(fought, held, bool(p.peers)))
        refs |= {ledger.source(h.ranking.source) for h in held if h.ranking is not None}
    for rate, per in p.rates[:2]:
        one = fought.explained(p, rate, per)
        said.append(_explained(fought, p, one, rate, per) if one else f"nothing here gives {rate}")
        if one is not None:
            refs |= {ledger.source(one.figure.source, one.figure.read), ledger.source(one.population.source, one.population.read)}
    text = "; ".join(said) or "nothing to hold it against"
    return text[0].upper() + text[1:] + ".", tuple(sorted(refs))


def _survives(fought: Fought, found: list[Held], named: bool) -> str:
    """Whether a first place can stand in the rankings here; no verdict where it is not known among whom it is meant."""
    if not found:
        return "no ranking here has it"
    stands: dict[str, list[str]] = {}
    for h in found:
        if h.ranking is not None:
            scope, f = h.ranking.scope, h.ranking.rows[0].figure
            where = f"{_name(fought, f.holder)}, {fought.scene.atlas.vocabulary.sides.get(scope.groups, scope.groups)}, {until(h.ranking.as_of)}"
            stands.setdefault(_stands(fought, h), []).append(where.replace(", the ", ", "))
    told = "; ".join(f"{stand} ({'; '.join(where)})" for stand, where in stands.items())
    if not named:
        return f"among whom is not listed; of all ranked here {told}"
    certain, may = all(h.rank.worst == 1 for h in found), any(h.rank.best == 1 for h in found)
    return f"“first” {'survives' if certain else 'may survive' if may else 'does not survive'} among those it names: {told}"


def _explained(fought: Fought, p: Print, one: Explained, rate: str, per: int) -> str:
    """What gives a rate, or comes nearest to it and how many people it would need."""
    count, people = getattr(one.figure, one.bound), one.population
    whose = "" if one.figure.holder == p.items[0].holder else f" by {_name(fought, one.figure.holder)}"
    year = f"published {civil(people.published)[0]}" if people.published is not None else "publication undated"
    over = f"{count:,}{whose} over {number(people.interval)} ({people.year}, {year})"
    found = Explanation(fought.scene.view, fought.place, Fraction(rate), len(rate.partition(".")[2]), per or MILLION, (), one)
    if rounds_to(Interval(one.rate, one.rate), found.printed, found.digits):
        return f"{rate} is {over}"
    low, high = found.implied(count)
    need = number(Interval(None if low is None else Fraction(round(low)), None if high is None else Fraction(round(high))))
    return f"nothing here gives {rate}; nearest {float(one.rate):.1f}, {over}; {count:,} would need {need} people"
