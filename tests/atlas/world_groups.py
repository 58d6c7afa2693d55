"""Armed groups in the small world: a few of them, two lists, and rows as tests like to write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import comity
from comity.atlas.build import build
from comity.atlas.read import CLAIM_COLUMNS

from . import world

Row = Mapping[str, str]

REGIMES = '"AA/list" = "List of Alia"\n"BB/list" = "List of Beria"\n'
"""The lists of this world, beside those of the vocabulary."""

GROUPS = {
    "sources/early.toml": 'title = "An early paper"\npublisher = "Press"\npublished = 2000-06-01\nkind = "secondary"\nlicence = "facts only"\n',
    "groups/all.csv": ("id,label,kind,organ_of,source,read\n"
                       "army-of-alia,Army of Alia,state-organ,AA,paper,read\n"
                       "blue,Blue Front,organisation,,paper,read\n"
                       "green,Green Front,coalition,,paper,read\n"
                       "red,Red Front,organisation,,paper,read\n"),
    "claims/called/all.csv": ("group,name,style,by,how,instead_of,from,until,date_kind,source,read\n"
                              "blue,ucdp:7,code,ucdp,code,,,,,paper,read\n"
                              "red,Red Front,name,red,adopts,,1990-01-01,,decided,paper,read\n"
                              "red,New Front,name,red,adopts,Red Front,2000-01-01,,announced,paper,read\n"
                              "red,RF,acronym,AA,uses,,1995,2003,,paper,read\n"),
    "claims/lineage/all.csv": ("act,actor,object,date,date_kind,holder,source,read\n"
                               "splits-from,blue,red,1995,unclear,press,paper,read\n"
                               "founds,red,red,1990-01-01,decided,red,paper,read\n"),
    "claims/affiliation/all.csv": ("act,actor,object,of,date,date_kind,holder,source,read\n"
                                   "pledges,blue,red,allegiance,1996-01-01,announced,blue,paper,read\n"
                                   "renounces,blue,red,allegiance,2001-01-01,announced,blue,paper,read\n"),
    "claims/identity/all.csv": ("act,actor,object,kind,date,holder,source,read\n"
                                "treats-as-same,blue,red,alias,1997-01-01,AA,paper,read\n"
                                "treats-as-apart,blue,red,alias,1998-01-01,BB,paper,read\n"),
    "claims/listing/all.csv": ("act,actor,object,name,entry,date,date_kind,holder,source,read\n"
                               "adds-alias,AA/list,blue,Blue Front,red,1999-01-01,effective,AA,paper,read\n"
                               "lists,AA/list,red,Red Front,E1,1998-01-01,effective,AA,paper,read\n"
                               "removes,AA/list,red,Red Front,E1,2004-01-01,effective,AA,paper,read\n"),
    "claims/statement/all.csv": "act,actor,object,date,holder,source,read\ncondemns,AA,red,1997-05-05,AA,paper,read\n",
    "claims/presence/all.csv": "act,actor,object,date,until,holder,source,read\nactive-in,red,BB,1991,1999,ucdp,paper,read\n",
}
"""What a world with groups in it has beside the small one."""


def make(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write the small world with groups below a folder, some files other than usual, and none of those whose text is empty; its `data`."""
    data = world.make(folder)
    vocabulary = data / "vocabulary.toml"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8").replace("[regimes]\n", "[regimes]\n" + REGIMES), encoding="utf-8")
    for name, text in (GROUPS | dict(files or {})).items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        if text:
            (data / name).write_text(text, encoding="utf-8")
    return data


def row(act: str, actor: str, object_: str, date: str = "", **cells: str) -> dict[str, str]:
    """One row: held by the actor, or by whoever it is the list of, and told by the paper of 2010."""
    return {"act": act, "actor": actor, "object": object_, "date": date, "holder": actor.partition("/")[0], "source": "paper", "read": "read",
            **{k.removesuffix("_"): v for k, v in cells.items()}}


def called(name: str, how: str = "adopts", since: str = "", until: str = "", **cells: str) -> dict[str, str]:
    """One name of red, its own unless said otherwise."""
    return {"group": "red", "name": name, "style": "name", "by": "red", "how": how, "from": since, "until": until, "source": "paper",
            "read": "read", **cells}


def written(relation: str, rows: Sequence[Row]) -> str:
    """Rows of a relation as the text of a file; empty for none."""
    columns = [c for c in CLAIM_COLUMNS[relation].split() if any(c in r for r in rows)]
    text = io.StringIO()
    csv.DictWriter(text, columns, restval="", lineterminator="\n").writeheader()
    csv.DictWriter(text, columns, restval="", lineterminator="\n").writerows(rows)
    return text.getvalue() if rows else ""


def holding(folder: Path, **relations: Sequence[Row]) -> comity.Atlas:
    """An atlas of the world's groups, of whom only these rows are told."""
    files = {name: "" for name in GROUPS if name.startswith("claims/")}
    files |= {f"claims/{relation}/all.csv": written(relation, rows) for relation, rows in relations.items()}
    return comity.open(build(make(folder, files), folder / "atlas.sqlite").path)
