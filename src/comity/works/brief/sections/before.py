"""What changed hands before: who answered for the territory since 1900, and from whom the subject descends, per holder."""

from __future__ import annotations

from ....kernel.claims import Claim
from ....kernel.dates import BEGIN, END
from ..blocks import Aside, Block, Cell, Figure, Heading, Key, Listing, Paragraph, Part, Statement, Table
from ..charts import chain
from ..descent import origins, way_back
from ..ledger import Ledger
from ..phrases import holders_text
from ..scene import OPENING, Scene
from ..words import claim_when, day_text, edtf_text, listed

KIND_KEYS = {"sovereignty": "sovereignty claimed", "administration": "administration", "occupation": "occupation",
             "existence": "existed, by the widest dates"}


def build(scene: Scene, ledger: Ledger) -> Part:
    """The section."""
    who = scene.name(scene.subject)
    found = scene.links
    control = scene.control
    blocks: list[Block] = []
    routes = _routes(scene, ledger, found)
    if not found and not control and not routes:
        note = ledger.remark("absence", f"From whom {who} descends, and control of its territory since 1900: no claim that "
                             f"begins by {day_text(scene.day)} stands in {scene.where}, "
                             "and no source covers it.")
        nothing = Statement("Nothing of that day or before is recorded of what stood there.", (note,), "unrecorded")
        return Part(f"What stood there before {who}", (Paragraph((nothing,)),))
    if routes:
        blocks += [Listing(routes)]
    bars = _control_bars(scene, control) or _existence_bars(scene, found)
    if bars:
        blocks.append(_figure(scene, ledger, bars, control, found))
    if found:
        blocks += [Heading("Each link of the chain, and who says so"), _link_table(scene, ledger, found)]
    return Part(f"What stood there before {who}", tuple(blocks), routes[:2])


def _routes(scene: Scene, ledger: Ledger, found: list[tuple[Claim, ...]]) -> tuple[Statement, ...]:
    """One sentence per direct predecessor: the way back from it by the best attested links, and who says the first step; then who denies."""
    out = []
    for first in origins(scene, found, scene.subject):
        steps = way_back(scene, found, first)
        way = ", from ".join(scene.name(s[0].object) for s in steps)
        refs = tuple(sorted({r for s in steps for r in ledger.claims(s, 2)}))
        out.append(Statement(f"By {_holders(scene, first)}: {scene.name(scene.subject)} from {way}.", refs))
    denied = scene.denials
    for key in sorted({c.target for c in denied}):
        claims = [c for c in denied if c.target == key]
        verb = "denies" if len({c.holder for c in claims}) == 1 else "deny"
        what = f"that {scene.name(scene.subject)} {'continues' if key.startswith('continues') else 'succeeded'} {scene.name(key.split()[2])}"
        out.append(Statement(f"{_holders(scene, claims, True)} {verb} {what} ({claim_when(claims[0])}).", ledger.claims(claims), "disputed"))
    return tuple(out)


def _holders(scene: Scene, claims: tuple[Claim, ...] | list[Claim], start: bool = False) -> str:
    names = listed([scene.name(h) for h in sorted({c.holder for c in claims}, key=lambda h: (h.split("/")[0] not in scene.atlas.polities, h))])
    return names[0].upper() + names[1:] if start else names


def _control_bars(scene: Scene, control: list[Claim]) -> list[chain.Bar]:
    return [chain.Bar(scene.label(c.actor), c.kind, c.earliest, c.latest,
                      END if c.until_earliest is None else _certain_end(c), END if c.until_latest is None else c.until_latest) for c in control]


def _certain_end(claim: Claim) -> int:
    """An end of "no later than" says nothing certain; then only the possible part is drawn."""
    return claim.until_earliest if claim.until_earliest is not None and claim.until_earliest > BEGIN else BEGIN


def _existence_bars(scene: Scene, found: list[tuple[Claim, ...]]) -> list[chain.Bar]:
    ids = dict.fromkeys([scene.subject, *(i for cs in found for i in (cs[0].actor, cs[0].object))])
    return [chain.Bar(scene.label(i), "existence", b.start, b.start, b.end, b.end) for i in ids if (b := scene.atlas.polities[i][3]).end > OPENING]


def _figure(scene: Scene, ledger: Ledger, bars: list[chain.Bar], control: list[Claim], found: list[tuple[Claim, ...]]) -> Figure:
    who = scene.name(scene.subject)
    title = f"Who answered for the territory of {who} since 1900" if control else f"What {who} is said to follow, since 1900"
    describes = f"Bars over time, one lane for each of {len({b.lane for b in bars})}. The table below gives every span with its source."
    kinds = {b.kind for b in bars}
    keys = (*(Key(k, t) for k, t in KIND_KEYS.items() if k in kinds), Key("thin", "possible, the dates leave it open"))
    caption = (Aside("Overlapping bars are claims of different holders, or parts of the territory; none is preferred. "
                     "The dashed line is the day of this brief; what is said to begin after it is left out."),)
    table = _control_table(scene, ledger, control) if control else _existence_table(scene, ledger, found)
    return Figure("chain", title, describes, lambda narrow: chain.draw(scene, bars, OPENING, title, describes, narrow),
                  keys, caption, table)


def _control_table(scene: Scene, ledger: Ledger, control: list[Claim]) -> Table:
    rows = tuple((Cell(scene.label(c.actor)), Cell(c.kind), Cell(edtf_text(c.date, "not given")), Cell(edtf_text(c.until, "—")),
                  Cell(scene.label(c.holder)), Cell(c.note, (ledger.source(c.source, c.read, c.locator),))) for c in control)
    return Table("Every claim of control", ("Who", "As", "From", "Until", "Says", "Note"), rows, wide=True)


def _existence_table(scene: Scene, ledger: Ledger, found: list[tuple[Claim, ...]]) -> Table:
    ids = dict.fromkeys([scene.subject, *(i for cs in found for i in (cs[0].actor, cs[0].object))])
    rows = tuple((Cell(scene.label(i)), Cell(edtf_text(e.since, "not given")), Cell(edtf_text(e.until, "—")), Cell(scene.label(e.holder)),
                  Cell("", (ledger.source(e.source),))) for i in ids for e in scene.view.polity(i).existence
                 if e.since_earliest <= scene.day)
    return Table("Every claim of existence", ("Who", "From", "Until", "Says", "Source"), rows, wide=True)


def _link_table(scene: Scene, ledger: Ledger, found: list[tuple[Claim, ...]]) -> Table:
    rows = []
    for claims in found:
        for act, kind in dict.fromkeys((c.act, c.kind) for c in claims):
            same = [c for c in claims if (c.act, c.kind) == (act, kind)]
            how = {"succeeds": "successor", "continues": "continuation"}.get(act, act)
            how += f", {kind.replace('-', ' ')}" if kind and kind != "continuation" else ""
            whens = "; ".join(dict.fromkeys(claim_when(c) for c in same))
            rows.append((Cell(scene.label(claims[0].actor)), Cell(scene.label(claims[0].object)), Cell(how), Cell(whens),
                         Cell(holders_text(scene, same), ledger.claims(same, 6))))
    return Table("The links, latest first", ("Polity", "After", "As", "When", "Says"), tuple(rows), wide=True)
