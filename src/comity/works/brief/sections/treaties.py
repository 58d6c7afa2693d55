"""Treaties and extradition: what binds the two and through which chain, per doctrine, the bars, what was said, what changes later."""

from __future__ import annotations

from ....kernel.dates import BEGIN
from ....kernel.standing import Verdict
from ..blocks import Aside, Block, Cell, Figure, Heading, Key, Listing, Paragraph, Part, Statement, Table
from ..charts import instruments as chart
from ..law import BINDING, Instrument, Law, Span, Stage
from ..law_phrases import changes, lead, own_law, pair_title, short
from ..law_tables import bars, decision_table, doctrine_table, elsewhere, others, said_table, searched, unless
from ..ledger import Ledger
from ..scene import Scene
from ..words import day_text, edtf_text, plural, short_day

KEYS = {"yes": "in force", "disputed": "disputed", "undetermined": "undetermined: dates too coarse"}
THEORIES = ("As recorded: what parties, courts and depositaries said or let pass. Convention of 1978: the Vienna Convention on succession to "
            "treaties, applied as a model. Clean slate: no new state is bound without its consent. Continuity: every successor is bound. "
            "A dash: another instrument governs.")


def build(scene: Scene, ledger: Ledger) -> Part | None:
    """The section."""
    if not scene.exists or scene.subject == scene.observer:
        return None
    law = Law(scene)
    told = lead(law, ledger)
    blocks: list[Block] = [Paragraph(told)]
    if law.instruments:
        blocks.append(_figure(law, ledger))
    blocks += _doctrines(law, ledger)
    if law.main is not None:
        blocks += [Heading("What bars surrender"), *bars(law, ledger, law.main)]
    blocks += [Heading(f"What the law of {scene.name(scene.observer)} says"), Paragraph((own_law(law, ledger, law.ways[1]),))]
    blocks += _said(law, ledger)
    blocks += _later(law, ledger)
    blocks += [Heading("Other treaties between the two"), *others(law, ledger)]
    return Part("Treaties and extradition", tuple(blocks), (short(law, ledger) or told[0],))


def _figure(law: Law, ledger: Ledger) -> Figure:
    scene = law.scene
    title = f"Extradition between {scene.name(scene.subject)} and {scene.name(scene.observer)}: the instruments and how they came down"
    stages = sum(len(i.stages) for i in law.instruments)
    describes = (f"Bars over time for {plural(len(law.instruments), 'instrument', 'instruments')} with {plural(stages, 'holder', 'holders')} in all. "
                 "The table below gives every span with its source.")
    shown = {p.verdict.value for i in law.instruments for s in i.stages for p in s.spans}
    keys = [*(Key(k, t) for k, t in KEYS.items() if k in shown), *([Key("ring", "signed")] if any(law.signed(i) for i in law.instruments) else [])]
    if any(len(i.stages) > 1 for i in law.instruments):
        keys.append(Key("step", "passed to the next by succession"))
    caption = [Aside("One line for each holder, from the maker down to the two. The dashed line is the day of this brief; what lies right of it "
                     "is known only from today.")]
    return Figure("instruments", title, describes, lambda narrow: chart.draw(law, title, describes, narrow), tuple(keys), tuple(caption),
                  _spans(law, ledger))


def _spans(law: Law, ledger: Ledger) -> Table:
    """Every span of every stage: the chart in words."""
    scene, rows = law.scene, []
    for i in law.instruments:
        name = chart.title(scene, i)
        signed = law.signed(i)
        if signed is not None:
            rows.append((Cell(name), Cell("signed"), Cell(edtf_text(signed.date)), Cell("—"), Cell("", (ledger.source(signed.source, signed.read),))))
        for s in i.stages:
            for p in (p for p in s.spans if p.verdict in BINDING and s.node is not None):
                refs = ledger.node(s.node, 3, p.since) if s.node is not None else ()
                rows.append((Cell(f"{name}: {law.stage_name(s)}"), _stood(law, ledger, i, s, p), Cell(short_day(p.since) if p.since > BEGIN else "—"),
                             Cell(short_day(p.until) if p.until <= scene.horizon else "—"), Cell("", refs or (searched(law, ledger),))))
        if not any(p.verdict in BINDING for s in i.stages for p in s.spans) and signed is None:
            rows.append((Cell(name), Cell("nothing made out"), Cell("—"), Cell("—"), Cell("", (searched(law, ledger),))))
    return Table("The instruments and how they stood", ("Instrument: holder", "Stood", "From", "Until", "Source"), tuple(rows))


def _stood(law: Law, ledger: Ledger, instrument: Instrument, stage: Stage, span: Span) -> Cell:
    """How an instrument stood over a span, with the proof for its first day."""
    words = KEYS[span.verdict.value].partition(":")[0]
    if stage.node is None or span.since <= BEGIN:
        return Cell(words)
    return Cell(words, (), None, ledger.step(stage.node, pair_title(law.scene, instrument.treaty, stage.holder, stage.other), span.since))


def _doctrines(law: Law, ledger: Ledger) -> list[Block]:
    found = unless(law, ledger)
    if not any(f.basis for way in law.ways for f in way.own.doctrines.values()):
        return []
    tables = [doctrine_table(law, ledger, way) for way in law.ways]
    out: list[Block] = [Heading("Must they surrender, doctrine by doctrine"), *tables, Aside(THEORIES)]
    return [*out, Paragraph((found,))] if found else out


def _said(law: Law, ledger: Ledger) -> list[Block]:
    tables = [t for t in (said_table(law, ledger), decision_table(law, ledger)) if t is not None]
    more = elsewhere(law, ledger)
    if not tables and more is None:
        return []
    return [Heading("What parties and courts have said"), *tables, *([Paragraph((more,))] if more else [])]


def _later(law: Law, ledger: Ledger) -> list[Block]:
    """What lies after the day, as the atlas knows it."""
    scene = law.scene
    if scene.horizon <= scene.day:
        return []
    known = scene.view.lens.known_by
    told = changes(law, ledger)
    tables = [t for t in (said_table(law, ledger, later=True), decision_table(law, ledger, later=True)) if t is not None]
    out: list[Block] = [Heading(f"What would change at a later date, as known by {day_text(known or scene.atlas.date)}")]
    if told:
        out.append(Listing(tuple(told)))
    else:
        note = ledger.remark("absence", f"Instruments on extradition that begin or cease to bind the two between {day_text(scene.day)} and "
                             f"{day_text(scene.horizon)}: none in {scene.where}.")
        out.append(Listing((Statement(f"No later change is recorded up to {day_text(scene.horizon)}.", (note,), Verdict.UNRECORDED.value),)))
    return [*out, *tables, Aside(f"Later knowledge: no part of the answer for {day_text(scene.day)}.")] if told or tables else out
