"""Sentences about armed groups as of the day: names, where they were, what became of them, who listed them, who takes which for which."""

from __future__ import annotations

from collections.abc import Iterable

from ...kernel.claims import Claim
from ...kernel.dates import BEGIN
from ...kernel.groups import ALIASING, Called
from ...kernel.standing import Verdict
from ...questions.groups.record import Event, GroupRecord
from ...questions.groups.standing import Listing, listing
from .armed import Armed, Groups, named, uses
from .blocks import Statement
from .kin import ALONE, HOLDS, marks_of
from .ledger import Ledger
from .named import as_of, taken
from .scene import Scene
from .words import claim_when, day_text, edtf_text, listed, on_text, plural, the, window_text

DATED = {"decided": "decided", "signed": "signed", "announced": "announced", "published": "published", "effective": "in effect", "unclear": "dated",
         "deposited": "deposited", "": "dated"}
"""The kinds of days of a listing, in the order in which they come, kept apart."""
SAID = {"condemns": "condemned it", "condemns-acts-of": "condemned acts of it", "calls-terrorist": "called it terrorist", "welcomes": "welcomed it"}
THERE = {"drew-nationals": "Nationals of {} joined it", "based-in": "It was based in {}", "active-in": "It was active in {}"}
SPELL = 240
"""How many days before a listing counts it can have been decided, signed or announced."""
LATE = 90
"""How many days after it counts first another source can put it."""
LISTS = "lists"


def heading(scene: Scene, record: GroupRecord) -> str:
    """What a group is called above its sentences: by its own last name of the day, and by its label unless that came later."""
    return as_of(record, scene.day, label=True)


def told(groups: Groups, ledger: Ledger, armed: Armed) -> list[Statement]:
    """Everything that is said of one group as of the day."""
    scene, record = groups.scene, armed.record
    return [*names(scene, ledger, record), *presence(scene, ledger, armed), *past(scene, ledger, record), *listings(groups, ledger, record),
            *statements(scene, ledger, record), *identities(scene, ledger, record)]


def _rows(ledger: Ledger, rows: Iterable[Called], most: int = 3) -> tuple[int, ...]:
    found = {c.source: c for c in reversed(list(rows))}
    return tuple(sorted(ledger.source(c.source, c.read, c.locator) for c in list(found.values())[-most:]))


def names(scene: Scene, ledger: Ledger, record: GroupRecord) -> list[Statement]:
    """What a group had called itself by the day, one name after another, and what others called it."""
    out = []
    own = [n for n in taken(record) if n.day <= scene.day]
    if own:
        said = listed([f"{n.text} {_from(n.first, n.day)}" for n in own])
        out.append(Statement(f"It called itself {said}.", _rows(ledger, [c for n in own for c in n.rows[:1]], 6)))
    others = uses(record, scene.day)
    if others:
        said = "; ".join(f"{scene.name(by, not n)}{',' if n else ' called it'} {listed([_since_when(c) for c in rows[:3]])}"
                         for n, (by, rows) in enumerate(list(others.items())[:4]))
        out.append(Statement(f"{said}.", _rows(ledger, [c for rows in list(others.values())[:4] for c in rows[:3]], 6)))
    if not out:
        note = ledger.source(record.group.source, record.group.read, record.group.locator)
        name = as_of(record, scene.day)
        out.append(Statement(f"{name} is what sources call it; nobody says from which day, and no name of its own is dated by then.", (note,)))
    return out


def _since_when(row: Called) -> str:
    return f"{row.name} {_from(row.since_day, row.since_latest)}"


def _from(first: int, last: int) -> str:
    text = window_text(first, last)
    return text if text.startswith(("by ", "not ", "between ")) else f"from {text}"


def presence(scene: Scene, ledger: Ledger, armed: Armed) -> list[Statement]:
    """Whose nationals joined a group, and where it was, by whose word."""
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for c in sorted(armed.ground, key=lambda c: (c.act != "drew-nationals", c.object != scene.subject, c.object, c.id)):
        grouped.setdefault((c.act, c.object), []).append(c)
    out = []
    for (act, where), claims in grouped.items():
        what = THERE[act].format(scene.name(where))
        said: dict[str, list[str]] = {}
        for c in claims:
            said.setdefault(c.holder, []).append(_when(scene, c))
        by = "; ".join(f"{scene.name(h)} ({'; '.join(dict.fromkeys(days))})" for h, days in said.items())
        out.append(Statement(f"{what}: so {by}.", ledger.claims(claims)))
    return out


def _when(scene: Scene, claim: Claim) -> str:
    """When a claim says that a group was somewhere, without an end that nobody knew on the day."""
    if claim.undated:
        return "no day given"
    if claim.earliest <= BEGIN and claim.latest > scene.day:
        return f"at some time by {day_text(claim.latest)}"
    ended = claim.until_earliest is not None and claim.until_earliest <= scene.day and bool(claim.until)
    return edtf_text(claim.date) + (f" to {edtf_text(claim.until)}" if ended else "")


def past(scene: Scene, ledger: Ledger, record: GroupRecord, most: int = 6) -> list[Statement]:
    """What had become of a group by the day: what had certainly happened by then, the last few, and what was only announced."""
    alike: dict[tuple[str, ...], list[Event]] = {}
    for e in sorted((e for e in record.events if e.days and e.days[1] <= scene.day), key=lambda e: (e.days or (0, 0))[::-1]):
        whose = "" if e.actor != record.group.id else "own"
        alike.setdefault((e.act, e.object, whose, str(e.days), str(_denied(scene, e))), []).append(e)
    shown = list(alike.values())[-most:]
    out = []
    if shown:
        text = "; ".join(_event(scene, record, same) for same in shown)
        rest = len(alike) - len(shown)
        before = f" ({plural(rest, 'earlier event', 'earlier events')} in the record)" if rest else ""
        refs = sorted({r for same in shown for e in same for r in ledger.claims([c for c in e.held.claims if c.earliest <= scene.day], 1)})
        out.append(Statement(f"{text[0].upper()}{text[1:]}{before}.", tuple(refs)))
    return out + announced(scene, ledger, record)


def announced(scene: Scene, ledger: Ledger, record: GroupRecord) -> list[Statement]:
    """What was announced or claimed of a group's past by the day, and is no act of it."""
    says = scene.atlas.words("lineage").says
    acts: dict[str, list[Claim]] = {}
    for c in record.told:
        if c.act != "denies" and BEGIN < c.latest <= scene.day:
            who, whom = (("it" if i == record.group.id else named(scene, i)) for i in (c.actor, c.object))
            acts.setdefault(f"{who} {says[c.act].removesuffix(' as')}" + ("" if c.actor == c.object else f" {whom}"), []).append(c)
    out = []
    for text, claims in acts.items():
        days = " or ".join(dict.fromkeys(claim_when(c) for c in claims))
        out.append(Statement(f"{text[0].upper()}{text[1:]} {days}, which is no act of the kind by itself.", ledger.claims(claims)))
    return out


def _denied(scene: Scene, event: Event) -> list[str]:
    """Who had denied an event by the day."""
    return list(dict.fromkeys(c.holder for c in event.held.claims if c.act == "denies" and c.earliest <= scene.day))


def _event(scene: Scene, record: GroupRecord, same: list[Event]) -> str:
    """What happened to a group, or to several others in the same way on the same day."""
    event, id_ = same[0], record.group.id
    when = on_text(*(event.days or (BEGIN, BEGIN)))
    denied = _denied(scene, event)
    disputed = event.held.answer.on(scene.day) is Verdict.DISPUTED
    doubt = f" (denied by {listed([named(scene, h) for h in denied])})" if denied else " (disputed)" if disputed else ""
    if event.act in ALONE:
        return f"it was {ALONE[event.act]} {when}{doubt}"
    one = listed(["it" if e.actor == id_ else named(scene, e.actor) for e in same])
    other = "it" if event.object == id_ else named(scene, event.object)
    return f"{one} {scene.atlas.words('lineage').says[event.act]} {other} {when}{doubt}"


def listings(groups: Groups, ledger: Ledger, record: GroupRecord) -> list[Statement]:
    """Who had a group on a list on the day, or had struck it off; and of the lists of the two those that had not."""
    scene = groups.scene
    mine = sorted(record.listings, key=lambda x: x.regime not in groups.regimes)
    out = [s for x in mine if (s := _on_list(scene, ledger, x)) is not None]
    for regime in groups.regimes:
        found = next((x for x in record.listings if x.regime == regime), None) or listing(scene.view, regime, record.group.id)
        verdict = found.answer.on(scene.day)
        if verdict is Verdict.NO and not _struck(scene, found):
            refs = ledger.answer(found.answer)
            proof = ledger.proof(found.answer, _title(scene, regime, record)) if refs else None
            note = refs or (_searched(scene, ledger, as_of(record, scene.day), regime),)
            out.append(Statement(f"It was not on the list {_list(scene, regime)} that day.", note, verdict.value, proof))
    return out


def silent(groups: Groups, ledger: Ledger) -> list[Statement]:
    """Of which lists of the two it is not recorded whether they had a group on the day: one sentence a list."""
    scene, out = groups.scene, []
    for regime in groups.regimes:
        found = [a.record for a in groups.shown if (x := listing(scene.view, regime, a.id)).answer.on(scene.day) is Verdict.UNRECORDED
                 and not _struck(scene, x)]
        if found:
            who = listed([the(as_of(r, scene.day)) for r in found])
            out.append(Statement(f"Whether {_list(scene, regime)} had {who} that day is not recorded here, which is no denial.",
                                 (_searched(scene, ledger, who, regime),), Verdict.UNRECORDED.value))
    return out


def _searched(scene: Scene, ledger: Ledger, who: str, regime: str) -> int:
    return ledger.remark("absence", f"Listings of {who} by {_list(scene, regime)} by {day_text(scene.day)}: searched in the whole of {scene.where}; "
                         "none found, and no source that prints the whole list covers that day.")


def _list(scene: Scene, regime: str) -> str:
    return scene.atlas.vocabulary.regimes.get(regime, regime)


def _title(scene: Scene, regime: str, record: GroupRecord) -> str:
    return f"{_list(scene, regime)} lists {record.group.label}"


def _struck(scene: Scene, found: Listing) -> bool:
    return any(m.struck and m.day <= scene.day for m in marks_of(found))


def _on_list(scene: Scene, ledger: Ledger, found: Listing) -> Statement | None:
    """How one list stood to a group that it had, or had had, by the day."""
    verdict = found.answer.on(scene.day)
    marks = [m for m in marks_of(found) if m.day <= scene.day]
    who = _list(scene, found.regime)
    begun = [m for m in marks if not m.struck]
    claims = [c for c in _claims(found) if c.latest <= scene.day]
    refs = ledger.answer(found.answer, 4) or ledger.claims(claims, 4)
    proof = ledger.proof(found.answer, f"{who} lists {scene.label(found.group)}") if refs else None
    if verdict in HOLDS and begun and refs:
        doubt = "; disputed" if verdict is Verdict.DISPUTED else ""
        text = f"Listed: {who}, {_since(begun[-1].first, begun[-1].day)}{_how(scene, found, begun[-1].day)}{doubt}."
        return Statement(text, refs, verdict.value, proof)
    if verdict is Verdict.UNDETERMINED and claims and refs:
        return Statement(f"Whether it was on {who} that day is undetermined: the dates in the sources are too coarse.", refs, verdict.value, proof)
    if marks and marks[-1].struck:
        gone = [c for c in claims if scene.atlas.words("listing").effects[c.act] == "ends"]
        note = ledger.claims(gone or claims, 3)
        return Statement(f"Struck off by the day: {who}, {on_text(marks[-1].first, marks[-1].day)}.", note, verdict.value, proof) if note else None
    return None


def _since(first: int, day: int) -> str:
    text = window_text(first, day)
    return text if text.startswith(("by ", "between ", "not ")) else f"since {text}"


def _claims(found: Listing) -> list[Claim]:
    return list(dict.fromkeys((*found.claims, *(c for a in found.aliases for c in a.claims))))


def _how(scene: Scene, found: Listing, since: int) -> str:
    """The days of a listing apart by kind, and the entry that it stands in where that is another's."""
    near = [c for c in _claims(found) if c.act in (LISTS, *ALIASING[:1]) and c.earliest > BEGIN and c.latest <= scene.day
            and since - SPELL <= c.latest and c.earliest <= since + LATE]
    own = [c for c in near if c.act == LISTS]
    told_, days = own or near, []
    for kind, word in DATED.items():
        said: list[tuple[int, int]] = []
        for _, first, last in sorted({(c.latest - c.earliest, c.earliest, c.latest) for c in told_ if c.date_kind == kind}):
            if not any(first <= b and a <= last for a, b in said):  # a coarser date around one that is there says no more
                said.append((first, last))
        if said:
            days.append(f"{word} {' or '.join(window_text(*d) for d in sorted(said))}")
    text = f" ({', '.join(days)})" if days else ""
    owner = next((a.of for a in found.aliases if not own and any(c in near for c in a.claims)), None)
    return text + (f", as a name in the entry of {named(scene, owner)}" if owner else "")


def statements(scene: Scene, ledger: Ledger, record: GroupRecord) -> list[Statement]:
    """What was said of a group by the day, which is no listing."""
    said: dict[tuple[str, str], list[Claim]] = {}
    for c in record.statements:
        if c.latest <= scene.day and c.act in SAID:
            said.setdefault((c.actor, c.act), []).append(c)
    out = []
    for (who, act), claims in said.items():
        days = listed(list(dict.fromkeys(claim_when(c) for c in claims)))
        out.append(Statement(f"{scene.name(who, True)} {SAID[act]} {days}, which is no listing.", ledger.claims(claims)))
    return out


def identities(scene: Scene, ledger: Ledger, record: GroupRecord) -> list[Statement]:
    """Who by the day took a group and another for one, and who told them apart: the last word of each holder."""
    out = []
    for j in record.judged:
        same: list[str] = []
        apart: list[str] = []
        used: list[Claim] = []
        for holder, held in j.holders.items():
            acts = [a for a in held.outcome.acts if a.last <= scene.day and a.effect in ("starts", "ends")]
            if acts:
                last = max(acts, key=lambda a: (a.last, a.first))
                who = "itself" if holder == record.group.id else named(scene, holder)
                told_ = f"{who} {on_text(last.first, last.last)}"
                (same if last.effect == "starts" else apart).append(told_)
                used += [c for c in held.claims if c.latest <= scene.day]
        if same or apart:
            parts = ([f"taken for one with it by {listed(same)}"] if same else []) + ([f"told apart from it by {listed(apart)}"] if apart else [])
            other = named(scene, j.other, True)
            out.append(Statement(f"{other}: {'; '.join(parts)}.", ledger.claims(used, 4)))
    return out
