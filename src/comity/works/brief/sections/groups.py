"""Armed groups named in relation to the two: what they were called by whom, what had become of them, who had listed them; all as of the day."""

from __future__ import annotations

from ....kernel.standing import Verdict
from ..armed import Groups
from ..armed_phrases import heading, silent, told
from ..blocks import Aside, Block, Cell, Figure, Heading, Listing, Paragraph, Part, Statement, Table
from ..charts import lineage as chart
from ..kin import Kin, Row
from ..ledger import Ledger
from ..named import as_of
from ..scene import Scene
from ..words import day_text, listed, plural, spell_iso

TITLE = "Armed groups"
GAPS = 6
BRIEFLY = 2
"""How many groups a line of text names."""


def build(scene: Scene, ledger: Ledger) -> Part | None:
    """The section; None before the subject was there."""
    if not scene.exists or scene.subject == scene.observer:
        return None
    groups = Groups(scene)
    if not groups.shown:
        said = _none(groups, ledger)
        return Part(TITLE, (Paragraph((said,)),))
    lead = _lead(groups, ledger)
    blocks: list[Block] = [Paragraph((lead,)), *_bare(groups)]
    for armed in groups.shown:
        blocks += [Heading(heading(scene, armed.record)), Listing(tuple(told(groups, ledger, armed)))]
    if groups.kin is not None:
        blocks.append(_figure(groups.kin, ledger))
    blocks += _gaps(groups, ledger)
    return Part(TITLE, tuple(blocks), (_short(groups, ledger),))


def _lead(groups: Groups, ledger: Ledger) -> Statement:
    scene = groups.scene
    names = listed([heading(scene, a.record) for a in groups.shown])
    refs = sorted({r for a in groups.shown for r in ledger.claims(a.ground, 1)})
    more = f"; {plural(groups.more, 'more group is', 'more groups are')} named too" if groups.more else ""
    return Statement(f"Sources name {names} as groups that were in {_two(scene, 'or')}, or that nationals of either joined{more}.", tuple(refs))


def _short(groups: Groups, ledger: Ledger) -> Statement:
    """The same in a line of text."""
    shown = groups.shown[:BRIEFLY]
    rest = groups.more + len(groups.shown) - len(shown)
    names = listed([*(as_of(a.record, groups.scene.day) for a in shown), *([f"{rest} more"] if rest else [])])
    refs = sorted({r for a in shown for r in ledger.claims(a.ground, 1)})
    return Statement(f"{names} {'is' if len(shown) + rest == 1 else 'are'} named in relation to the two.", tuple(refs))


def _two(scene: Scene, word: str) -> str:
    return f"{scene.name(scene.subject)} {word} {scene.name(scene.observer)}"


def _none(groups: Groups, ledger: Ledger) -> Statement:
    scene = groups.scene
    passed = (f"; {plural(groups.passed, 'group that', 'groups that')} a source places there without a day, and that neither had listed, "
              f"{'is' if groups.passed == 1 else 'are'} left out" if groups.passed else "")
    note = ledger.remark("absence", f"Armed groups active or based in {_two(scene, 'or')}, or joined by nationals of either, by "
                         f"{day_text(scene.day)}: searched in the whole of {scene.where}; none found with a day or a listing by either{passed}.",
                         groups.passed_by[:3])
    what = f"in relation to {_two(scene, 'and')}"
    text = (f"{plural(groups.passed, 'armed group is', 'armed groups are')} named here {what}, but without a day, and neither had listed "
            f"{'it' if groups.passed == 1 else 'any of them'} by then." if groups.passed else
            f"No armed group is named here {what}, which is no denial.")
    return Statement(text, (note,), Verdict.UNRECORDED.value)


def _bare(groups: Groups) -> list[Block]:
    """Which of the two keep no list that the atlas has."""
    scene = groups.scene
    owners = {r.partition("/")[0] for r in groups.regimes}
    without = [scene.name(p, not n) for n, p in enumerate(p for p in groups.two if p not in owners)]
    return [Aside(f"{listed(without)}: no list of armed groups in this atlas.")] if without else []


def _figure(kin: Kin, ledger: Ledger) -> Figure:
    on = day_text(kin.until or 0)
    title = f"How {kin.label} and its kin came of each other, as of {on}"
    describes = (f"{plural(len(kin.strands), 'group', 'groups')} as lines over time, {plural(len(kin.joins), 'join', 'joins')} between them, names "
                 "and listings along them. The table below gives every one with its source.")
    caption = Aside(f"Drawn only as far as {on}; what the sources date coarser than that day, or not at all, is left out of the drawing.")
    return Figure("lineage", title, describes, lambda narrow: chart.draw(kin, title, describes, narrow), (), (caption,), _table(kin, ledger))


def _table(kin: Kin, ledger: Ledger) -> Table:
    rows = tuple((Cell(r.when), Cell(r.who), Cell(r.what + (f" ({r.standing})" if r.standing else "")), Cell("", refs))
                 for r in kin.rows if (refs := _refs(r, ledger, kin)))
    return Table("The lineage in words", ("Day", "Group", "What", "Source"), rows)


def _refs(row: Row, ledger: Ledger, kin: Kin) -> tuple[int, ...]:
    known = [c for c in row.claims if kin.until is None or c.undated or c.earliest <= kin.until]
    found = {*ledger.claims(known or row.claims, 2), *(ledger.source(c.source, c.read, c.locator) for c in row.names[:2])}
    return tuple(sorted(found))


def _gaps(groups: Groups, ledger: Ledger) -> list[Block]:
    """What is known to be missing of the groups told of, and how many others were passed over."""
    scene = groups.scene
    items = silent(groups, ledger)
    items += [Statement(f"{spell_iso(c.note[0].upper() + c.note[1:])}.", (ledger.source(c.source, c.read),), Verdict.UNRECORDED.value)
             for c in groups.gaps()[:GAPS]]
    if groups.passed:
        note = ledger.remark("sum", f"Groups that a source places in {_two(scene, 'or')} without a day and that no list of either had by "
                             f"{day_text(scene.day)}; left out.", groups.passed_by[:3])
        many = plural(groups.passed, "more group is placed", "more groups are placed")
        items.append(Statement(f"{many} in one of the two without a day, listed by neither by then, and left out.", (note,)))
    return [Heading("What is missing here"), Listing(tuple(items))] if items else []
