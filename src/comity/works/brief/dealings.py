"""What passed between two that is not recognition as a state: recognition as a government, and diplomatic relations."""

from __future__ import annotations

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN
from ...kernel.standing import Verdict
from .blocks import Statement
from .endings import ending
from .ledger import Ledger
from .phrases import refs_of
from .scene import Scene, Standing
from .spans import since_text
from .words import claim_when, day_text, listed, plural

RELATIONS = {"establishes-relations": "established", "breaks-relations": "broken off", "resumes-relations": "resumed"}


def dealings(scene: Scene, ledger: Ledger, a: str, b: str) -> list[Statement]:
    """Whether a recognised b as a government, and the diplomatic relations of the two, as of the day; nothing where nothing is recorded."""
    return [s for s in (government(scene, ledger, a, b), relations(scene, ledger, a, b)) if s is not None]


def government(scene: Scene, ledger: Ledger, a: str, b: str) -> Statement | None:
    """Whether one recognised the other as a government on the day, or until when it had."""
    s = _as_government(scene, a, b)
    if s is None or s.verdict is Verdict.UNRECORDED:
        return None
    one, other = scene.name(a), scene.name(b)
    since = f", since {since_text(s)}" if s.since > max(scene.bounds[0], BEGIN) else ""
    end = ending(scene, s.answer)
    text = {Verdict.YES: f"{one} recognised {other}{since}", Verdict.NO: f"{one} did not recognise {other}{since}",
            Verdict.DISPUTED: f"whether {one} recognised {other} was disputed",
            Verdict.UNDETERMINED: f"whether {one} recognised {other} that day is undetermined"}[s.verdict]
    if s.verdict is Verdict.NO and end:
        text = f"{one} recognised {other} until it {end.act} its recognition {end.when}"
    comma = "," if text.startswith("whether") else ""
    proof = ledger.proof(s.answer, f"{scene.label(a)} recognises {scene.label(b)} as a government")
    return Statement(f"As a government{comma} {text}.", refs_of(scene, ledger, s.answer, 2), s.verdict.value, proof)


def _as_government(scene: Scene, a: str, b: str) -> Standing | None:
    claims = scene.atlas.pair("recognition", f"{a} {b}")
    if a == b or not any(c.of == "government" and scene.counts_claim(c) for c in claims):
        return None
    return scene.standing(a, scene.view.recognition(a, b, of="government"))


def relations(scene: Scene, ledger: Ledger, a: str, b: str) -> Statement | None:
    """The diplomatic relations of two up to the day: what was established, broken off and resumed when."""
    found: dict[str, list[Claim]] = {}
    claims = [c for pair in dict.fromkeys((f"{a} {b}", f"{b} {a}")) for c in scene.atlas.pair("recognition", pair)]
    for c in sorted(claims, key=lambda c: (c.latest, c.latest - c.earliest)):
        if c.act in RELATIONS and c.earliest <= scene.day and scene.counts_claim(c):
            found.setdefault(f"{c.act} {c.ordinal}", []).append(c)
    if not found:
        return None
    told = []
    for key, same in found.items():
        whens = dict.fromkeys(claim_when(c) for c in sorted(same, key=lambda c: (c.latest - c.earliest, c.earliest)))
        told.append(f"{RELATIONS[key.split()[0]]} {next(iter(whens))}")
    refs = sorted({r for same in found.values() for r in ledger.claims(same, 2)})
    return Statement(f"Diplomatic relations between the two: {listed(told)}.", tuple(refs))


def government_count(scene: Scene, ledger: Ledger) -> Statement | None:
    """How many recognised the subject as a government on the day, of all of whom an act on that is recorded."""
    pairs = scene.atlas.pairs_of("recognition", object_=scene.subject)
    found = [s for pair in pairs if scene.there(a := pair.split()[0]) and (s := _as_government(scene, a, scene.subject)) is not None]
    told = [s for s in found if s.verdict is not Verdict.UNRECORDED]
    if not told:
        return None
    n = {v: sum(s.verdict is v for s in told) for v in Verdict}
    parts = [f"{n[Verdict.YES] or 'none'} recognised it",
             *(plural(n[v], f"is {v.value}", f"are {v.value}") for v in (Verdict.DISPUTED, Verdict.UNDETERMINED) if n[v]),
             *([f"{n[Verdict.NO]} did not, or no longer"] if n[Verdict.NO] else [])]
    sources = sorted({source.id for s in told for source in s.answer.sources})
    note = ledger.remark("sum", f"Counted on {day_text(scene.day)} from the timelines of {plural(len(found), 'actor', 'actors')} of whom an act on "
                         f"the government of {scene.name(scene.subject)} stands in {scene.where}.", sources[:5])
    return Statement(f"Recognition as a government is counted apart: that day, of {plural(len(told), 'actor', 'actors')} of whom an act is "
                     f"recorded, {listed(parts)}.", (note,))
