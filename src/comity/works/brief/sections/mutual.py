"""How the two see each other: recognition both ways, dealings between them, membership of each."""

from __future__ import annotations

from ....kernel.claims import Claim
from ..blocks import Aside, Block, Cell, Heading, Listing, Part, Statement, Table
from ..dealings import dealings as told
from ..dealings import government
from ..ledger import Ledger
from ..member import membership
from ..phrases import absence, recognition_sentence
from ..scene import Scene
from ..words import claim_when, day_text


def build(scene: Scene, ledger: Ledger) -> Part:
    """The section."""
    a, b = scene.observer, scene.subject
    statements = [recognition_sentence(scene, ledger, a, b)]
    if a != b:
        statements.append(recognition_sentence(scene, ledger, b, a))
        statements += [*told(scene, ledger, a, b), *(s for s in (government(scene, ledger, b, a),) if s is not None)]
        statements += [*membership(scene, ledger, b), *membership(scene, ledger, a)]
    claims = [c for pair in dict.fromkeys((f"{a} {b}", f"{b} {a}")) for c in scene.atlas.pair("recognition", pair) if scene.counts_claim(c)]
    dealings = [c for c in claims if c.of != "state" or c.act.endswith("-relations")]
    blocks: list[Block] = [Listing(tuple(statements))]
    if dealings:
        blocks += [Heading("Governments and relations"), _dealings(scene, ledger, dealings)]
        if any(c.earliest > scene.day for c in dealings):
            blocks.append(Aside(f"Rows marked “later” happened after {day_text(scene.day)}."))
    else:
        what = f"Acts on governments and diplomatic relations between {scene.name(a)} and {scene.name(b)}"
        blocks.append(Listing((Statement("No act on governments or diplomatic relations between the two is recorded here.",
                                         (absence(scene, ledger, what, "recognition", f"{a} {b}"),), "unrecorded"),)))
    return Part("How the two saw each other", tuple(blocks), tuple(statements))


def _dealings(scene: Scene, ledger: Ledger, claims: list[Claim]) -> Table:
    said = scene.atlas.words("recognition").says
    grouped: dict[tuple[str, str, str, int], list[Claim]] = {}
    for c in claims:
        grouped.setdefault((c.actor, c.act, c.of, c.ordinal), []).append(c)
    rows = []
    for (actor, act, of, _), same in sorted(grouped.items(), key=lambda g: min(c.latest for c in g[1])):
        whens = list(dict.fromkeys(claim_when(c) for c in sorted(same, key=lambda c: (c.latest - c.earliest, c.earliest))))
        later = " (later)" if min(c.earliest for c in same) > scene.day else ""
        object_ = scene.name(same[0].object) if same[0].object in scene.atlas.polities else same[0].object
        what = f"{said[act]} {object_}" + (" (its government)" if of == "government" else "")
        rows.append((Cell(scene.label(actor)), Cell(what), Cell("; or ".join(whens[:3]) + later, ledger.claims(same))))
    return Table("Dealings between the two, in order", ("Who", "Did", "When"), tuple(rows))
