"""What the subject is and since when, per namer; who leaves it out; its names and codes that day."""

from __future__ import annotations

from ....questions.polity import Existence, Named, holding
from ..blocks import Block, Cell, Heading, Paragraph, Part, Statement, Table
from ..lead import began
from ..ledger import Ledger
from ..member import membership
from ..scene import Scene
from ..words import day_text, edtf_text, listed

LIST_SIZE = 50
"""A namer that dates at least this many polities keeps a list: what it leaves out is worth saying."""
_STYLES = ("short", "formal", "former", "variant", "native", "name")


def build(scene: Scene, ledger: Ledger) -> Part:
    """The section."""
    said = scene.record.on(scene.day)
    who = scene.name(scene.subject)
    blocks: list[Block] = [Paragraph(_summary(scene, ledger, said))]
    if scene.record.existence:
        blocks.append(_existence(scene, ledger))
    names = _names(scene, ledger)
    if names.rows:
        blocks += [Heading("Names and codes in use that day"), names]
    else:
        note = ledger.remark("absence", f"Names of {who} on {day_text(scene.day)}: none is recorded in {scene.where}.")
        blocks.append(Paragraph((Statement("No name or code of that day is recorded here.", (note,), "unrecorded"),)))
    return Part(f"What {who} was, and since when", tuple(blocks), (began(scene, ledger),))


def _summary(scene: Scene, ledger: Ledger, said: dict[str, str]) -> tuple[Statement, ...]:
    out: list[Statement] = [] if scene.record.existence else [began(scene, ledger)]
    against = [h for h, v in said.items() if v == "no"]
    if against:
        refs = sorted({ledger.source(e.source) for e in scene.record.existence if e.holder in against})
        out.append(Statement(f"By the dates of {listed([scene.name(h) for h in against])} it did not exist that day.", tuple(refs), "no"))
    absent = _leaving_out(scene)
    if absent:
        holders = [scene.name(h) for h, _ in absent]
        sources = [s for _, s in absent]
        note = ledger.remark("absence", f"Lists of states searched for {scene.name(scene.subject)}, none of which has an entry for it.", sources)
        out.append(Statement(f"{_capital(listed(holders))} {'has' if len(holders) == 1 else 'have'} no entry for it.", (note,), "unrecorded"))
    for claimant in scene.claimants:
        source = scene.claiming(claimant)
        if source:
            out.append(Statement(f"{scene.name(claimant, True)} holds that the territory is its own.", (ledger.source(source[0][0]),), "disputed"))
    out += membership(scene, ledger, scene.subject)
    return tuple(out)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _leaving_out(scene: Scene) -> list[tuple[str, str]]:
    """The lists of states that have no entry for the subject: (holder, source)."""
    rows = scene.rows("SELECT holder, min(source), count(DISTINCT polity) FROM existence GROUP BY holder ORDER BY holder", source=1)
    mine = {e.holder for e in scene.record.existence}
    return [(h, s) for h, s, n in rows if n >= LIST_SIZE and h not in mine and scene.view.lens.eyes in (None, h)]


def _existence(scene: Scene, ledger: Ledger) -> Table:
    """Every span that a namer gives, each with what it alone says of the day."""
    rows = tuple((Cell(scene.label(e.holder)), Cell(edtf_text(e.since, "not given")), Cell(edtf_text(e.until, "—")),
                  Cell(_that_day(e, scene.day), verdict=e.on(scene.day)), Cell("", (ledger.source(e.source),))) for e in scene.record.existence)
    return Table(f"Who counts {scene.name(scene.subject)}, from when to when", ("Namer", "From", "Until", day_text(scene.day), "Source"), rows)


def _that_day(span: Existence, day: int) -> str:
    said = span.on(day)
    return said if said != "no" else "no, later" if day < span.since_earliest else "no, ended"


def _names(scene: Scene, ledger: Ledger) -> Table:
    """Names and codes that held on the day, one row a kind, the plainest first."""
    held = [*sorted(holding(scene.record.names, scene.day), key=lambda n: (_STYLES.index(n.kind) if n.kind in _STYLES else 9, n.text)),
            *holding(scene.record.codes, scene.day)]
    grouped: dict[str, list[Named]] = {}
    for n in held:
        grouped.setdefault(n.kind, []).append(n)
    rows = [(Cell(_kind(kind)), Cell("; ".join(dict.fromkeys(n.text for n in ns))),
             Cell("", tuple(sorted({ledger.source(n.source) for n in ns})[:6]))) for kind, ns in grouped.items()]
    return Table(f"What {scene.name(scene.subject)} was called on {day_text(scene.day)}", ("Kind", "Name or code", "Source"), tuple(rows))


def _kind(kind: str) -> str:
    codes = {"iso2": "ISO 3166-1, two letters", "iso3": "ISO 3166-1, three letters", "isonum": "ISO 3166-1, number", "iso3166-3": "ISO 3166-3",
             "cow": "COW number", "cowabb": "COW letters", "gw": "Gleditsch and Ward number", "gwabb": "Gleditsch and Ward letters", "m49": "UN M49",
             "fips": "FIPS 10-4", "ioc": "IOC", "wikidata": "Wikidata"}
    return codes.get(kind, f"{kind} name" if kind != "name" else "name")
