"""Sentences about standings, acts and conflicts: from answers and claims to words with footnotes."""

from __future__ import annotations

from collections.abc import Iterable

from ...kernel.claims import Claim, head
from ...kernel.conflicts import KINDS, PairConflict
from ...kernel.dates import BEGIN
from ...kernel.proofs import Node
from ...kernel.render import Seen, carrying
from ...kernel.standing import Verdict
from ...questions.answer import Answer
from .blocks import Cell, Statement
from .endings import ending, withdrawn
from .ledger import Ledger
from .scene import Scene, Standing
from .spans import UNKNOWN, since_text
from .words import claim_when, day_text, listed, plural, spell_iso, the

_ACT_RULES = ("S9-act", "S12-refusal", "S12-late-refusal", "S7-observation", "S18-coverage", "S12-denial", "S11-denial", "S15-denial")

CONFLICTS = {
    "dates": "different days for one act", "adjacent": "days one apart, perhaps by time zone", "kinds": "a lesser date does not fit the date used",
    "denied": "denied by a party", "bounds": "dated before either began", "observer": "an observer says the opposite of the acts",
    "late-refusal": "refused after recognising", "no-beginning": "ended without a beginning",
    "one-rumour": "rests on one report by neither party", "coverage": "left out of a list that claims to be complete"}
"""Each kind of conflict in a few words; a kind that is not here keeps the kernel's own."""


def absence(scene: Scene, ledger: Ledger, what: str, relation: str, pair: str) -> int:
    """The footnote of a sentence about absence: what was searched, and what is known to be missing there."""
    claims = [c for c in scene.atlas.pair(relation, pair) if scene.counts_claim(c)]
    actor, object_ = pair.split()
    spans = scene.view.coverage(relation, actor, object_)
    gaps = [g for g in scene.gaps if pair.endswith(f" {scene.subject}")]
    searched = (f"{plural(len(claims), 'claim', 'claims')} about the two, none of which reaches {day_text(scene.day)}" if claims
                else "no claim about the two at all")
    covered = ("; a source that lists everything of the kind covers " + listed([f"{day_text(a)} to {day_text(b - 1)}" for a, b, _ in spans])
               + ", not this day") if spans else "; no source that lists everything of the kind covers that day"
    missing = f" Known gaps: {'; '.join(n for n, _ in gaps)}." if gaps else ""
    text = f"{what}: searched in the whole of {scene.where}; found {searched}{covered}.{missing}"
    return ledger.remark("absence", text, [s for _, _, s in spans] + [s for _, s in gaps])


def refs_of(scene: Scene, ledger: Ledger, answer: Answer, most: int = 3) -> tuple[int, ...]:
    """Footnotes of an answer on the day; where nothing carries it, the footnote of the absence."""
    found = ledger.answer(answer, most)
    if found:
        return found
    q = answer.question
    if answer.on(scene.day) is Verdict.NO:
        return (before_bounds(scene, ledger, q["actor"], q["object"]),)
    what = f"Whether {scene.name(q['actor'])} {'recognises' if q['ask'] == 'recognition' else 'is a member of'} {scene.name(q['object'])}"
    return (absence(scene, ledger, what, q["ask"], f"{q['actor']} {q['object']}"),)


def before_bounds(scene: Scene, ledger: Ledger, actor: str, object_: str) -> int:
    """The footnote of a `no` that only says that one of the two did not exist that day."""
    rows = scene.rows("SELECT source FROM existence WHERE polity IN (?, ?)", actor, object_, source=0)
    sources = sorted({r[0] for r in rows})[:4]
    return ledger.remark("sum" if sources else "absence", f"Follows from the dates that namers give for {scene.name(actor)} and "
                         f"{scene.name(object_)}: on {day_text(scene.day)} at least one of the two existed for none of them (S10).", sources)


def recognition_sentence(scene: Scene, ledger: Ledger, actor: str, object_: str, lead: bool = False) -> Statement:
    """Whether one recognised the other on the day, in one sentence, with its proof."""
    answer = scene.view.recognition(actor, object_)
    standing = scene.standing(actor, answer)
    a, b = scene.name(actor, True), scene.name(object_)
    end = ending(scene, answer)
    text = withdrawn(end, a, b) if end else _recognised(scene, standing, a, b, object_)
    refs = refs_of(scene, ledger, answer, 2 if lead else 3)
    if standing.verdict is Verdict.UNRECORDED and object_ == scene.subject and actor in scene.claimants:
        text = f"{a} claims the territory; no statement by it on recognition is recorded here"
        refs = (*refs, *(ledger.source(r[0]) for r in scene.claiming(actor)[:1]))
    elif end and standing.presumed:
        text += "; nothing later is recorded"
    elif standing.presumed and standing.verdict is not Verdict.UNRECORDED:
        text = _presumed(text, answer.presumed_from - 1)
    proof = None if standing.verdict is Verdict.UNRECORDED else ledger.proof(answer, f"{scene.label(actor)} recognises {scene.label(object_)}")
    return Statement(text + ".", tuple(dict.fromkeys(refs)), standing.verdict.value, proof)


def _presumed(text: str, last: int) -> str:
    """The sentence with the mark of what no evidence reaches; beside a coarse date no day is given for the last word either."""
    if text.endswith(UNKNOWN):
        return text[:-1] + "; presumed: nothing later is recorded)"
    return text + (f" (presumed: nothing is recorded after {day_text(last)})" if last >= BEGIN else " (presumed)")


def _recognised(scene: Scene, s: Standing, a: str, b: str, object_: str) -> str:
    start = scene.atlas.polities[object_][3].start
    since = f"since {since_text(s)}" if s.since > max(start, BEGIN) else ""
    if s.verdict is Verdict.YES:
        return f"{a} recognised {b}" + (f", as it had {since}" if since else "")
    if s.verdict is Verdict.NO:
        acts = because(s.answer, scene.day, s.label, 1)
        return f"{a} did not recognise {b}" + (f": it {acts[0]}" if acts and acts[0].startswith("refused") else f", {since}" if since else "")
    if s.verdict is Verdict.DISPUTED:
        return f"Whether {lower(a)} recognised {b} was disputed" + (f", {since}" if since else "")
    if s.verdict is Verdict.UNDETERMINED:
        return f"Whether {lower(a)} already recognised {b} is undetermined: the dates in the sources are too coarse for this day"
    return f"Whether {lower(a)} recognised {b} is not recorded here, which is no denial"


def lower(text: str) -> str:
    """A name that began a sentence, inside one."""
    return text[0].lower() + text[1:] if text.startswith("The ") else text


def because(answer: Answer, day: int, label: str, most: int = 2) -> list[str]:
    """What carries an answer's verdict on a day, in the words of its proof, without the actor's name: `recognised Kosovo on 18 February 2008`."""
    out: dict[str, None] = {}
    stack, seen = [Seen(answer.proof.node, day)], set()
    while stack:
        here = stack.pop()
        node = here.node
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.rule in _ACT_RULES:
            out[_told(node, label)] = None
            continue
        stack += reversed(carrying(*here))
    later = answer.on(day) is Verdict.NO
    said = [t.replace("recognised ", "recognised only ", 1) if later and t.startswith("recognised ") and "denied" not in t else t for t in out if t]
    return said if len(said) <= most else [*said[:most], f"and {len(said) - most} more in the proof"]


def _told(node: Node, label: str) -> str:
    """One step of a proof as what the actor did, or as what is said of it."""
    if node.rule == "S18-coverage":
        return "left out of a list that claims to be complete"
    if node.rule == "S7-observation":
        return _seen(node, label)
    text = spell_iso(node.sentence).removeprefix("unless ").removeprefix(label + " ")
    named = str(node.args.get("object", "\0"))
    text = text.replace(f" recognition of {named} ", " recognition ").replace(f" {named} ", " ")
    doubted = [p for p in node.premises if p.rule.endswith("denial")]
    return text + (f" (denied by {listed(sorted({str(p.args.get('holder', '')) for p in doubted}))})" if doubted else "")


def _seen(node: Node, label: str) -> str:
    """What somebody observed of the actor: `said by the press to recognise it on …`."""
    who, when = str(node.args["holder"]), spell_iso(str(node.args["date"]))
    if "listed" in str(node.args["saw"]):
        return f"listed among refusers by {the(who)} {when}"
    verb = "to recognise it" if node.args["for"] else "not to recognise it"
    return f"said by {'itself' if who == label else the(who)} {verb} {when}"


def conflict_cells(scene: Scene, ledger: Ledger, conflict: PairConflict) -> tuple[Cell, ...]:
    """A conflict as a row: what about, what kind, and both sides with their sources."""
    said = scene.atlas.words("recognition").says
    first = conflict.claims[0]
    sides: dict[str, list[Claim]] = {}
    for c in conflict.claims:
        text = f"{scene.label(c.holder)} denies it" if c.act == "denies" else f"{said[c.act].removesuffix(' of')} {claim_when(c)}"
        sides.setdefault(text, []).append(c)
    about = scene.label(first.actor) if first.act != "denies" else scene.label(_subject_of(conflict.claims))
    refs = tuple(sorted({r for claims in sides.values() for r in ledger.claims(claims, 2)}))
    return (Cell(about), Cell(CONFLICTS.get(conflict.kind, KINDS[conflict.kind])), Cell(_versus(list(sides)), refs))


def _subject_of(claims: Iterable[Claim]) -> str:
    return next((c.actor for c in claims if c.act != "denies"), next(iter(claims)).actor)


def _versus(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "; against: ".join((texts[0], "; ".join(texts[1:])))


def holders_text(scene: Scene, claims: Iterable[Claim]) -> str:
    """The holders of some claims, the parties first: `United States (executive); International System(s) Dataset`."""
    ids = sorted({c.holder for c in claims}, key=lambda h: (head(h) not in scene.atlas.polities, scene.label(h)))
    return "; ".join(dict.fromkeys(scene.label(h) for h in ids))
