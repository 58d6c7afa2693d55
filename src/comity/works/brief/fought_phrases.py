"""Foreign fighters in sentences: the figure to print with its rate and rank, what others count, who disagrees, the sums, and what is missing."""

from __future__ import annotations

from ...kernel.dates import civil, parse
from ...kernel.figures import Figure, Interval, Scope
from ...kernel.standing import Verdict
from ...questions.fighters.ranking import Ranked, Ranking
from ...questions.fighters.rates import Rate
from ...questions.fighters.record import Whole
from .blocks import Statement
from .fought import Fought, Line
from .ledger import Ledger
from .words import MONTHS, edtf_text, listed, plural, spell_iso

OTHERS = 4
"""How many other holders a sentence names."""
GAPS = 4
_SUBJECT = {"from": "fighters went from {}", "citizens": "citizens of {} went", "residents": "residents of {} went",
            "ethnic-origin": "people whose origins lie in {} went", "travellers-and-families": "people, families counted in, went from {}",
            "born-or-raised": "people born or raised in {} went"}
_COUNTED = {"citizens": "citizens", "residents": "residents", "ethnic-origin": "by origin", "travellers-and-families": "families counted in",
            "born-or-raised": "born or raised there"}
_THERE = {"stock": "there at that time", "flow": "within that time"}


def number(bounds: Interval, join: str = " to ") -> str:
    """Bounds in words: `150`, `100 to 150`, `at least 300`, `up to 120`; one decimal for what is less than ten, none from ten on."""
    low, high = (None if b is None else f"{float(b):,.{0 if b >= 10 or b.denominator == 1 else 1}f}" for b in bounds)
    if low is None:
        return f"up to {high}"
    return f"at least {low}" if high is None else low if low == high else f"{low}{join}{high}"


def nth(n: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    return f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def between(best: int, worst: int) -> str:
    """`6th`, `6th to 8th`."""
    return nth(best) if best == worst else f"{nth(best)} to {nth(worst)}"


def until(text: str) -> str:
    """The date that a figure counts until: `the second half of 2014`, `March to May 2016`, `January 2015`, `about 2015`."""
    date = parse(text)
    (y1, m1, d1), (y2, m2, _) = civil(max(date.earliest, 0)), civil(date.latest)
    if "/" in text and not text.startswith("..") and y1 == y2 and d1 == 1 and m1 != m2:
        halves = {(1, 6): f"the first half of {y1}", (7, 12): f"the second half of {y1}"}
        return halves.get((m1, m2), f"{MONTHS[m1 - 1]} to {MONTHS[m2 - 1]} {y1}")
    return "about " + edtf_text(text[:-1]) if text.endswith("~") else edtf_text(text)


def side(fought: Fought, scope: Scope) -> str:
    """For whom they fought, and where: `Sunni militant groups in Syria and Iraq`."""
    words = fought.scene.atlas.vocabulary
    return f"{words.sides.get(scope.groups, scope.groups)} in {words.theatres.get(scope.theatre, scope.theatre)}".replace("in any", "in any", 1)


def brief_scope(fought: Fought, scope: Scope) -> str:
    """What is counted, in a few words: `any side in Syria, citizens, there at that time`."""
    more = [_COUNTED.get(scope.counted, ""), "men" if scope.unit == "men" else "", _THERE.get(scope.kind, "")]
    return ", ".join([side(fought, scope), *(m for m in more if m)])


def cited(ledger: Ledger, *figures: Figure) -> tuple[int, ...]:
    """Footnotes of some figures."""
    return tuple(sorted({ledger.source(f.source, f.read, f.locator) for f in figures}))


def head(fought: Fought, ledger: Ledger) -> Statement | None:
    """The sentence to print: the chosen figure, what it counts, who says so, its rate, and where that ranks the place by the same source."""
    line = fought.lead
    if line is None:
        return None
    f, rate, scene = line.figure, line.rows[0].rate, fought.scene
    count, place = number(f.interval), scene.name(fought.place)
    count = f"between {count.replace(' to ', ' and ')}" if None not in f.interval and f.low != f.high else count
    what = _SUBJECT.get(f.counted, "fighters went from {}").format(place)
    if f.kind != "cumulative":
        what = what.replace(" went from ", " from ").removesuffix(" went") + (" were there" if f.kind == "stock" else " went within the time")
    where = f"to fight in {_theatre(fought, f)}, on any side," if f.groups == "any" else f"to join {side(fought, f.scope)}"
    where = where if f.kind == "cumulative" else f"with {side(fought, f.scope)}"
    text = f"{count[0].upper()}{count[1:]} {what} {where} as of {until(f.as_of)}, according to {scene.name(f.holder)}"
    text = text.replace(",,", ",") + (" in a copy of its table" if f.copies else "") + (", in a sample" if f.basis == "sample" else "")
    refs = set(cited(ledger, *line.figures))
    if rate is not None:
        text += f"; that is {number(rate.bounds)} per million of the {_population(rate)}"
        refs.add(ledger.source(rate.population.source, rate.population.read))
        if (found := fought.ranked(f)) is not None:
            text += f", which ranks it {between(*found[1].rank[:2])} of {len(found[0].rows)} by that source"
            refs.add(_ranked(fought, ledger, *found))
    return Statement(text + ".", tuple(sorted(refs)))


def _theatre(fought: Fought, f: Figure) -> str:
    return fought.scene.atlas.vocabulary.theatres.get(f.theatre, f.theatre)


def _population(rate: Rate) -> str:
    p = rate.population
    published = f", as published in {civil(p.published)[0]}" if p.published is not None else ""
    return f"population of {p.year} ({number(p.interval)}{published})"


def _ranked(fought: Fought, ledger: Ledger, ranking: Ranking, row: Ranked) -> int:
    """The footnote of a rank: how it was reckoned, and who is ahead for certain."""
    scene = fought.scene
    ahead = [scene.name(x.figure.place) for x in ranking.rows if x.bounds.above(row.bounds)]
    left = f" Left out for want of a population: {listed([scene.name(f.place) for f in ranking.left])}." if ranking.left else ""
    text = (f"Ranked by rates between their bounds, each figure of {side(fought, ranking.scope)} as of {until(ranking.as_of)} in this source over the "
            f"population of its year as last published by the day of the brief; no figure of another source or scope is among them. Certainly ahead of "
            f"{scene.name(fought.place)}: {listed(ahead) or 'nobody'}.{left}")
    return ledger.remark("sum", text, [ranking.source, *([row.rate.population.source] if row.rate else [])])


def short(fought: Fought, ledger: Ledger) -> Statement | None:
    """The same in a line of text."""
    line = fought.lead
    if line is None:
        return None
    f, found = line.figure, fought.ranked(line.figure)
    rank = f", {between(*found[1].rank[:2])} of {len(found[0].rows)} per head" if found else ""
    more = f"; {plural(len(fought.others), 'holder counts', 'holders count')} otherwise" if fought.others else ""
    return Statement(f"{number(f.interval)} from {fought.scene.name(fought.place)} to {side(fought, f.scope)} as of {until(f.as_of)}{rank}{more}.",
                     cited(ledger, *line.figures))


def nothing(fought: Fought, ledger: Ledger) -> Statement:
    """That no figure of a place belongs here, which is no figure of nobody."""
    scene, place = fought.scene, fought.scene.name(fought.place)
    note = ledger.remark("absence", f"Figures of fighters from {place} that count until the day of the brief or the {'ten'} years before it: searched in "
                         f"the whole of {scene.where}; none found.")
    return Statement(f"Of fighters from {place} no figure of those years is recorded here, which is not a figure of nobody.", (note,),
                     Verdict.UNRECORDED.value)


def others(fought: Fought, ledger: Ledger) -> Statement | None:
    """What other holders count, with their scopes: none of it ranks with the figure printed first."""
    shown = fought.others[:OTHERS]
    if not shown:
        return None
    scene, rest = fought.scene, len(fought.others) - OTHERS
    parts = [f"{scene.name(x.figure.holder, not n)} {_count(x)} ({brief_scope(fought, x.figure.scope)}, as of {until(x.figure.as_of)})"
             for n, x in enumerate(shown)]
    refs = cited(ledger, *(f for x in shown for f in x.figures[:2]))
    same = all(x.figure.scope == fought.lead.figure.scope for x in shown) if fought.lead else False
    text = "Others count otherwise" + ("" if same else ", and other things") + f": {'; '.join(parts)}"
    return Statement(text[:-1] + ")" + (f"; and {plural(rest, 'more holder', 'more holders')}." if rest > 0 else "."), refs)


def _count(line: Line) -> str:
    return " or ".join(dict.fromkeys(number(r.figure.interval) for r in line.rows))


def disagreements(fought: Fought, ledger: Ledger) -> list[Statement]:
    """Figures of one scope and day that no number fits."""
    scene, out = fought.scene, []
    for a, b in fought.disagreeing[:OTHERS]:
        one, other = (f"{number(f.interval)} by {scene.name(f.holder)}" for f in (a, b))
        out.append(Statement(f"Of {side(fought, a.scope)} as of {until(a.as_of)}, of one scope, sources disagree: {one}, {other}; no number fits both.",
                             cited(ledger, a, b), "disputed"))
    return out


def sums(fought: Fought, ledger: Ledger) -> list[Statement]:
    """Breakdowns held against their whole: whether they fit, and what rest they leave."""
    out = []
    for w in fought.wholes[:OTHERS]:
        parts = listed([_part(f) for f in sorted(w.parts, key=lambda f: -(f.low or f.high or 0))])
        text = (f"Of the {number(w.whole.interval)} {_unit(w.whole)} of {fought.scene.name(w.whole.holder)} ({brief_scope(fought, w.whole.scope)}, as of "
                f"{until(w.whole.as_of)}), it counts {parts}: {_fits(w)}.")
        out.append(Statement(text, cited(ledger, w.whole)))
    return out


def _unit(f: Figure) -> str:
    return f.unit.replace("-", " ")


def _part(f: Figure) -> str:
    unit = {"suicide-bombers": "suicide bombers", "persons": "persons"}.get(f.unit, _unit(f))
    return f"{number(f.interval)} {unit}"


def _fits(w: Whole) -> str:
    if w.verdict == "exceeds":
        return f"together {number(w.sum)}, more than the whole, so that they cannot all hold"
    if w.verdict == "equals":
        return "together the whole"
    (low, high), (least, most) = w.whole.interval, w.sum
    if low is not None and low == high and least is not None and least == most:
        return f"together {number(w.sum)}; they fit, and leave {number(Interval(low - least, low - least))} of whom it is not said"
    return f"together {number(w.sum)}; they fit, and may leave a rest"


def missing(fought: Fought, ledger: Ledger) -> list[Statement]:
    """What is known to be missing, each with the source of which it is said."""
    out = []
    for c in fought.gaps[:GAPS]:
        source = fought.scene.atlas.source(c.source)
        note = spell_iso(c.note)
        said = f"{fought.scene.name(c.holder, True) if c.holder else (source.publisher if source else c.source)}: {note}"
        out.append(Statement(said.rstrip(".") + ".", (ledger.source(c.source, c.read),), Verdict.UNRECORDED.value))
    return out
