"""Cases about armed groups: who a name means and whether it is an anachronism, who had listed whom, who takes two for one (tests/cases/README.md)."""

from __future__ import annotations

import datetime
from typing import Any

from comity.errors import AmbiguousName
from comity.kernel.proofs import Node
from comity.questions.groups.record import GroupRecord
from comity.questions.groups.standing import listing
from comity.questions.view import View

ASKS = {"group": 2, "listed": 3, "tie": 4, "same": 3}
"""How many words each question has: `group NAME`, `listed REGIME GROUP`, `tie KIND GROUP GROUP`, `same GROUP GROUP`."""
KNOWN: dict[str, dict[str, type | tuple[type, ...]]] = {
    "group": {"anachronism": (datetime.date, bool), "called": list, "not_called": list}, "listed": {"under": list}, "tie": {},
    "same": {"holders": dict}}
"""What else each may have: the day on which a name was taken, or false; names that it then had, and had not; the groups in whose entries it is
named; what each holder says."""


def words(ask: str) -> list[str]:
    """The words of a question; a name may have several."""
    return ask.split(" ", 1) if ask.startswith("group ") else ask.split()


def wrong(kind: str, fields: dict[str, Any], verdicts: tuple[str, ...]) -> str:
    """What is wrong with a case about groups; empty if nothing."""
    if kind == "group":
        if not isinstance(fields["expect"], str) and len(fields["expect"]) < 2:
            return "group expects an id, or a list of several that the name means"
        return "" if "on" in fields or not {"anachronism", "called", "not_called"} & set(fields) else 'field "on" is missing: on which day?'
    said = [fields["expect"], *fields.get("holders", {}).values()]
    if any(v not in verdicts for v in said):
        return f"cannot expect {', '.join(map(repr, said))}; expect one of {', '.join(verdicts)}"
    return "" if "on" in fields else 'field "on" is missing: on which day?'


def find(view: View, kind: str, names: list[str], on: int | None) -> tuple[dict[str, Any], Node | None]:
    """What the atlas says, under the names of a case's fields; and the proof, where there is one."""
    if kind == "group":
        try:
            found = view.group(names[0], on=on)
        except AmbiguousName as error:
            return {"expect": sorted(c.id for c in error.candidates), "anachronism": False}, None
        early = found.anachronism(on) if on is not None else None
        return {"expect": found.group.id, "anachronism": early.since if early else False,
                "called": [c.name for c in found.names_on(on)] if on is not None else []}, None
    assert on is not None
    if kind == "listed":
        stood = listing(view, names[0], names[1])
        under = {a.of for a in stood.aliases if a.node.verdict(on).value == "yes"}
        return {"expect": stood.answer.on(on).value, "under": sorted(under)}, stood.answer.proof.node
    if kind == "tie":
        tie = next((t for t in _record(view, names[1]).ties if (t.of, t.actor, t.object) == tuple(names)), None)
        return {"expect": tie.held.answer.on(on).value if tie else "unrecorded"}, tie.held.answer.proof.node if tie else None
    judged = next((j for j in _record(view, names[0]).judged if j.other == names[1]), None)
    if judged is None:
        return {"expect": "unrecorded", "holders": {}}, None
    return {"expect": judged.answer.on(on).value, "holders": {h: x.answer.on(on).value for h, x in judged.holders.items()}}, judged.answer.proof.node


def _record(view: View, id_: str) -> GroupRecord:
    return GroupRecord(view, view.atlas.groups[id_], id_)


def differs(fields: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """What a case expects and the atlas does not say; names, groups and holders may be some among more."""
    out: dict[str, Any] = {}
    if fields["expect"] != found["expect"]:
        out["expect"] = found["expect"]
    wanted = fields.get("anachronism", found.get("anachronism"))
    if (wanted.isoformat() if isinstance(wanted, datetime.date) else wanted) != found.get("anachronism"):
        out["anachronism"] = found["anachronism"]
    for name in ("called", "under"):
        if not set(fields.get(name, ())) <= set(found.get(name, ())) or (fields.get(name) == [] and found[name]):
            out[name] = found[name]
    if set(fields.get("not_called", ())) & set(found.get("called", ())):
        out["not_called"] = found["called"]
    holders = {h: found["holders"].get(h, "unrecorded") for h in fields.get("holders", {})}
    if holders != fields.get("holders", {}):
        out["holders"] = holders
    return out
