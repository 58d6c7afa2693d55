"""Sentences on extradition between two: what binds them and by whose word, the chain, nationals, their own laws, and what changes later."""

from __future__ import annotations

from collections.abc import Iterable

from ...kernel.claims import Claim, head
from ...kernel.dates import BEGIN, civil
from ...kernel.instruments import Provision, Treaty
from ...kernel.render import walk_carrying
from ...kernel.standing import Verdict
from ...questions.extradition.clauses import Clauses
from ...questions.extradition.treaties import lists
from .blocks import Statement
from .law import BINDING, Instrument, Law, Question, Stage, sides
from .lead import NO_DENIAL
from .ledger import Ledger, carried
from .scene import Scene
from .words import claim_when, day_text, edtf_text, listed, the

BY = {"recorded": "by what is recorded", "vcsst-1978": "by the Vienna Convention of 1978", "clean-slate": "on a clean slate",
      "continuity": "by continuity"}
"""Each doctrine, as sentences have it."""
DUTIES = {"must-surrender": "must surrender", "may-refuse": "may refuse", "must-refuse": "must refuse", "no-duty": "no duty"}
"""Each duty in words; a standing keeps its own."""
NATIONALS = {
    "no-obligation": "neither is bound to surrender its own nationals, so {asked} need not surrender one to {by}",
    "may-refuse": "{asked} may refuse to surrender its own nationals to {by}",
    "shall-refuse": "{asked} does not surrender its own nationals to {by}",
    "shall-not-refuse": "nationality is no ground on which {asked} may refuse {by}",
    "silent": "no word exempts nationals of {asked} from surrender to {by}"}
NATIONALS_SHORT = {"no-obligation": "neither must surrender its own nationals", "may-refuse": "it may refuse its own nationals",
                   "shall-refuse": "it does not surrender its own nationals", "shall-not-refuse": "nationality is no ground of refusal"}
OWN_LAW = {
    ("own-nationals", "forbids"): "forbids surrendering its own nationals",
    ("own-nationals", "forbids-unless-treaty"): "forbids surrendering its own nationals unless a treaty provides for it",
    ("own-nationals", "discretionary"): "leaves the surrender of its own nationals to discretion",
    ("own-nationals", "permits"): "permits surrendering its own nationals",
    ("no-treaty", "forbids"): "forbids surrender without a treaty", ("no-treaty", "permits"): "permits surrender without a treaty",
    ("no-treaty", "reciprocity"): "permits surrender without a treaty on terms of reciprocity",
    ("surrender", "discretionary"): "leaves surrender to the discretion of its authorities", ("surrender", "permits"): "permits surrender"}
"""What a provision of a state's own law says, by its kind and value."""


HELD = {"in-force": "in force", "not-in-force": "not in force", "suspended": "suspended", "no-treaty": "no treaty",
        "not-applicable": "not applicable"}
"""What a court held of a treaty, in words."""
RESULTS = {"refused": "refused", "surrender_allowed": "allowed", "certified": "certified", "surrender_allowed_in_part": "allowed in part"}
"""How a case ended, in words that fit a sentence; others are left to the table."""


def kind_of(treaty: Treaty) -> str:
    """What sentences call the kind of a bilateral: `extradition treaty`."""
    return "extradition treaty" if "extradition" in treaty.about else "surrender agreement" if "surrender" in treaty.about else "treaty"


def named(scene: Scene, treaty: Treaty, short: bool = False) -> str:
    """An instrument inside a sentence: `the extradition treaty of 1901 between the United States and the Kingdom of Serbia`."""
    if not treaty.bilateral:
        return f"the {treaty.title}"
    year = treaty.signed.date[:4] if treaty.signed and treaty.signed.date[:4].isdigit() else ""
    text = f"the {kind_of(treaty)}" + (f" of {year}" if year else "")
    return text if short and year else f"{text} between {listed([scene.name(p) for p in treaty.parties])}"


def capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[0].upper() + text[1:]


def pair_title(scene: Scene, treaty: Treaty, a: str, b: str) -> str:
    """The title of a proof that a treaty binds two."""
    return f"{treaty.name(scene.label).removesuffix(' undated')} is in force between {scene.name(a)} and {scene.name(b)}"


def binding(law: Law, ledger: Ledger) -> Statement:
    """Which instrument binds the two on the day, by whose word, and who disputes it."""
    scene, main = law.scene, law.main
    a, b = scene.name(scene.subject), scene.name(scene.observer)
    if main is None:
        return _nothing(law, ledger)
    verdict, node = main.basis.verdict, main.basis.node
    pro, contra = sides(scene, carried(node, scene.day)[0])
    what = named(scene, main.treaty)
    if verdict is Verdict.YES:
        word = f", by the word of {_names(law, pro)}" if pro else ""
        text = f"{capital(what)} bound {a} and {b} that day{word}"
    elif verdict is Verdict.DISPUTED:
        text = f"Whether {what} bound {a} and {b} that day was disputed"
        if pro and contra:
            verb = "says" if len({head(c.holder) for c in pro}) == 1 else "say"
            text += f": {_names(law, pro)} {verb} that it did, {_names(law, contra)} that it did not"
    elif verdict is Verdict.UNDETERMINED:
        text = f"Whether {what} bound {a} and {b} on that very day is undetermined: the dates in the sources are too coarse"
    else:
        text = f"No instrument on extradition is known to have bound {a} and {b} that day" + _why_not(law, main, contra)
    told = [c for side in (pro, contra) for same in voices(scene, side).values() for c in same[:1]]
    refs = ledger.claims(told, 4) if told else ledger.node(node)
    return Statement(f"{text}.", refs or (_absence(law, ledger),), verdict.value, ledger.step(node, pair_title(scene, main.treaty, scene.subject,
                                                                                                          scene.observer)))


def _nothing(law: Law, ledger: Ledger) -> Statement:
    scene = law.scene
    a, b = scene.name(scene.subject), scene.name(scene.observer)
    naming = [n for n in lists(scene.view, scene.subject, scene.observer) if n.verdict(scene.day) is Verdict.NO]
    refs = tuple(sorted({r for n in naming for r in ledger.node(n)}))
    if refs:
        return Statement(f"No instrument on extradition bound {a} and {b} that day, by lists that claim to name all.", refs, "no",
                         ledger.step(naming[0], f"A list of all treaties names none between {a} and {b}"))
    return Statement(f"No instrument on extradition between {a} and {b} is recorded here{NO_DENIAL}.", (_absence(law, ledger),), "unrecorded")


def _absence(law: Law, ledger: Ledger) -> int:
    scene = law.scene
    return ledger.remark("absence", f"Instruments on extradition between {scene.name(scene.subject)} and {scene.name(scene.observer)}, or those "
                         f"before them, in force on {day_text(scene.day)}: searched in the whole of {scene.where}; no source that lists every "
                         "extradition treaty of either covers that day.")


def _why_not(law: Law, main: Instrument, contra: list[Claim]) -> str:
    scene = law.scene
    for step in walk_carrying(main.basis.node, scene.day):
        if step.node.rule == "S21-no-state" and step.verdict is Verdict.YES:
            return f": {step.node.sentence}"
    ended = [c for c in contra if scene.atlas.words(c.relation).effects[c.act] == "ends"]
    if not ended:
        return ""
    last = max(ended, key=lambda c: c.latest)
    return f": {named(scene, main.treaty)} {scene.atlas.words(last.relation).says[last.act]} {claim_when(last)}"


def voices(scene: Scene, claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims by holder: the highest organ of each that speaks, the two themselves first."""
    best: dict[str, str] = {}
    found: dict[str, list[Claim]] = {}
    for c in sorted(claims, key=lambda c: (head(c.holder) not in (scene.subject, scene.observer), not c.holder.endswith(("/executive", "/president")),
                                           "/" in c.holder, c.holder, -c.latest)):
        if best.setdefault(head(c.holder), c.holder) == c.holder:
            found.setdefault(c.holder, []).append(c)
    return found


def _names(law: Law, claims: Iterable[Claim]) -> str:
    """Whose word some claims are: two at most, and how many more."""
    names = [law.voice(h) if law.voice(h) != law.scene.label(h) else law.scene.name(h) for h in voices(law.scene, claims)]
    names = [the(n) for n in names]
    return listed(names if len(names) < 3 else [*names[:2], f"{len(names) - 2} more"])


def chain(law: Law, ledger: Ledger) -> list[Statement]:
    """The way the instrument of the day came down to the two, and who denies a step of it."""
    main = law.main
    if main is None or len(main.stages) < 2:
        return []
    scene = law.scene
    steps = [s for s in main.stages if s.link is not None]
    way = [f"{_the(scene, law.stage_name(s), s)}{_year(s)}" for s in steps]
    refs = tuple(sorted({r for s in steps if s.link for r in ledger.claims([c for n in s.link.node.walk() for c in n.claims], 1)}))
    out = [Statement(f"It comes down from {scene.name(main.stages[0].holder)} to {', to '.join(way)}.", refs)] if refs else []
    for before, s in zip(main.stages, main.stages[1:], strict=False):
        denied = [c for c in scene.atlas.pair("succession", f"{s.holder} {before.holder}")
                  if c.act == "denies" and c.earliest <= scene.day and scene.counts_claim(c)]
        if denied:
            who = _names(law, denied)
            verb = "denies" if len({head(c.holder) for c in denied}) == 1 else "deny"
            out.append(Statement(f"{capital(who)} {verb} the step from {scene.name(before.holder)} to {scene.name(s.holder)}.",
                                 ledger.claims(denied, 2), "disputed"))
    return out


def _the(scene: Scene, called: str, stage: Stage) -> str:
    return scene.name(stage.holder) if called == scene.label(stage.holder) else f"the {called}"


def _year(stage: Stage) -> str:
    return f" ({civil(stage.link.since)[0]})" if stage.link and stage.link.since > BEGIN else ""


def doctrines(law: Law, ledger: Ledger) -> list[Statement]:
    """How the other doctrines answer, where they were asked."""
    found = {d: f for d, f in law.ways[0].own.doctrines.items() if d != law.doctrine and f.basis}
    refs = tuple(sorted({r for f in found.values() for r in ledger.node(f.basis[0].node, 1)}))
    if not found or not refs:
        return []
    groups: dict[Verdict, list[str]] = {}
    for d, f in found.items():
        groups.setdefault(f.verdict, []).append(BY[d])
    says = {Verdict.YES: "{} bound the two", Verdict.NO: "{} bound the two", Verdict.DISPUTED: "it is disputed whether {} bound the two",
            Verdict.UNDETERMINED: "it is undetermined whether {} bound the two", Verdict.UNRECORDED: "nothing tells whether {} bound the two"}
    parts = []
    for n, (v, names) in enumerate(sorted(groups.items(), key=lambda g: g[0] is not Verdict.YES)):
        what = ("none" if n else "no instrument") if v is Verdict.NO else "one" if n else "an instrument"
        short = "none did" if n and v is Verdict.NO else says[v].format(what)
        parts.append(f"{listed(names)} {short}")
    same = len(groups) == 1 and next(iter(groups)) is law.finding.verdict
    return [Statement(f"{'The other doctrines say the same' if same else 'The doctrines differ'}: {'; '.join(parts)}.", refs)]


def spoken(ground: str) -> str:
    """A ground of a decision in words: `treaty in force by succession`."""
    return ground.replace("_", " ").replace("force succession", "force by succession")


def court(law: Law, ledger: Ledger) -> list[Statement]:
    """What the last court to decide between the two themselves held of the instrument of the day."""
    scene, main = law.scene, law.main
    found = [d for d in law.decisions if {d.requesting, d.requested} == {scene.subject, scene.observer} and d.day <= scene.day
             and main is not None and d.treaty == main.treaty.id and d.held in HELD]
    if not found:
        return []
    d = found[-1]
    date = edtf_text(d.decided)
    grounds = [spoken(g) for g in d.grounds if g != d.result]
    why = f", on these grounds: {listed(grounds)}" if d.result == "refused" and grounds else ""
    return [Statement(f"{'On' if date[0].isdigit() and len(d.decided) == 10 else 'In'} {date} the {d.court_name.removeprefix('the ')} held it "
                      f"{HELD[d.held]}; surrender was {RESULTS.get(d.result, d.result.replace('_', ' '))}{why}.",
                      (ledger.source(d.source, d.read, d.locator),))] if d.result in RESULTS else []


def article(row: Provision) -> str:
    """`Article V`, or the text as a whole where the article is not known."""
    return f"Article {row.article}" if row.article[:1].isdigit() or row.article.split("(")[0].isupper() else "its text"


def clauses(law: Law, treaty: Treaty, asked: str, by: str, day: int) -> Clauses:
    """What the articles of an instrument settle, for one direction, on a day."""
    return Clauses(law.relations, treaty, asked, by, day)


def nationals(law: Law, ledger: Ledger, treaty: Treaty, asked: str, by: str, day: int, start: str) -> Statement:
    """Whether a national must be surrendered under an instrument, by its own clause."""
    scene = law.scene
    row = clauses(law, treaty, asked, by, day).of("own-nationals")
    if row is None:
        note = ledger.remark("absence", f"The clause of {named(scene, treaty)} on a state's own nationals: no reading of it stands in {scene.where}.",
                             [treaty.source] if scene.view.admits(treaty.source) else [])
        return Statement(f"What it says of own nationals nobody has read here: whether {scene.name(asked)} must surrender one is open.", (note,),
                         "unrecorded")
    text = NATIONALS[row.value].format(asked=scene.name(asked), by=scene.name(by))
    whose = f" (declaration of {scene.name(row.party)})" if row.party else ""
    return Statement(f"{start} {article(row)}{whose} {text}.", ledger.claims([row.claim]))


def own_law(law: Law, ledger: Ledger, way: Question) -> Statement:
    """What the requested state's own law says of surrendering its nationals."""
    scene, found = law.scene, way.own.doctrines[law.doctrine].domestic
    who = scene.name(way.requested)
    leaves = [n for n in found.node.premises if n.claims]
    if not leaves:
        note = ledger.remark("absence", f"The law of {who} on surrender on {day_text(scene.day)}: no provision that bears on this stands in "
                             f"{scene.where}.")
        return Statement(f"What the law of {who} itself says of that nobody has read here.", (note,), "unrecorded")
    said: dict[str, list[str]] = {}
    own = leaves[0].rule == "S24-domestic"
    for leaf in leaves:
        c = leaf.claims[0]
        phrase = OWN_LAW.get((c.act, c.object)) if own else None
        said.setdefault(phrase or leaf.sentence, []).extend([f"{c.kind}{_article(c.of)}"] if phrase else [])
    parts = [f"{phrase} ({'; '.join(dict.fromkeys(where[:2]))})" if where else phrase for phrase, where in said.items()]
    if any(c.object == "forbids-unless-treaty" for n in leaves for c in n.claims) and found.says in ("disputed", "undetermined"):
        parts[0] += ", so that it turns on whether one binds"
    if own and found.says == "unrecorded" and not any(c.act == "own-nationals" for n in leaves for c in n.claims):
        parts.append("of its own nationals nobody has read here what it says")
    start, join = (f"The law of {who} ", "; it ") if own else (f"By the law of {who}, ", "; ")
    text = start + join.join(parts).replace("; it of its own", "; of its own") + "."
    verdict = found.says if found.says in ("disputed", "undetermined", "unrecorded") else {"forbids": "no"}.get(found.says, "yes")
    return Statement(text, ledger.claims([c for n in leaves for c in n.claims]), verdict,
                     ledger.step(found.node, f"What the law of {who} says of surrendering its own national"))


def _article(text: str) -> str:
    return f", Art. {text}" if text[:1].isdigit() else f", {text}" if text else ""


def lead(law: Law, ledger: Ledger) -> tuple[Statement, ...]:
    """The sentences that open the section."""
    scene, main = law.scene, law.main
    out = [binding(law, ledger), *chain(law, ledger), *doctrines(law, ledger)]
    out += court(law, ledger)
    if main is not None and main.basis.verdict is not Verdict.NO:
        start = "By" if main.basis.verdict is Verdict.YES else "Even where it binds, by"
        out.append(nationals(law, ledger, main.treaty, scene.subject, scene.observer, scene.day, start))
    return (*out, own_law(law, ledger, law.ways[0]))


def short(law: Law, ledger: Ledger) -> Statement | None:
    """For a screenful: what binds the two and whether a national must be surrendered; None where nothing does."""
    scene, main = law.scene, law.main
    if main is None or main.basis.verdict not in BINDING:
        return None
    made = [scene.name(p) for p in main.treaty.parties if p not in (scene.subject, scene.observer)]
    what = named(scene, main.treaty, short=True) + (f", made with {made[0]}," if len(made) == 1 else "")
    row = clauses(law, main.treaty, scene.subject, scene.observer, scene.day).of("own-nationals")
    clause = f"; by {article(row)} {NATIONALS_SHORT[row.value]}" if row is not None and row.value in NATIONALS_SHORT else ""
    text = {Verdict.YES: f"{what} bound the two", Verdict.DISPUTED: f"whether {what} bound the two was disputed"}.get(
        main.basis.verdict, f"whether {what} already bound the two is undetermined")
    refs = tuple(sorted({*ledger.node(main.basis.node, 2), *(ledger.claims([row.claim]) if clause and row is not None else ())}))
    return Statement(f"{capital(text)}{clause}.", refs, main.basis.verdict.value) if refs else None


def changes(law: Law, ledger: Ledger) -> list[Statement]:
    """What changes after the day: each day on which an instrument begins or ceases to bind the two, and what that does to a national."""
    scene = law.scene
    found: dict[int, list[tuple[Instrument, Verdict]]] = {}
    for i in law.instruments:
        for before, span in zip(i.last.spans, i.last.spans[1:], strict=False):
            if scene.day < span.since <= scene.horizon and (span.verdict in BINDING or before.verdict in BINDING):
                found.setdefault(span.since, []).append((i, span.verdict))
    out: list[Statement] = []
    for day, turned in sorted(found.items()):
        turned.sort(key=lambda t: t[1] is not Verdict.YES)
        says = {Verdict.YES: "binds the two{signed}", Verdict.DISPUTED: "becomes disputed", Verdict.UNDETERMINED: "becomes uncertain by its dates"}
        parts = []
        for n, (i, v) in enumerate(turned):
            turn = says.get(v, "no longer does" if n else "no longer binds the two").format(signed=_signed(law, i))
            parts.append(f"{named(scene, i.treaty, short=n > 0)} {turn}")
        refs = tuple(sorted({r for i, _ in turned for r in ledger.node(i.basis.node, 2, day)})) or (_bounds(law, ledger, day),)
        node = turned[0][0].basis.node
        out.append(Statement(f"From {day_text(day)} {', and '.join(parts)}.", refs, turned[0][1].value,
                             ledger.step(node, pair_title(scene, turned[0][0].treaty, scene.subject, scene.observer), day)))
        if turned[0][1] is Verdict.YES:
            start = f"Under {named(scene, turned[0][0].treaty, short=True)}, by"
            out.append(nationals(law, ledger, turned[0][0].treaty, scene.subject, scene.observer, day, start))
    return out


def _signed(law: Law, instrument: Instrument) -> str:
    signed = law.signed(instrument)
    return f" (signed on {edtf_text(signed.date)})" if signed and len(signed.date) == 10 else ""


def _bounds(law: Law, ledger: Ledger, day: int) -> int:
    scene = law.scene
    rows = scene.rows("SELECT source FROM existence WHERE polity IN (?, ?)", scene.subject, scene.observer, source=0)
    sources = sorted({r[0] for r in rows})[:3]
    return ledger.remark("sum" if sources else "absence", f"Follows from the dates that namers give for {scene.name(scene.subject)} and "
                         f"{scene.name(scene.observer)}: from {day_text(day)} at least one of the two exists for none of them (S10).", sources)
