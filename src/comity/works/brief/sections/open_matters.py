"""What is disputed, undetermined or unrecorded, and where the sources contradict each other: said plainly, none of it settled."""

from __future__ import annotations

from ....kernel.conflicts import PairConflict
from ....kernel.standing import Verdict
from ..blocks import Aside, Block, Heading, Listing, Paragraph, Part, Statement, Table
from ..ledger import Ledger
from ..phrases import because, conflict_cells, refs_of
from ..scene import Scene, Standing
from ..words import day_text, plural

QUIET = ("one-rumour", "adjacent")
"""Kinds that are too many to list one by one in full; they come last."""


def build(scene: Scene, ledger: Ledger) -> Part:
    """The section."""
    blocks: list[Block] = []
    short: list[Statement] = []
    for verdict, heading in ((Verdict.DISPUTED, "Disputed that day"), (Verdict.UNDETERMINED, "Undetermined that day")):
        found = scene.of(verdict)
        if found:
            items = tuple(_matter(scene, ledger, s) for s in found)
            blocks += [Heading(f"{heading}: {len(found)}"), Listing(items)]
            short += items[:1]
    conflicts = _conflicts(scene)
    if conflicts:
        rows = tuple(conflict_cells(scene, ledger, c) for c in conflicts)
        blocks += [Heading(f"Where the sources contradict each other: {len(conflicts)}"),
                   Aside("Listed, not settled; whichever date carries the verdict stands in the proof."),
                   Table(f"Conflicts among the claims about recognition of {scene.name(scene.subject)}", ("Actor", "What is in conflict", "Sides"), rows, wide=True)]
    blocks += _gaps(scene, ledger)
    if not blocks:
        note = ledger.remark("sum", f"All standings and conflicts that concern recognition of {scene.name(scene.subject)} on {day_text(scene.day)} were looked at "
                             f"({plural(len(scene.standings), 'actor', 'actors')}); none is disputed or undetermined and no claims contradict each other.")
        blocks.append(Paragraph((Statement("Nothing is disputed or undetermined among the claims that stand here.", (note,)),)))
    return Part("What is disputed, undetermined, unrecorded", tuple(blocks), tuple(short))


def _matter(scene: Scene, ledger: Ledger, s: Standing) -> Statement:
    who = scene.name(s.actor, True)
    told = "; ".join(because(s.answer, scene.day, s.label, 4))
    return Statement(f"{who}: {told}.", refs_of(scene, ledger, s.answer, 5), s.verdict.value,
                     ledger.proof(s.answer, f"{s.label} recognises {scene.label(scene.subject)}"))


def _conflicts(scene: Scene) -> list[PairConflict]:
    found = [c for s in scene.standings for c in s.answer.conflicts]
    back = scene.view.recognition(scene.subject, scene.observer)
    found += [c for c in back.conflicts if scene.observer != scene.subject]
    return sorted(found, key=lambda c: c.kind in QUIET)


def _gaps(scene: Scene, ledger: Ledger) -> list[Block]:
    if not scene.gaps:
        return []
    items = tuple(Statement(f"{note[0].upper()}{note[1:]}.", (ledger.source(source),), "unrecorded") for note, source in scene.gaps)
    return [Heading("What is known to be missing here"), Listing(items)]
