"""Tables on extradition between two: the answer per doctrine, the bars, what was said, what was decided, and what else binds them."""

from __future__ import annotations

from collections.abc import Iterable

from ...kernel.claims import Claim
from ...kernel.instruments import Decision, Provision, Treaty
from ...kernel.proofs import Node
from ...kernel.standing import Verdict
from ...questions.extradition.bars import FORCES, NO_BAR
from ...questions.extradition.duty import Basis, Finding
from ...questions.extradition.treaties import ABOUT
from ...questions.treaties.ask import candidates
from .blocks import Block, Cell, Paragraph, Statement, Table
from .law import BINDING, Instrument, Law, Question, Stage, when
from .law_phrases import DUTIES, HELD, clauses, kind_of, named, pair_title, spoken
from .ledger import Ledger
from .scene import Scene
from .words import MONTHS, day_text, edtf_text, listed, on_text, plural, the

DOCTRINES = {"recorded": "as recorded", "vcsst-1978": "Convention of 1978", "clean-slate": "clean slate", "continuity": "continuity"}
GROUNDS = {"own-nationals": "own nationals", "own-nationals-power": "power over own nationals", "political-offence": "political offences",
           "political-motive": "political motive", "lapse-of-time": "lapse of time", "prior-trial": "earlier trial",
           "capital-punishment": "capital punishment", "military-offence": "military offences", "retroactivity": "acts before it was in force"}
"""The clauses that may bar surrender, in the order of the table."""
SAYS = {"no-obligation": "neither is bound to surrender its own nationals", "shall-refuse": "own nationals are not surrendered",
        "shall-not-refuse": "nationality is no ground of refusal", "mandatory-bar": "surrender is refused", "may-refuse": "it may be refused",
        "no-bar": "no bar", "silent": "the text says nothing", "not-retroactive": "earlier acts are not covered",
        "retroactive": "earlier acts are covered", "granted": "the power is granted all the same", "withheld": "the power is withheld"}
NEAR = ("legal-assistance", "transfer", "terrorism", "crime", "human-rights", "penal")
"""The matters nearest to extradition; they come first."""
FEW, MOST = 3, 4
"""So few treaties make a sentence; so many are named in a cell."""


def doctrine_table(law: Law, ledger: Ledger, way: Question) -> Table:
    """One direction: every instrument that may bind, under every doctrine, with what follows from it."""
    scene = law.scene
    asked, by = scene.name(way.requested), scene.name(way.requesting)
    shown = {i.treaty.id for i in law.instruments}
    shown = {b.treaty.id for f in way.own.doctrines.values() for b in f.basis if b.treaty.id in shown and b.verdict in BINDING}
    rows: list[tuple[Cell, ...]] = []
    for doctrine, finding in way.own.doctrines.items():
        bases = [b for b in finding.basis if b.verdict in BINDING or b.treaty.id in shown]
        other = {b.treaty.id: b for b in way.another.doctrines[doctrine].basis}
        for n, basis in enumerate(bases or finding.basis[:1]):
            rows.append(_doctrine_row(law, ledger, way, finding, basis, other.get(basis.treaty.id), n == 0))
        if not finding.basis:
            rows.append(_no_basis(law, ledger, doctrine, finding))
    return Table(f"Asked of {asked} by {by} on {day_text(scene.day)}",
                 ("Doctrine", "Instrument", "In force", f"A national of {asked}", f"A national of {by}", f"Law of {asked}"), tuple(rows), wide=True)


def _doctrine_row(law: Law, ledger: Ledger, way: Question, finding: Finding, basis: Basis, other: Basis | None, first: bool) -> tuple[Cell, ...]:
    scene = law.scene
    label = basis.treaty.name(scene.label).removesuffix(" undated")
    through = basis.chain[1:-1]
    name = label + (f", through {listed([scene.label(p) for p in through])}" if through and basis.verdict in BINDING else "")
    refs = ledger.node(basis.node, 2) or (searched(law, ledger),)
    verdict = basis.verdict.value
    title = f"{pair_title(scene, basis.treaty, way.requested, way.requesting)} ({DOCTRINES[finding.doctrine]})"
    asked = scene.name(way.requested)
    own = finding.domestic.says if first else "—"
    return (Cell(DOCTRINES[finding.doctrine]), Cell(name, refs),
            Cell("no, suspended" if basis.suspended else verdict, (), verdict, ledger.step(basis.node, title)),
            _duty(ledger, basis, f"{asked} must surrender its own national under {label} ({DOCTRINES[finding.doctrine]})"),
            _duty(ledger, other, f"{asked} must surrender a national of {scene.name(way.requesting)} under {label} ({DOCTRINES[finding.doctrine]})"),
            Cell(own, (), None, ledger.step(finding.domestic.node, f"What the law of {asked} says of surrendering its own national"
                                            f" ({DOCTRINES[finding.doctrine]})") if first else None))


def _duty(ledger: Ledger, basis: Basis | None, title: str) -> Cell:
    """What follows from an instrument, with its proof; a dash where another governs."""
    if basis is None or basis.weighed is None:
        return Cell("—")
    return Cell(DUTIES.get(basis.weighed.duty, basis.weighed.duty), (), None, ledger.step(basis.weighed.owed, title))


def _no_basis(law: Law, ledger: Ledger, doctrine: str, finding: Finding) -> tuple[Cell, ...]:
    return (Cell(DOCTRINES[doctrine]), Cell("none recorded", (searched(law, ledger),)), Cell(finding.verdict.value, (), finding.verdict.value),
            Cell(DUTIES.get(finding.duty, finding.duty)), Cell(DUTIES.get(finding.duty, finding.duty)), Cell(finding.domestic.says))


def searched(law: Law, ledger: Ledger) -> int:
    """The footnote of what nobody made out: what was searched."""
    scene = law.scene
    return ledger.remark("absence", f"Instruments on extradition between {scene.name(scene.subject)} and {scene.name(scene.observer)} under each "
                         f"doctrine: searched in the whole of {scene.where}; none is made out.")


def bars(law: Law, ledger: Ledger, instrument: Instrument) -> list[Block]:
    """The clauses of an instrument that may bar surrender, and those that nobody read."""
    scene, treaty = law.scene, instrument.treaty
    found = {w.requested: clauses(law, treaty, w.requested, w.requesting, scene.day) for w in law.ways}
    proofs = {b.ground: b.node for b in law.finding.bars} if law.finding.governing and law.finding.governing.treaty.id == treaty.id else {}
    rows: list[tuple[Cell, ...]] = []
    unread = []
    for ground, words in GROUNDS.items():
        settled = {asked: c.of(ground) for asked, c in found.items()}
        distinct = {p.id: p for p in settled.values() if p is not None}
        if not distinct and ground not in ("own-nationals-power", "political-motive"):
            unread.append(words)
        for row in distinct.values():
            of = [scene.label(a) for a, p in settled.items() if p is not None and p.id == row.id]
            force = FORCES.get(row.value, NO_BAR)
            proof = proofs.get(ground) if scene.label(scene.subject) in of else None
            rows.append((Cell(words), _force(ledger, force, proof), Cell("either" if len(of) == 2 else listed(of)), Cell(row.article),
                         Cell(_clause(scene, row), ledger.claims([row.claim]))))
    out: list[Block] = []
    if rows:
        out.append(Table(f"Clauses read, {treaty.name(scene.label).removesuffix(' undated')}",
                         ("Ground", "Force", "Asked of", "Article", "What it says"), tuple(rows), wide=True))
    out += [Paragraph(tuple(s for s in (_reach(law, ledger, treaty), _unread(law, ledger, treaty, unread)) if s is not None))]
    return [b for b in out if not isinstance(b, Paragraph) or b.statements]


def _force(ledger: Ledger, force: str, node: Node | None) -> Cell:
    text = {NO_BAR: "no bar"}.get(force, force)
    return Cell(text, (), None, ledger.step(node, node.sentence)) if node is not None else Cell(text)


def _clause(scene: Scene, row: Provision) -> str:
    text = SAYS.get(row.value, row.value.replace("-", " "))
    law = row.details.get("law")
    text += (f", by the law of {'' if law == 'either' else 'the '}{law} state" if law in ("requested", "requesting", "either") else "")
    text += f", unless there is {row.details['unless']}" if row.details.get("unless") else ""
    text += f"; not counted as such: {listed([o.replace('-', ' ') for o in row.details['excludes']])}" if row.details.get("excludes") else ""
    text += f"; declared by {scene.name(row.party)}" if row.party else ""
    return f"{text} ({row.note})" if row.note else text


def _unread(law: Law, ledger: Ledger, treaty: Treaty, unread: list[str]) -> Statement | None:
    if not unread:
        return None
    what = named(law.scene, treaty)
    admitted = [s for s in (treaty.source,) if law.scene.view.admits(s)]
    note = ledger.remark("absence", f"Clauses of {what} on {listed(unread)}: no reading of any stands in {law.scene.where}.", admitted)
    return Statement(f"What it says of {listed(unread).replace(' and ', ' or ')}, if anything, nobody has read here; an unread clause may forbid.",
                     (note,), "unrecorded")


def _reach(law: Law, ledger: Ledger, treaty: Treaty) -> Statement | None:
    """Which offences it reaches, as far as was read."""
    scene = law.scene
    read = clauses(law, treaty, scene.subject, scene.observer, scene.day)
    method, threshold, whole = read.of("offence-method"), read.of("threshold"), read.of("list-read")
    if method is None:
        return None
    rows = [method, *([threshold] if threshold else [])]
    text = {"list": "It lists the offences that it reaches", "dual-criminality": "It reaches what both states punish",
            "list-and-dual-criminality": "It lists offences and asks that both states punish them"}.get(method.value, method.value)
    text += f" by {threshold.value}" if threshold else ""
    words = scene.atlas.law.offences
    offences = [words[o].label for p in read.every("listed") for o in p.offences if o in words]
    if offences:
        rows += [*read.every("listed"), *([whole] if whole else [])]
        part = "; of the list only a part could be read" if whole and whole.value == "part" else ""
        text += f"{part}: {listed(list(dict.fromkeys(offences)))}"
    return Statement(f"{text}.", ledger.claims([p.claim for p in rows]))


def unless(law: Law, ledger: Ledger) -> Statement | None:
    """The facts of a case, not given here, on which the answer turns."""
    main, items = law.main, law.finding.unless
    if main is None or not items or main.basis.verdict not in BINDING:
        return None
    refs = ledger.claims([c for b in law.finding.bars for c in b.node.claims]) or ledger.node(main.basis.node)
    return Statement(f"In a given case the answer changes where {'; where '.join(items)}.", refs) if refs else None


def said_table(law: Law, ledger: Ledger, later: bool = False) -> Table | None:
    """What parties and others have said on whether the instruments are in force, in order of time: up to the day, or after it."""
    grouped: dict[tuple[str, ...], list[tuple[Instrument, Stage, Claim]]] = {}
    for i in law.instruments:
        for stage, c in law.claims(i):
            if (when(c) > law.scene.day) is later:
                who = c.actor if c.relation == "party" else ""
                grouped.setdefault((i.treaty.id, who, c.act, c.date, c.holder, c.relayed_by), []).append((i, stage, c))
    if not grouped:
        return None
    found = sorted(grouped.values(), key=lambda g: (when(g[0][2]), g[0][2].latest))
    rows = tuple(_said(law, ledger, same) for same in found)
    caption = "Said of later days" if later else f"Said on whether it binds, of days up to {day_text(law.scene.day)}"
    return Table(caption, ("Date", "Who", "Says", "Side", "Note"), rows, wide=True)


VERBS = {"continues": "it goes on for", "applies": "it is in force with", "doubts": "it is not in force with", "denies": "it does not go on for",
         "reverses": "it goes on after all for", "enters-force": "it came into force with"}
"""What acts between two say of a treaty, before the name of its holder."""


def _said(law: Law, ledger: Ledger, same: list[tuple[Instrument, Stage, Claim]]) -> tuple[Cell, ...]:
    scene = law.scene
    instrument, _, c = same[0]
    words = scene.atlas.words(c.relation)
    effect = words.effects[c.act]
    side = {"starts": "for", "observes-for": "for", "reverses": "for", "none": "—", "ends": "ended"}.get(effect, "against")
    side += ", perhaps" if c.possible and side != "—" else ""
    names = listed(list(dict.fromkeys(law.stage_name(s) for _, s, _ in same)))
    if c.relation == "party":
        text = f"{scene.label(c.actor)} {words.says[c.act]} it"
    else:
        text = f"{VERBS[c.act]} {names}" if c.act in VERBS else f"it {words.says[c.act]}, {names}"
    if len(law.instruments) > 1:
        text = f"{_year(instrument.treaty)}: {text}"
    who = law.voice(c.holder) + (f", relayed by {the(law.voice(c.relayed_by))}" if c.relayed_by else "")
    notes = list(dict.fromkeys(x.note for _, _, x in same if x.note))
    if _published_after(scene, [x for _, _, x in same]):
        notes.append("published only after that day")
    date = _brief(on_text(c.earliest, c.latest).removeprefix("on ").removeprefix("in "))
    return Cell(date), Cell(who), Cell(text), Cell(side), Cell("; ".join(notes), ledger.claims([x for _, _, x in same]))


def _brief(date: str) -> str:
    """A date in words, its months cut to three letters."""
    for month in MONTHS:
        date = date.replace(month, month[:3])
    return date


def _year(treaty: Treaty) -> str:
    return treaty.signed.date[:4] if treaty.signed and treaty.bilateral else treaty.title


def _published_after(scene: Scene, claims: Iterable[Claim]) -> bool:
    found = [scene.atlas.source(c.source) for c in claims]
    return bool(found) and all(s is not None and s.published_earliest is not None and s.published_earliest > scene.day for s in found)


def decision_table(law: Law, ledger: Ledger, later: bool = False) -> Table | None:
    """The decided cases between the two or the holders before them, by their captions: up to the day, or after it."""
    scene = law.scene
    found = [d for d in law.decisions if (d.day > scene.day) is later]
    if not found:
        return None
    rows = tuple((Cell(_brief(edtf_text(d.decided))), Cell(d.name), Cell(d.court_name),
                  Cell(f"{scene.label(d.requesting)} of {scene.label(d.requested)}"), Cell(_held(law, d)),
                  Cell(_outcome(scene, d), (ledger.source(d.source, d.read, d.locator),))) for d in found)
    return Table("Decided later" if later else f"Decided by {day_text(scene.day)}",
                 ("Day", "Case", "Court", "Request", "Held", "Outcome and grounds"), rows, wide=True)


def _held(law: Law, d: Decision) -> str:
    treaty = law.scene.atlas.treaties.get(d.treaty)
    year = f" of {treaty.signed.date[:4]}" if treaty and treaty.bilateral and treaty.signed else ""
    name = f"{kind_of(treaty)}{year}: " if treaty and treaty.bilateral else f"{treaty.title}: " if treaty else ""
    return name + HELD.get(d.held, d.held.replace("-", " ") or "nothing on that")


def _outcome(scene: Scene, d: Decision) -> str:
    grounds = [spoken(g) for g in (d.grounds or (d.ground,)) if g and g != d.result]
    text = d.result.replace("_", " ") + (f": {', '.join(grounds)}" if grounds else "")
    above = scene.atlas.law.decisions.get(d.reversed_by)
    text += f"; reversed in {above.name}, {edtf_text(above.decided)}" if above and scene.view.admits(above.source) else ""
    return f"{text} ({d.note})" if d.note else text


def elsewhere(law: Law, ledger: Ledger) -> Statement | None:
    """How many cases on the same instruments were decided between others."""
    found = law.elsewhere()
    if not found:
        return None
    pairs = sorted({scene_label for d in found for scene_label in (law.scene.label(d.requesting), law.scene.label(d.requested))
                    if scene_label not in (law.scene.label(law.scene.observer), law.scene.label(law.scene.subject))})
    refs = tuple(sorted({ledger.source(d.source, d.read, d.locator) for d in found[:4]}))
    return Statement(f"{plural(len(found), 'more decision', 'more decisions')} by that day "
                     f"{'concerns' if len(found) == 1 else 'concern'} the same instruments with others: {listed(pairs)}.", refs)


def others(law: Law, ledger: Ledger) -> list[Block]:
    """What else was in force between the two on the day, by matter, and how far that is known."""
    scene = law.scene
    a, b, day = scene.subject, scene.observer, scene.day
    asked = [t for t in candidates(scene.view, a, b) if not ABOUT & set(t.about)]
    stood = [(t, n) for t in asked if (n := law.relations.between(t, a, b).node) is not None]
    bound = [(t, n) for t, n in stood if n.verdict(day) is Verdict.YES]
    many = sum(not t.bilateral for t in asked)
    lists = {c.object for c in scene.atlas.coverage if c.relation == "party" and scene.view.admits(c.source)} & {t.id for t in asked}
    all_ = plural(many, "multilateral treaty", "multilateral treaties")
    note = ledger.remark("sum" if bound else "absence", f"Counted on {day_text(day)} in {scene.where}: {all_} on other matters, for {len(lists)} "
                         f"of which a source lists all parties over some span; of {len(stood)} something is recorded on both.",
                         list(dict.fromkeys(c.source for _, n in bound[:3] for c in _claims(n)))[:3])
    one, other = scene.name(a), scene.name(b)
    known = Statement(f"Of {all_} on other matters something is recorded on both for "
                      f"{len(stood) or 'none'}; the rest is not recorded, not denied.", (note,))
    if not bound:
        return [Paragraph((Statement(f"No other treaty is recorded as in force between {one} and {other} that day.", (note,), "unrecorded"), known))]
    text = f"{plural(len(bound), 'other treaty', 'other treaties')} can be shown in force between {one} and {other} that day"
    disputed = sum(n.verdict(day) in (Verdict.DISPUTED, Verdict.UNDETERMINED) for _, n in stood)
    text += f", and of {disputed} more it is disputed or undetermined" if disputed else ""
    if len(bound) <= FEW:
        refs = tuple(sorted({r for _, n in bound for r in ledger.node(n, 2)}))
        text += f": {'; '.join(_title(scene, t) for t, _ in bound)}"
        return [Paragraph((Statement(f"{text}.", refs or (note,)), known))]
    matters: dict[str, list[tuple[Treaty, Node]]] = {}
    for t, n in bound:
        matters.setdefault(t.about[0] if t.about else "other", []).append((t, n))
    order = sorted(matters.items(), key=lambda m: (m[0] not in NEAR, -len(m[1]), m[0]))
    rows = tuple(_matter(scene, ledger, matter, found) for matter, found in order)
    return [Paragraph((Statement(f"{text}.", (note,)), known)),
            Table("In force between both, by matter", ("Matter", "Number", "Which"), rows, numeric=(1,))]


def _title(scene: Scene, treaty: Treaty) -> str:
    return treaty.name(scene.label) if treaty.bilateral else treaty.title


def _claims(node: Node) -> list[Claim]:
    return [c for n in node.walk() for c in n.claims]


def _matter(scene: Scene, ledger: Ledger, matter: str, found: list[tuple[Treaty, Node]]) -> tuple[Cell, ...]:
    titles = [_title(scene, t) for t, _ in found]
    rest = [f"and {len(titles) - MOST} more"] if len(titles) > MOST else []
    refs = tuple(sorted({r for _, n in found[:2] for r in ledger.node(n, 2)}))
    return Cell(matter.replace("-", " ")), Cell(str(len(found))), Cell("; ".join([*titles[:MOST], *rest]), refs)
