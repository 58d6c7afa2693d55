"""A world of three polities and two sources, small enough to break in one place and see what the build says."""

from __future__ import annotations

import shutil
from pathlib import Path

from comity.atlas.build import Built, build

ROOT = Path(__file__).parent.parent.parent

FILES = {
    "atlas.toml": 'version = "1"\ndate = 2020-01-01\n',
    "sources/paper.toml": 'title = "A paper"\npublisher = "Press"\npublished = 2010-05-05\nkind = "secondary"\nlicence = "facts only"\n',
    "sources/list.toml": 'title = "A list"\npublisher = "Namer"\nkind = "secondary"\nlicence = "facts only"\nderives_from = ["paper"]\n',
    "polities/AA.toml": ('label = "Alia"\nkind = "state"\nnames = [\n  { name = "Alia", style = "short", source = "list" },\n]\n'
                         'codes = [\n  { scheme = "cow", code = "1", source = "list" },\n]\n'
                         'existence = [\n  { holder = "cow", from = "1900-01-01", source = "list" },\n]\n'),
    "polities/BB.toml": ('label = "Beria"\nkind = "claimant"\nnames = [\n  { name = "Beria", style = "short", source = "list" },\n]\n'
                         'existence = [\n  { holder = "cow", from = "1990-01-01", until = "2015-01-01", source = "list" },\n]\n'),
    "polities/old-ceria.toml": 'label = "Old Ceria"\nkind = "state"\nnames = [\n  { name = "Ceria", source = "list" },\n]\n',
    "claims/recognition/all.csv": ("act,actor,object,ordinal,strength,date,date_kind,holder,source,read,note\n"
                                   "recognises,AA,BB,,,2000-01-01,decided,AA,paper,read,\n"
                                   "withdraws,AA,BB,,,2005-01-01,decided,AA,paper,read,\n"
                                   "refuses,old-ceria,BB,,explicit,2001-01-01,decided,old-ceria,paper,read,\n"),
    "claims/membership/un.csv": "act,actor,object,date,holder,source,read\njoins,AA,UN,1950-01-01,un-secretariat,paper,read\n",
    "claims/control/all.csv": "act,actor,object,kind,from,until,holder,source,read\ncontrols,AA,BB,sovereignty,1990-01-01,1995-01-01,AA,paper,read\n",
    "claims/succession/all.csv": "act,actor,object,kind,date,holder,source,read\nsucceeds,BB,AA,separation,1990-01-01,BB,paper,read\n",
    "claims/coverage/all.csv":
        "source,relation,act,actor,object,from,until,holder,read,note\npaper,recognition,,*,BB,1990-01-01,2010-01-01,press,read,\n",
    "claims/counts/all.csv": "holder,object,of,as_of,low,high,scope,source,read\npress,BB,recognisers,2010-01-01,1,2,all,paper,read\n",
}
"""Every file of it but the vocabulary, which is the real one."""


def make(folder: Path) -> Path:
    """Write the world below a folder; its `data`."""
    data = folder / "data"
    for name, text in FILES.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "data" / "vocabulary.toml", data)
    return data


def built(folder: Path) -> Built:
    """Make the world and build it."""
    return build(make(folder), folder / "atlas.sqlite")
