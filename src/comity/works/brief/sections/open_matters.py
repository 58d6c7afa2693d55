"""What is disputed, undetermined or unrecorded, and where the sources contradict each other: said plainly, none of it settled."""

from __future__ import annotations

from ....kernel.standing import Verdict
from ..blocks import Aside, Block, Heading, Listing, Paragraph, Part, Statement, Table
from ..ledger import Ledger
from ..phrases import because, conflict_cells, refs_of
from ..scene import Scene, Standing
from ..words import day_text, plural

QUIET = ("one-rumour", "adjacent")
"""Kinds that are too many to list one by one in full; they come last."""


def build(scene: Scene, ledger: Ledger) -> Part | None:
    """The section."""
    if not scene.exists:
        return None
    blocks: list[Block] = []
    short: list[Statement] = []
    for verdict, heading in ((Verdict.DISPUTED, "Disputed that day"), (Verdict.UNDETERMINED, "Undetermined that day")):
        found = scene.of(verdict)
        if found:
            items = tuple(_matter(scene, ledger, s) for s in found)
            blocks += [Heading(f"{heading}: {len(found)}"), Listing(items)]
            short += items
    blocks += _contradictions(scene, ledger)
    blocks += _gaps(scene, ledger)
    if not blocks:
        looked = plural(len(scene.standings), "actor", "actors")
        what = f"recognition of {scene.name(scene.subject)} on {day_text(scene.day)}"
        note = ledger.remark("absence", f"Disputes, coarse dates and conflicts about {what}: none among the claims about {looked} in {scene.where}.")
        blocks.append(Paragraph((Statement("Nothing is disputed or undetermined among the claims that stand here.", (note,)),)))
    return Part("What is disputed, undetermined, unrecorded", tuple(blocks), tuple(short[:1]), max(len(short) - 1, 0))


def _matter(scene: Scene, ledger: Ledger, s: Standing) -> Statement:
    who = scene.name(s.actor, True)
    told = "; ".join(because(s.answer, scene.day, s.label, 4))
    return Statement(f"{who}: {told}.", refs_of(scene, ledger, s.answer, 5), s.verdict.value,
                     ledger.proof(s.answer, f"{s.label} recognises {scene.label(scene.subject)}"))


def _contradictions(scene: Scene, ledger: Ledger) -> list[Block]:
    """The conflicts about acts of that day or before as a table; how many more concern later days."""
    found = [c for s in scene.standings for c in s.answer.conflicts]
    if scene.observer != scene.subject:
        found += scene.view.recognition(scene.subject, scene.observer).conflicts
    now = sorted((c for c in found if min(x.latest for x in c.claims) <= scene.day), key=lambda c: c.kind in QUIET)
    later = len(found) - len(now)
    if not found:
        return []
    who = scene.name(scene.subject)
    out: list[Block] = [Heading(f"Where the sources contradict each other: {len(now)}")]
    if now:
        out += [Aside("Listed, not settled; whichever date carries the verdict stands in the proof."),
                Table(f"Conflicts among the claims about recognition of {who}", ("Actor", "What is in conflict", "Sides"),
                      tuple(conflict_cells(scene, ledger, c) for c in now), wide=True)]
    if later:
        sources = sorted({x.source for c in found if c not in now for x in c.claims if x.source != "supposed"})
        note = ledger.remark("sum", f"Conflicts among the claims about recognition of {who} whose acts all lie after {day_text(scene.day)}.",
                             sources[:5])
        out.append(Paragraph((Statement(f"{plural(later, 'more conflict concerns', 'more conflicts concern')} acts after that day.", (note,)),)))
    return out


def _gaps(scene: Scene, ledger: Ledger) -> list[Block]:
    if not scene.gaps:
        return []
    items = tuple(Statement(f"{note[0].upper()}{note[1:]}.", (ledger.source(source),), "unrecorded") for note, source in scene.gaps)
    return [Heading("What is known to be missing here"), Listing(items)]
