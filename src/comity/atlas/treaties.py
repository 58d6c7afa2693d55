"""Treaty and law files: what an instrument is, its life, what its articles settle."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from ..kernel.dates import BEGIN, END
from ..kernel.instruments import Clause, Life, Link, Provision, Treaty
from .check import Checker
from .forms import DATE, FLAG, NUMBER, SOURCED, TEXT, WORDS, Form, dated, entries, fitted, span
from .read import Place

_TREATY = Form("a treaty", {"title": TEXT, "kind": TEXT, "about": WORDS, "parties": WORDS, "cites": WORDS, "depositary": TEXT, "source": TEXT,
                            "note": TEXT, "supplementary": FLAG}, ("title", "kind", "about", "source"), {"kind": "treaty", "about": "about"})
_LIFE = Form("life", {"act": TEXT, "date": DATE, "printed": TEXT, "place": TEXT, **SOURCED}, ("act", "date", "source", "read"), {"act": "life"})
_LINK = Form("a link", {"act": TEXT, "treaty": TEXT, "article": TEXT, **SOURCED}, ("act", "treaty", "source", "read"), {"act": "link"})
_CLAUSE = Form("a clause", {"clause": TEXT, "article": TEXT, "days": NUMBER, "months": NUMBER, **SOURCED},
               ("clause", "article", "source", "read"), {"clause": "clause"})
_DETAILS = {"excludes": WORDS, "law": TEXT, "by": TEXT, "needs": WORDS, "unless": TEXT, "months": NUMBER, "days": NUMBER}
_DATED = {"from": DATE, "until": DATE, **SOURCED}
_PROVISION = Form("a provision", {"article": TEXT, "provision": TEXT, "value": TEXT, "offences": WORDS, **_DETAILS, "party": TEXT, **_DATED},
                  ("article", "provision", "source", "read"))
_LAW = Form("a provision", {"law": TEXT, "article": TEXT, "provision": TEXT, "value": TEXT, **_DATED},
            ("law", "article", "provision", "value", "source", "read"))
_TABLES = ("life", "links", "clauses", "provisions")
_OFFENCES = ("listed", "deems")
"""The provisions that name offences instead of settling one thing."""


def check_treaty(id_: str, raw: Mapping[str, Any], place: Place, checker: Checker) -> Treaty | None:
    """One treaty file without its provisions; problems are noted, and None returned if it cannot be used."""
    problems, before = checker.problems, len(checker.problems.lines)
    about = fitted({k: v for k, v in raw.items() if k not in _TABLES}, _TREATY, place, checker)
    if about is None:
        return None
    parties = about.get("parties", [])
    _made(id_, about["kind"], parties, place, checker)
    if about.get("depositary"):
        checker.holder(about["depositary"], place.field("depositary"))
    life = [(row, here) for e, here in entries("life", raw, _LIFE, place, checker) if (row := _life(e, here, checker))]
    _in_order(life, checker)
    links = [Link(e["act"], e["treaty"], e.get("article", ""), e["source"], e["read"], e.get("note", ""))
             for e, _ in entries("links", raw, _LINK, place, checker)]
    clauses = [Clause(e["clause"], e["article"], e.get("days", 0), e.get("months", 0), e["source"], e["read"])
               for e, _ in entries("clauses", raw, _CLAUSE, place, checker)]
    if len(problems.lines) > before:
        return None
    identity = (id_, about["title"], about["kind"], tuple(about["about"]), tuple(parties), tuple(about.get("cites", ())),
                about.get("depositary", ""), about["source"], about.get("note", ""), bool(about.get("supplementary")))
    return Treaty.of(identity, tuple(row for row, _ in life), tuple(links), tuple(clauses))


def _made(id_: str, kind: str, parties: list[str], place: Place, checker: Checker) -> None:
    """Whether two polities made a bilateral treaty, and nobody is named for a multilateral one."""
    where = place.field("parties")
    if kind != "bilateral":
        if parties:
            checker.problems.add(where, "a multilateral treaty has its parties as claims; write them to data/claims/party")
    elif len(parties) != 2 or parties[0] == parties[1]:
        found = " and ".join(parties) if len(parties) > 1 else f"only {parties[0]}" if parties else "none"
        checker.problems.add(where, f"a bilateral treaty has two parties, and {id_} has {found}; name the two that made it")
    for party in parties:
        checker.entity(party, where, "party", organisation=True)


def _life(entry: Mapping[str, Any], place: Place, checker: Checker) -> Life | None:
    date = dated(entry, "date", place, checker)
    if date is None:
        return None
    return Life(entry["act"], date.text, date.earliest, date.latest, entry.get("printed", ""), entry.get("place", ""), entry["source"],
                entry["read"], entry.get("note", ""))


def _in_order(life: list[tuple[Life, Place]], checker: Checker) -> None:
    """Nothing comes into force before it is signed, or ends before it is in force."""
    rows = [row for row, _ in life]
    signed = min((row.earliest for row in rows if row.act in ("signed", "adopted")), default=BEGIN)
    begun = min((row.earliest for row in rows if row.act == "in-force"), default=BEGIN)
    for row, place in life:
        if row.act in ("in-force", "amended", "terminated") and row.latest < signed:
            checker.problems.add(place.field("date"), f"{row.act} on {row.date}, before it was signed; correct one of the dates")
        elif row.act == "terminated" and row.latest < begun:
            checker.problems.add(place.field("date"), f"terminated on {row.date}, before it was in force; correct one of the dates")


def check_links(treaties: Mapping[str, Treaty], places: Mapping[str, Place], checker: Checker) -> None:
    """Whether every instrument that a link names is there, and no chain of links comes back to its start."""
    for treaty in treaties.values():
        for link in treaty.links:
            where = places[treaty.id].at("treaty", f'"{link.treaty}"')
            if link.treaty not in checker.treaties:
                checker.problems.add(where, f'{link.act} "{link.treaty}", which is not there; add data/treaties/{link.treaty}.toml or correct the id')
            elif treaty.id in _reached(link.treaty, treaties):
                checker.problems.add(where, f"{treaty.id} {link.act} {link.treaty}, which leads back to {treaty.id}; take one of the links out")


def _reached(start: str, treaties: Mapping[str, Treaty]) -> set[str]:
    """An instrument and all that its links lead to."""
    found, queue = {start}, [start]
    while queue:
        here = treaties.get(queue.pop())
        new = {link.treaty for link in here.links} - found if here else set()
        found |= new
        queue += new
    return found


def check_provisions(of: str, raw: Mapping[str, Any], place: Place, checker: Checker, offences: Container[str], *,
                     law: bool = False) -> list[Provision]:
    """The provisions of a treaty, or of a polity's own law; their ids are given when all are read. Problems are noted."""
    found = []
    for entry, here in entries("provisions", raw, _LAW if law else _PROVISION, place, checker):
        before = len(checker.problems.lines)
        _settles(entry, here, checker, offences, law)
        dates = span(entry, here, checker)
        if entry.get("party"):
            checker.entity(entry["party"], here.field("party"), "party")
        if len(checker.problems.lines) == before and dates is not None:
            source = checker.sources[entry["source"]]
            found.append(Provision(0, of, entry["law"] if law else "", entry["article"], entry["provision"], entry.get("value", ""),
                                   tuple(entry.get("offences", ())), {k: entry[k] for k in _DETAILS if k in entry and not law},
                                   entry.get("party", ""), dates[0].text, dates[1].text, dates[0].earliest if dates[0].text else BEGIN,
                                   dates[1].latest if dates[1].text else END, source.id, source.published_latest, entry["read"],
                                   entry.get("locator", ""), entry.get("note", ""), here.name, here.start))
    return found


def _settles(entry: Mapping[str, Any], place: Place, checker: Checker, offences: Container[str], law: bool) -> None:
    """Whether a provision is one of the vocabulary, and settles it in one of its ways."""
    known, problems = checker.vocabulary.laws if law else checker.vocabulary.provisions, checker.problems
    name, value = entry["provision"], entry.get("value", "")
    if name not in known:
        problems.add(place.field("provision"), f'provision "{name}" is not one of {", ".join(known)}')
    elif known[name] and value not in known[name]:
        problems.add(place.field("value"), f'{name} "{value}" is not one of {", ".join(known[name])}')
    elif not known[name] and not value and name not in _OFFENCES:
        problems.add(place.here, f"{name} has no value; say it in a few words")
    if name in _OFFENCES and not entry.get("offences"):
        problems.add(place.here, f"{name} names no offence; list ids of data/offences.toml under offences")
    for id_ in entry.get("offences", ()):
        if id_ not in offences:
            problems.add(place.field("offences"), f'offence "{id_}" is not there; add it to data/offences.toml')
