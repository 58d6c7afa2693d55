"""The first screen: a title that is the answer, and one paragraph of about five sentences."""

from __future__ import annotations

from dataclasses import replace

from ...kernel.claims import Claim, head
from ...kernel.standing import Verdict
from ...questions.counts import Count
from ...questions.polity import Existence
from .blocks import Statement
from .dealings import dealings
from .descent import origins
from .ledger import Ledger
from .member import membership
from .phrases import before_bounds, recognition_sentence
from .scene import Scene
from .words import day_text, edtf_text, listed, plural

NEAR_DAYS = 92
"""How far from the day a published count still belongs to it."""
NO_DENIAL = ", which is no denial"


def title(scene: Scene) -> str:
    """`Kosovo seen from the United States, 10 February 2017`. No capital stands in the atlas, so none stands here."""
    return f"{scene.label(scene.subject)} seen from {scene.name(scene.observer)}, {day_text(scene.day)}"


def lead(scene: Scene, ledger: Ledger) -> tuple[Statement, ...]:
    """The sentences of the lead, each with its footnote."""
    if not scene.exists:
        return (began(scene, ledger), *ruled(scene, ledger), nobody(scene, ledger))
    found = [began(scene, ledger), recognition_sentence(scene, ledger, scene.observer, scene.subject, lead=True)]
    if found[1].verdict == "unrecorded":
        found += dealings(scene, ledger, scene.observer, scene.subject)
    found.append(tally(scene, ledger))
    found += [s for s in (counters(scene, ledger), descent(scene, ledger), opposition(scene, ledger)) if s is not None]
    if len(found) < 5:
        found += membership(scene, ledger, scene.subject)
    return _once(found)


def _once(found: list[Statement]) -> tuple[Statement, ...]:
    """The sentences, the first of which that says of a silence that it is no denial has said it for all."""
    out: list[Statement] = []
    for s in found:
        told = any(NO_DENIAL in o.text for o in out)
        out.append(replace(s, text=s.text.replace(NO_DENIAL, "")) if told else s)
    return tuple(out)


def began(scene: Scene, ledger: Ledger) -> Statement:
    """Since when the subject exists, by its own account and by another's."""
    spans = [e for e in scene.record.existence if e.on(scene.day) != "no"]
    who = scene.name(scene.subject)
    if not spans and scene.record.existence:
        against = sorted({ledger.source(e.source) for e in scene.record.existence})
        return Statement(f"On {day_text(scene.day)} nobody in this atlas counted {who} as existing.", tuple(against[:3]), "no")
    if not spans:
        note = ledger.remark("absence", f"Start and end of {who}: no namer's dates for it stand in {scene.where}.")
        return Statement(f"Since when {who} existed is not recorded here.", (note,), "unrecorded")
    own = [e for e in spans if head(e.holder) == scene.subject][:1]
    others = sorted((e for e in spans if head(e.holder) != scene.subject), key=lambda e: (e.since_latest, e.holder))
    told = own + _apart(others, [e.since for e in own])[: 2 - len(own)]
    parts = []
    for n, e in enumerate(told or others[:1]):
        what = "itself" if e in own else "it" if n else who
        parts.append(f"{scene.name(e.holder, n == 0)} counts {what} from {edtf_text(e.since, 'before its own list begins')}")
    return Statement("; ".join(parts) + ".", tuple(sorted({ledger.source(e.source) for e in told or others[:1]})))


def _apart(spans: list[Existence], own: list[str | None]) -> list[Existence]:
    """One span per different start, those that differ from the subject's own account only."""
    seen = set(own)
    out = []
    for e in spans:
        if e.since not in seen:
            seen.add(e.since)
            out.append(e)
    return out


def nobody(scene: Scene, ledger: Ledger) -> Statement:
    """That there was nothing to recognise on the day."""
    note = before_bounds(scene, ledger, scene.observer, scene.subject)
    return Statement(f"So nobody could recognise {scene.name(scene.subject)} that day.", (note,), "no")


def ruled(scene: Scene, ledger: Ledger) -> list[Statement]:
    """Who answered for the territory on the day, by the claims of control."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for c in scene.record.control:
        if scene.counts_claim(c) and c.latest <= scene.day and (c.until_earliest is None or c.until_earliest > scene.day):
            found.setdefault((c.actor, c.kind), []).append(c)
    out = []
    for (actor, kind), claims in list(found.items())[:3]:
        holders = [scene.name(h, n == 0) for n, h in enumerate(_first_holders(scene, claims))]
        verb = "holds" if len(holders) == 1 else "hold"
        out.append(Statement(f"{listed(holders)} {verb} that {scene.name(actor)} had {kind} over the territory then.", ledger.claims(claims, 2)))
    return out


def tally(scene: Scene, ledger: Ledger) -> Statement:
    """How many recognised, how many not, of how many nothing is known."""
    n = {v: len(scene.of(v)) for v in Verdict}
    who = scene.name(scene.subject)
    silent = len(scene.silent) + n[Verdict.UNRECORDED]
    note = tally_note(scene, ledger)
    if not n[Verdict.YES] + n[Verdict.DISPUTED] + n[Verdict.UNDETERMINED] + n[Verdict.NO]:
        return Statement(f"Of nobody is it recorded here whether they recognised {who} that day.", (note,), "unrecorded")
    doubt = [plural(n[v], f"is {v.value}", f"are {v.value}") for v in (Verdict.DISPUTED, Verdict.UNDETERMINED) if n[v]]
    text = f"Sources here show {_number(scene, Verdict.YES)} that recognised {who} that day"
    text += f"; {' and '.join(doubt)}" if doubt else ""
    text += f"; {n[Verdict.NO]} did not" if n[Verdict.NO] > 1 else f"{'; ' if doubt else ' and '}{_number(scene, Verdict.NO)} that did not"
    text += f"; of {plural(silent, 'state', 'states')} nothing is recorded{NO_DENIAL}" if silent else ""
    return Statement(text + ".", (note,))


def _number(scene: Scene, verdict: Verdict) -> str:
    """How many have a standing: `none`, `one state`, `one actor` where it was none, `109`."""
    found = scene.of(verdict)
    one = "one state" if len(found) == 1 and found[0].actor in scene.states else "one actor"
    return one if len(found) == 1 else str(len(found)) if found else "none"


def tally_note(scene: Scene, ledger: Ledger) -> int:
    """The footnote of every count made from the claims: what was counted, and from how many sources."""
    sources = {source.id for s in scene.standings for source in s.answer.sources}
    actors = plural(len(scene.standings), "actor", "actors")
    return ledger.remark("sum" if sources else "absence", f"Counted from the timelines of {actors}: all of whom a claim stands in {scene.where}, "
                         f"resting on {plural(len(sources), 'source', 'sources')}; each actor stands with its sources in the table of standings. "
                         "States of which nothing is recorded: those that most namers count as existing that day.", _main_sources(scene))


def _main_sources(scene: Scene) -> list[str]:
    """The few sources that carry most of the standings."""
    found: dict[str, int] = {}
    for s in scene.standings:
        for source in s.answer.sources:
            found[source.id] = found.get(source.id, 0) + 1
    return sorted(found, key=lambda i: (-found[i], i))[:3]


def near(scene: Scene) -> list[Count]:
    """The counts printed in the months around the day; those dated no better than to a year, or worked out of a share, are left to the curve."""
    first, last = scene.day - NEAR_DAYS, scene.day + NEAR_DAYS
    return [c for c in scene.counts if c.read != "derived" and c.latest - c.earliest <= NEAR_DAYS and c.latest >= first and c.earliest <= last]


def counters(scene: Scene, ledger: Ledger) -> Statement | None:
    """What counters published around the day, beside what can be shown."""
    found = near(scene)
    if not found:
        return None
    numbers = [n for c in found for n in (c.low, c.high) if n is not None]
    low, high = min(numbers), max(numbers)
    shown = len(scene.of(Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED))
    refs = sorted({ledger.source(c.source, c.read) for c in found[:4]} | {tally_note(scene, ledger)})
    said = f"{low}" if low == high else f"{low} to {high}"
    parts = [f"{len(scene.of(v))} {v.value}" for v in (Verdict.YES, Verdict.DISPUTED, Verdict.UNDETERMINED) if scene.of(v)]
    return Statement(f"Counters said {said} in those months; {shown} can be shown here from sources"
                     + (f" ({listed(parts)})" if len(parts) > 1 else "")
                     + ("; the rest is not recorded, not denied." if shown < high else "."), tuple(refs))


def descent(scene: Scene, ledger: Ledger) -> Statement | None:
    """From whom the subject is said to descend, by whom, and who denies it; the observer's own view first."""
    found = origins(scene, scene.links, scene.subject)[:3]
    denied = scene.denials
    if not found:
        return None
    said: dict[tuple[str, ...], list[str]] = {}
    for claims in found:
        said.setdefault(tuple(_first_holders(scene, list(claims))), []).append(scene.name(claims[0].object))
    parts = []
    for n, (holders, whom) in enumerate(said.items()):
        who = listed([scene.name(h, n == m == 0) for m, h in enumerate(holders)])
        verb, what = "derives" if len(holders) == 1 else "derive", "it" if n else scene.name(scene.subject)
        parts.append(f"{who} {verb} {what} from {listed(whom)}")
    if denied:
        who = listed(list(dict.fromkeys(scene.name(c.holder) for c in denied)))
        parts.append(f"{who} {'deny' if len({c.holder for c in denied}) > 1 else 'denies'} {'any' if len(found) > 1 else 'that'} succession")
    refs = {r for cs in found for r in ledger.claims(cs, 2)} | set(ledger.claims(denied, 1))
    return Statement("; ".join(parts) + ".", tuple(sorted(refs)))


def _first_holders(scene: Scene, claims: list[Claim]) -> list[str]:
    """Two holders to name: parties before lists of states, the highest organ of each."""
    found: dict[str, str] = {}
    for c in sorted(claims, key=lambda c: (head(c.holder) != scene.observer, head(c.holder) not in scene.atlas.polities,
                                           not c.holder.endswith("/executive"), c.holder)):
        found.setdefault(head(c.holder), c.holder)
    return list(found.values())[:2]


def opposition(scene: Scene, ledger: Ledger) -> Statement | None:
    """How whoever claims the territory stood towards the subject."""
    who = next((c for c in scene.claimants if c != scene.observer and scene.there(c)), None)
    if who is None:
        return None
    said = recognition_sentence(scene, ledger, who, scene.subject, lead=True)
    name = scene.name(who, True)
    if said.verdict == "unrecorded":
        return said
    return Statement(said.text.replace(name, f"{name}, which claims the territory,", 1), said.refs, said.verdict, said.proof)
