"""Foreign fighters in sentences: the figure to print with its rate and rank, what others count, who disagrees, the sums, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...kernel.dates import civil, parse
from ...kernel.figures import Figure, Interval, Scope
from ...kernel.standing import Verdict
from ...questions.fighters.ranking import Ranked, Ranking
from ...questions.fighters.rates import Rate
from ...questions.fighters.record import Whole
from .blocks import Statement
from .fought import YEARS, Fought, Line
from .ledger import Ledger
from .scene import Scene
from .words import MONTHS, edtf_text, listed, plural, spell_iso, the

OTHERS = 4
"""How many other holders a sentence names."""
GAPS = 4
_NAMED = re.compile(r"\b(Cent(er|re)|Institute|Foundation|Group|Network|Secretariat|Tribunal|Council|Initiative|Association)\b")
_ORGAN = re.compile(r"\([a-z]{2,5}\)$")
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


def who(scene: Scene, holder: str) -> str:
    """A holder inside a sentence: `the International Centre for Counter-Terrorism`, `the United States (FBI)`."""
    if holder in scene.atlas.polities or "/" in holder:
        return _ORGAN.sub(lambda m: m[0].upper(), scene.name(holder))
    label = scene.label(holder).partition(", ")[0]
    label = label.replace("The ", "the ", 1) if label.startswith("The ") else label
    return f"the {label}" if _NAMED.search(label) and not label.startswith(("the ", "authors ")) else the(label)


def side(fought: Fought, scope: Scope) -> str:
    """For whom they fought, and where: `Sunni militant groups in Syria and Iraq`."""
    words = fought.scene.atlas.vocabulary
    return f"{words.sides.get(scope.groups, scope.groups)} in {words.theatres.get(scope.theatre, scope.theatre)}"


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
    f, rate = line.figure, line.rows[0].rate
    said = f"{who(fought.scene, f.holder)}{' in a copy of its table' if f.copies else ''}{', in a sample' if f.basis == 'sample' else ''}"
    count = ", or in another source ".join(dict.fromkeys(_bounds(r.figure) for r in line.rows)) + ("," if len(line.rows) > 1 else "")
    where = _went(fought, f)
    told = f"{count} {where}{',' if ',' in where else ''} as of {until(f.as_of)}"
    text = f"According to {said}, {told}" if count[0].isdigit() else f"{told[0].upper()}{told[1:]}, according to {said}"
    refs = set(cited(ledger, *line.figures))
    if rate is not None:
        each = " or ".join(dict.fromkeys(number(r.rate.bounds) for r in line.rows if r.rate))
        text += f"; that is {each} per million of the {_population(rate)}"
        refs.add(ledger.source(rate.population.source, rate.population.read))
        if (found := fought.ranked(f)) is not None:
            text += f", which ranks it {between(*found[1].rank[:2])} of {len(found[0].rows)} by that source"
            refs.add(_ranked(fought, ledger, *found))
    return Statement(text + ".", tuple(sorted(refs)))


def _bounds(f: Figure) -> str:
    """`between 100 and 150`, `at least 300`, `120`."""
    return f"between {f.low:,} and {f.high:,}" if f.low is not None and f.high is not None and f.low != f.high else number(f.interval)


def _went(fought: Fought, f: Figure) -> str:
    """Who went where, for whom: `fighters went from Kosovo to join Islamic State in Syria and Iraq`."""
    what = _SUBJECT.get(f.counted, _SUBJECT["from"]).format(fought.scene.name(fought.place))
    if f.low == f.high == 1:
        for many, one in (("fighters", "fighter"), ("citizens", "citizen"), ("residents", "resident"), ("people", "person")):
            what = what.replace(many, one, 1)
    if f.kind == "stock":
        what = what.replace(" went", " were there", 1)
    if f.kind != "cumulative":
        return f"{what} with {side(fought, f.scope)}{', within that time,' if f.kind == 'flow' else ''}"
    theatre = fought.scene.atlas.vocabulary.theatres.get(f.theatre, f.theatre)
    return f"{what} to fight on any side in {theatre}" if f.groups == "any" else f"{what} to join {side(fought, f.scope)}"


def _population(rate: Rate) -> str:
    p = rate.population
    published = f", as published in {civil(p.published)[0]}" if p.published is not None else ""
    return f"population of {p.year} ({number(p.interval)}{published})"


def _ranked(fought: Fought, ledger: Ledger, ranking: Ranking, row: Ranked) -> int:
    """The footnote of a rank: how it was reckoned, and who is ahead for certain."""
    scene = fought.scene
    ahead = [scene.name(x.figure.place) for x in ranking.rows if x.bounds.above(row.bounds)]
    left = f" Left out for want of a population: {listed([scene.name(f.place) for f in ranking.left])}." if ranking.left else ""
    text = (f"Ranked by rates between their bounds, each figure of {side(fought, ranking.scope)} as of {until(ranking.as_of)} in this source over "
            f"the population of its year as last published by the day of the brief; no figure of another source or scope is among them. Certainly "
            f"ahead of {scene.name(fought.place)}: {listed(ahead) or 'nobody'}.{left}")
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
    note = ledger.remark("absence", f"Figures of fighters from {place} that count until the day of the brief or a day of the {YEARS} years before: "
                         f"searched in the whole of {scene.where}; none found.")
    return Statement(f"Of fighters from {place} no figure of those years is recorded here, which is not a figure of nobody.", (note,),
                     Verdict.UNRECORDED.value)


def others(fought: Fought, ledger: Ledger) -> Statement | None:
    """What other holders count, with their scopes: none of it ranks with the figure printed first."""
    shown = fought.others[:OTHERS]
    if not shown:
        return None
    scene, rest = fought.scene, len(fought.others) - OTHERS
    parts = [f"{who(scene, x.figure.holder)} {_count(x)} ({brief_scope(fought, x.figure.scope)}, as of {until(x.figure.as_of)})" for x in shown]
    refs = cited(ledger, *(f for x in shown for f in x.figures[:2]))
    like = {fought.lead is not None and x.figure.scope == fought.lead.figure.scope for x in shown}
    more = f"; and {plural(rest, 'more holder', 'more holders')}" if rest > 0 else ""
    told = "Others count otherwise" if len(like) > 1 else "Others say of the same" if True in like else "Others count other things"
    return Statement(f"{told}: {'; '.join(parts)}{more}.", refs)


def _count(line: Line) -> str:
    return " or ".join(dict.fromkeys(number(r.figure.interval) for r in line.rows))


def disagreements(fought: Fought, ledger: Ledger) -> list[Statement]:
    """Figures of one scope and day that no number fits."""
    scene, out = fought.scene, []
    for a, b in fought.disagreeing[:OTHERS]:
        one, other = (f"{number(f.interval)} by {who(scene, f.holder)}" for f in (a, b))
        told = f"{one}, {other}" if a.holder != b.holder else f"{one} in one source, {number(b.interval)} in another"
        text = f"{brief_scope(fought, a.scope)}, as of {until(a.as_of)}: {told}; no number fits both."
        out.append(Statement(f"{scene.name(fought.place, True)}, {text}", cited(ledger, a, b), "disputed"))
    return out


def sums(fought: Fought, ledger: Ledger) -> list[Statement]:
    """Breakdowns held against their whole: whether they fit, and what rest they leave."""
    out = []
    for w in fought.wholes[:OTHERS]:
        parts = listed([f"{number(f.interval)} {_unit(f)}" for f in sorted(w.parts, key=lambda f: -(f.low or f.high or 0))])
        holder = who(fought.scene, w.whole.holder)
        text = (f"{holder[0].upper()}{holder[1:]}, of {number(w.whole.interval)} {_unit(w.whole)} ({brief_scope(fought, w.whole.scope)}, as of "
                f"{until(w.whole.as_of)}): {parts}; {_fits(w)}.")
        out.append(Statement(text, cited(ledger, w.whole)))
    return out


def _unit(f: Figure) -> str:
    return f.unit.replace("-", " ")


def _fits(w: Whole) -> str:
    together = f"{number(w.sum)} together" if len(w.parts) > 1 else "one part"
    if w.verdict == "exceeds":
        return f"{together}, more than the whole, so that not all of it can hold"
    if w.verdict == "equals":
        return f"{together}, which is the whole"
    (low, high), (least, most) = w.whole.interval, w.sum
    if low is not None and low == high and least is not None and least == most:
        return f"{together}, which fits and leaves a rest of {number(Interval(low - least, low - least))}"
    return f"{together}, which fits and may leave a rest"


def missing(both: Sequence[Fought], ledger: Ledger) -> list[Statement]:
    """What is known to be missing of either place, each with the source of which it is said."""
    out = []
    for fought, c in list({id(c): (f, c) for f in both for c in f.gaps}.values())[:GAPS]:
        source = fought.scene.atlas.source(c.source)
        of = source.publisher if source and c.holder in ("", "press", "scholars") else who(fought.scene, c.holder)
        text = f"{of[0].upper()}{of[1:]}: {spell_iso(c.note).rstrip('.')}."
        out.append(Statement(text, (ledger.source(c.source, c.read),), Verdict.UNRECORDED.value))
    return out
