"""Made-up worlds for tests of the law: a few polities, treaties and claims in short lines, built to an atlas of their own and asked through it.

    law = Law(tmp_path, polities="A:1900 P:1900/1960 N:1960", treaties=["T A P 1910"], rows=["in-force enters-force A P T 1911 by A"])
    law.stands("T", "A", "N", "vcsst-1978", "1970-01-01") == "yes"
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import comity
from comity.atlas.build import build
from comity.questions.extradition.answer import Extradition
from comity.questions.extradition.duty import Finding

from .atlas.world import ROOT

SOURCE = 'title = "S"\npublisher = "P"\npublished = 2020-01-01\nkind = "primary"\nlicence = "facts"\n'
OFFENCES = """[homicide]\nlabel = "homicide"\nwords = ["homicide"]\n[murder]\nlabel = "murder"\nwords = ["murder"]\nwithin = ["homicide"]
[fraud]\nlabel = "fraud"\nwords = ["fraud"]\n[piracy]\nlabel = "piracy"\nwords = ["piracy"]\n"""
COLUMNS = {
    "in-force": "act actor object treaty date", "party": "act actor object date", "succession": "act actor object kind date",
    "control": "act actor object kind from until", "recognition": "act actor object strength date", "coverage": "relation actor object from until"}
"""The cells of a row, in order, before "by" and its holder."""


class Law:
    """A made-up world and its atlas.

    polities: "A:1900 P:1900/1960", the years between which each is there. treaties: "T A P 1910" for one that A and P signed in 1910, "M * 1910" for
    one open to many; behind that what it does to others ("replaces S"). rows: the relation and its cells, `-` for an empty one and keys in quotes,
    then "by" and the holder. provisions: by treaty, as `clause` makes them; laws: the same by polity. about: by treaty, where not extradition alone.
    """

    def __init__(self, folder: Path, *, polities: str, treaties: Iterable[str] = (), rows: Iterable[str] = (),
                 provisions: Mapping[str, Iterable[dict[str, Any]]] | None = None, laws: Mapping[str, Iterable[dict[str, Any]]] | None = None,
                 about: Mapping[str, list[str]] | None = None) -> None:
        files = {"atlas.toml": 'version = "1"\ndate = 2020-01-01\n', "sources/s.toml": SOURCE, "offences.toml": OFFENCES}
        for word in polities.split():
            files |= _polity(*word.split(":"))
        for line in treaties:
            files |= _treaty(line, (provisions or {}), (about or {}))
        for polity, given in (laws or {}).items():
            files[f"laws/{polity}.toml"] = "".join(_table("provisions", {"law": "Code", **p}) for p in given)
        claims: dict[str, list[str]] = defaultdict(list)
        for line in rows:
            relation, _, rest = line.partition(" ")
            claims[relation].append(_row(relation, rest))
        for relation, lines in claims.items():
            files[f"claims/{relation}/all.csv"] = "\n".join((f"{COLUMNS[relation].replace(' ', ',')},holder,source,read", *lines, ""))
        for name, text in files.items():
            (folder / "data" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "data" / name).write_text(text, encoding="utf-8")
        shutil.copy(ROOT / "data" / "vocabulary.toml", folder / "data")
        self.atlas = comity.open(build(folder / "data", folder / "atlas.sqlite").path)

    def stands(self, treaty: str, a: str, b: str, doctrine: str, *days: str, **lens: Any) -> str | list[str]:
        """The verdict of a treaty between two under a doctrine on a day, or on each of several."""
        answer = self.atlas.view(doctrine=doctrine, **lens).in_force(treaty, a, b)
        found = [answer.on(day).value for day in days]
        return found[0] if len(found) == 1 else found

    def each(self, treaty: str, a: str, b: str, day: str, **lens: Any) -> dict[str, str | list[str]]:
        """The verdict under every doctrine on a day."""
        return {d: self.stands(treaty, a, b, d, day, **lens) for d in ("recorded", "vcsst-1978", "clean-slate", "continuity")}

    def rules(self, treaty: str, a: str, b: str, doctrine: str) -> set[str]:
        """The rules that the proof uses."""
        return {n.rule for n in self.atlas.view(doctrine=doctrine).in_force(treaty, a, b).proof.node.walk()}

    def asked(self, requested: str, requesting: str, on: str, doctrine: str = "recorded", **case: Any) -> Extradition:
        """A request for extradition under one doctrine."""
        return self.atlas.view(doctrine=doctrine).extradition(requested=requested, requesting=requesting, on=on, **case)

    def finding(self, requested: str, requesting: str, on: str, doctrine: str = "recorded", **case: Any) -> Finding:
        """What follows from it."""
        return self.asked(requested, requesting, on, doctrine, **case).doctrines[doctrine]


def _polity(id_: str, years: str) -> dict[str, str]:
    since, _, until = years.partition("/")
    end = f', until = "{until}-01-01"' if until else ""
    return {f"polities/{id_}.toml": f'label = "{id_}-land"\nkind = "state"\n'
            f'existence = [{{ holder = "gw", from = "{since}-01-01"{end}, source = "s" }}]\n'}


def _treaty(line: str, provisions: Mapping[str, Iterable[dict[str, Any]]], about: Mapping[str, list[str]]) -> dict[str, str]:
    id_, *words = line.split()
    many = words[0] == "*"
    parties, rest = ([], words[1:]) if many else (words[:2], words[2:])
    text = f'title = "Treaty {id_}"\nkind = "{"multilateral" if many else "bilateral"}"\nabout = {json.dumps(about.get(id_, ["extradition"]))}\n'
    text += ("" if many else f"parties = {json.dumps(parties)}\n") + 'source = "s"\n'
    text += _table("life", {"act": "adopted" if many else "signed", "date": rest[0]})
    for act, other in zip(rest[1::2], rest[2::2], strict=True):
        text += _table("links", {"act": act, "treaty": other})
    return {f"treaties/{id_}.toml": text + "".join(_table("provisions", p) for p in provisions.get(id_, ()))}


def _table(name: str, fields: Mapping[str, Any]) -> str:
    return f"\n[[{name}]]\n" + "".join(f"{k.rstrip('_')} = {json.dumps(v)}\n" for k, v in {**fields, "source": "s", "read": "read"}.items())


def _row(relation: str, text: str) -> str:
    *cells, by, holder = ["" if w == "-" else w for w in shlex.split(text)]
    assert by == "by", text
    return ",".join((*cells, *[""] * (len(COLUMNS[relation].split()) - len(cells)), holder, "s", "read"))


def clause(text: str, **more: Any) -> dict[str, Any]:
    """A provision from "article provision value"."""
    article, provision, *value = text.split(maxsplit=2)
    return {"article": article, "provision": provision, **({"value": value[0]} if value else {}), **more}


def read_whole(*others: dict[str, Any], listed: Iterable[str] = ("murder",)) -> list[dict[str, Any]]:
    """A treaty of which every clause that could forbid was read and none does, but for what others say instead."""
    said = {p["provision"] for p in others}
    plain = [clause("1 offence-method list"), clause("1 list-read whole"), *([clause("1 listed", offences=list(listed))] if listed else []),
             clause("2 own-nationals shall-not-refuse"), clause("3 political-offence no-bar"), clause("4 lapse-of-time silent"),
             clause("5 prior-trial silent"), clause("6 capital-punishment silent"), clause("7 retroactivity retroactive")]
    return [*(p for p in plain if p["provision"] not in said), *others]


TREATY = "in-force enters-force A P T 1911 by A"
JOINED = ("party accedes A M 1920 by un-secretariat", "party accedes P M 1920 by un-secretariat")


def succession(tmp_path: Path, kind: str, *rows: str, polities: str = "A:1900 P:1900/1960 N:1960", act: str = "succeeds", by: str = "N",
               treaties: tuple[str, ...] = ("T A P 1910",), **more: Any) -> Law:
    """A and P have a treaty since 1911; N succeeds P in 1960, in some way."""
    return Law(tmp_path, polities=polities, treaties=treaties,
               rows=[TREATY, f"succession {act} N P {kind} 1960-01-01 by {by}", *rows], **more)
