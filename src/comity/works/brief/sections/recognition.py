"""Who recognised the subject that day and who did not: map, curve, published counts, and every actor with its sources."""

from __future__ import annotations

from ....kernel.claims import Claim
from ....kernel.dates import BEGIN, civil, ordinal
from ....kernel.standing import Verdict
from ..blocks import Aside, Block, Cell, Figure, Heading, Key, Listing, Paragraph, Part, Statement, Table, Tally
from ..charts import curve, map
from ..dealings import government_count
from ..lead import counters, near, nobody, tally, tally_note
from ..ledger import Ledger
from ..phrases import because, refs_of
from ..scene import Scene, Standing
from ..spans import span_text
from ..words import claim_when, day_text, edtf_text, listed, window_text

MAP_KEYS = {"yes": "recognised it", "disputed": "disputed", "undetermined": "undetermined: dates too coarse", "no": "did not recognise it",
            "unrecorded": "nothing recorded", "none": "no state of that day can be told, or a territory"}
HEADINGS = {Verdict.YES: "Recognised it", Verdict.DISPUTED: "Disputed", Verdict.UNDETERMINED: "Undetermined", Verdict.NO: "Did not recognise it",
            Verdict.UNRECORDED: "Spoken of elsewhere, nothing for that day"}


def build(scene: Scene, ledger: Ledger) -> Part:
    """The section."""
    who = scene.name(scene.subject)
    if not scene.exists:
        return Part(f"Who recognised {who}, and who did not", (Paragraph((nobody(scene, ledger),)), *_later(scene, ledger)))
    said = counters(scene, ledger)
    blocks: list[Block] = [_numbers(scene, ledger)] if scene.standings else [Paragraph((tally(scene, ledger),))]
    if scene.of(*[v for v in Verdict if v is not Verdict.UNRECORDED]):
        blocks.append(_map(scene, ledger))
    governments = government_count(scene, ledger)
    blocks += [Paragraph((governments,))] if governments else []
    line = curve.points(scene)
    if max((p.upper for p in line), default=0) >= 3:
        blocks.append(_curve(scene, ledger, line))
    blocks += _turns(scene, ledger)
    if scene.standings:
        blocks += [Heading(f"Every actor and its standing on {day_text(scene.day)}"), _standings(scene, ledger)]
    blocks += _silent(scene, ledger)
    return Part(f"Who recognised {who}, and who did not", tuple(blocks), (said or tally(scene, ledger),))


def _later(scene: Scene, ledger: Ledger) -> list[Block]:
    """The curve of another time, where there is one."""
    line = curve.points(scene)
    return [_curve(scene, ledger, line)] if max((p.upper for p in line), default=0) >= 3 else []


def _numbers(scene: Scene, ledger: Ledger) -> Tally:
    """How many actors stand where, side by side."""
    note = (tally_note(scene, ledger),)
    labels = {Verdict.YES: "recognised it", Verdict.DISPUTED: "disputed", Verdict.UNDETERMINED: "undetermined", Verdict.NO: "did not"}
    items = [(len(scene.of(v)), Statement(text, note, v.value)) for v, text in labels.items()]
    items.append((len(scene.silent) + len(scene.of(Verdict.UNRECORDED)), Statement("nothing recorded, nothing denied", note, "unrecorded")))
    return Tally(tuple(items))


def _map(scene: Scene, ledger: Ledger) -> Figure:
    who = scene.name(scene.subject)
    title = f"Who recognised {who} on {day_text(scene.day)}"
    counts = {v: [s.label for s in scene.of(v)] for v in Verdict}
    said = "; ".join(f"{HEADINGS[v].lower()}: {len(names)}" for v, names in counts.items() if names)
    describes = f"World map. {said[0].upper()}{said[1:]}; nothing recorded: {len(scene.silent)}. The table below lists them."
    shown = set(map.verdicts(scene).values())
    keys = [*(Key(k, t) for k, t in MAP_KEYS.items() if k in shown), *([Key("self", scene.label(scene.subject))] if "self" in shown else [])]
    note = tally_note(scene, ledger)
    rows = tuple((Cell(HEADINGS[v], verdict=v.value), Cell(str(len(names))), Cell(", ".join(names), (note,))) for v, names in counts.items() if names)
    caption = _map_caption(scene, note)
    return Figure("map", title, describes, lambda narrow: map.draw(scene, title, describes, narrow),
                  tuple(keys), tuple(caption),
                  Table("What the map shows", ("Standing", "Number", "Who"), rows, numeric=(1,)))


def _map_caption(scene: Scene, note: int) -> list[Statement | Aside]:
    """What the drawing leaves out, and whose colour it lends to whom."""
    text = "Borders as drawn by Natural Earth today; the drawing takes no side. Small states are dots."
    if map.lent(scene):
        text += " Dependencies take the colour of whoever answered for them that day."
    if not map.placed(scene.subject):
        text += f" {scene.name(scene.subject, True)} has no outline on today's map."
    off = map.undrawn(scene)
    return [Aside(text), *([Statement(f"Not on the drawing, but in the table: {listed(off)}.", (note,))] if off else [])]


def _curve(scene: Scene, ledger: Ledger, line: list[curve.Point]) -> Figure:
    who = scene.name(scene.subject)
    title = f"How many recognised {who}, over time"
    now = curve.on(line, scene.day)
    describes = (f"A step line from {civil(line[0].day)[0]} to {civil(scene.horizon)[0]}. On {day_text(scene.day)}: {now.yes} certainly, "
                 f"{now.upper} at most. The table below gives each year.")
    keys = [Key("line-yes", "certainly recognised it"), Key("disputed", "and these, if every disputed or undetermined one is added")]
    if scene.counts:
        keys.append(Key("ring", "what a counter published for that day"))
    spread = f"{now.yes}" if now.yes == now.upper else f"between {now.yes} and {now.upper}"
    caption: list[Statement | Aside] = [Statement(f"On {day_text(scene.day)} the claims show {spread}.", (tally_note(scene, ledger),))]
    if scene.horizon > scene.day:
        caption.append(Aside("The curve goes on after the day of this brief, to the date of the atlas, unless the lens stops it."))
    return Figure("curve", title, describes, lambda narrow: curve.draw(scene, title, describes, narrow), tuple(keys),
                  tuple(caption), _years(scene, ledger, line))


def _years(scene: Scene, ledger: Ledger, line: list[curve.Point]) -> Table:
    """The curve on each 1 January, the day itself, and the last day; beside it what counters published in that year."""
    first, last = civil(max(scene.opening, line[0].day))[0], civil(scene.horizon)[0]
    step = max(1, (last - first) // 30)
    days = sorted({d for y in range(first + 1, last + 1, step) if (d := ordinal(y, 1, 1)) <= scene.horizon} | {scene.day, scene.horizon})
    rows = []
    for n, day in enumerate(days):
        point = curve.on(line, day)
        since = days[n - 1] if n else BEGIN
        told = [c for c in scene.counts if since < c.latest <= day]
        refs = (*sorted({ledger.source(c.source, c.read) for c in told}),)
        rows.append((Cell(day_text(day)), Cell(str(point.yes)), Cell(str(point.disputed)), Cell(str(point.undetermined)),
                     Cell("; ".join(f"{c.spoken} ({window_text(c.earliest, c.latest)})" for c in told), refs)))
    return Table("The curve in numbers, and what counters published since the row above", ("On", "Certainly", "Disputed", "Undetermined", "Counters"),
                 tuple(rows), numeric=(1, 2, 3))


def _turns(scene: Scene, ledger: Ledger) -> list[Block]:
    """What counters said around the day, one by one, and who had withdrawn, suspended or come back by then."""
    out: list[Block] = []
    found = near(scene)
    if found:
        rows = tuple((Cell(scene.label(c.holder)), Cell(edtf_text(c.as_of)), Cell(c.spoken), Cell(c.scope, (ledger.source(c.source, c.read),)))
                     for c in found)
        out.append(Table("Published counts of those months", ("Counter", "As of", "Number", "Of what"), rows, numeric=(2,)))
    turned = _turned(scene, ledger)
    return [*out, Heading("Who had withdrawn, suspended or come back by then"), Listing(turned)] if turned else out


def _turned(scene: Scene, ledger: Ledger) -> tuple[Statement, ...]:
    """One statement for each actor that is said to have withdrawn, suspended or resumed by the day."""
    out = []
    said = scene.atlas.words("recognition").says
    for s in scene.standings:
        claims = [c for c in scene.atlas.pair("recognition", f"{s.actor} {scene.subject}")
                  if c.of == "state" and c.act in ("withdraws", "suspends", "resumes") and scene.counts_claim(c)
                  and (c.latest <= scene.day or BEGIN < c.earliest <= scene.day)]
        best: dict[str, Claim] = {}
        for c in sorted(claims, key=lambda c: c.latest - c.earliest):
            best.setdefault(c.act, c)
        if claims:
            told = "; ".join(f"{said[act].removesuffix(' of')} {claim_when(c)}" for act, c in best.items())
            out.append(Statement(f"{scene.name(s.actor, True)}: {told}.", ledger.claims(claims), s.verdict.value, _proof(scene, ledger, s)))
    return tuple(out)


def _proof(scene: Scene, ledger: Ledger, s: Standing) -> str | None:
    return None if s.verdict is Verdict.UNRECORDED else ledger.proof(s.answer, f"{s.label} recognises {scene.label(scene.subject)}")


def _standings(scene: Scene, ledger: Ledger) -> Table:
    rows = []
    for s in scene.standings:
        verdict = s.verdict.value + (", presumed" if s.presumed else "")
        rows.append((Cell(s.label), Cell(verdict, (), s.verdict.value, _proof(scene, ledger, s)), Cell(span_text(scene, s)),
                     Cell("; ".join(because(s.answer, scene.day, s.label)), refs_of(scene, ledger, s.answer))))
    return Table(f"Standings on {day_text(scene.day)}", ("Actor", "Recognised it", "From – until", "On what"), tuple(rows), wide=True)


def _silent(scene: Scene, ledger: Ledger) -> list[Block]:
    if not scene.silent:
        return []
    gaps = [s for _, s in scene.gaps]
    missing = f" Known gaps: {'; '.join(n for n, _ in scene.gaps)}." if gaps else ""
    note = ledger.remark("absence", f"Whether these states recognised {scene.name(scene.subject)}: no claim stands in {scene.where}, and no source "
                         f"that lists everything of the kind covers {day_text(scene.day)}.{missing}", gaps)
    names = listed([scene.name(i) for i in scene.silent])
    return [Heading("Of whom nothing is recorded"),
            Paragraph((Statement(f"Nothing is recorded of {names}: neither a recognition nor a refusal.", (note,), "unrecorded"),))]
