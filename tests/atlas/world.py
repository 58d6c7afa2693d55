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

LAW = {
    "offences.toml": '[homicide]\nlabel = "homicide"\nwords = ["homicide", "killing"]\n\n'
                     '[murder]\nlabel = "murder"\nwords = ["murder", "wilful murder"]\nwithin = ["homicide"]\n',
    "treaties/aa-bb-1991.toml": ('title = "First treaty"\nkind = "bilateral"\nabout = ["extradition"]\nparties = ["AA", "BB"]\nsource = "paper"\n'),
    "treaties/aa-bb-1995.toml": (
        'title = "Treaty of extradition"\nkind = "bilateral"\nabout = ["extradition"]\nparties = ["AA", "BB"]\ncites = ["TS 1"]\n'
        'source = "paper"\nnote = "made up"\n\n'
        '[[life]]\nact = "signed"\ndate = "1995-05-05"\nprinted = "5 May 1995"\nplace = "Al"\nsource = "paper"\nread = "read"\n\n'
        '[[links]]\nact = "replaces"\ntreaty = "aa-bb-1991"\narticle = "9"\nsource = "paper"\nread = "read"\n\n'
        '[[provisions]]\narticle = "II"\nprovision = "offence-method"\nvalue = "list"\nsource = "paper"\nread = "read"\n\n'
        '[[provisions]]\narticle = "II"\nprovision = "listed"\noffences = ["murder"]\nneeds = ["both-laws"]\nsource = "paper"\nread = "read"\n\n'
        '[[provisions]]\narticle = "III"\nprovision = "capital-punishment"\nvalue = "may-refuse"\nunless = "assurance"\nfrom = "1996-01-01"\n'
        'until = "2006-01-01"\nsource = "paper"\nread = "read"\nlocator = "p. 3"\nnote = "made up"\n'),
    "treaties/pact-2001.toml": (
        'title = "Pact"\nkind = "multilateral"\nabout = ["extradition", "crime"]\ndepositary = "un-secretariat"\nsource = "paper"\n\n'
        '[[life]]\nact = "adopted"\ndate = "2001-01-01"\nsource = "paper"\nread = "read"\n\n'
        '[[life]]\nact = "in-force"\ndate = "2002-01-01"\nsource = "paper"\nread = "read"\n\n'
        '[[clauses]]\nclause = "entry-into-force"\narticle = "20"\ndays = 30\nsource = "paper"\nread = "read"\n\n'
        '[[provisions]]\narticle = "6"\nprovision = "own-nationals"\nvalue = "may-refuse"\nparty = "AA"\nsource = "paper"\nread = "read"\n'),
    "laws/AA.toml": ('[[provisions]]\nlaw = "Constitution"\narticle = "35"\nprovision = "own-nationals"\nvalue = "forbids"\nfrom = "1950-01-01"\n'
                     'until = "2005-01-01"\nsource = "paper"\nread = "read"\nlocator = "p. 1"\nnote = "made up"\n'),
    "decisions/aa-court-2003.toml": (
        'name = "A case"\ncourt = "AA/court"\ncourt_name = "The Court"\ndecided = "2003-03-03"\nrequesting = "BB"\nrequested = "AA"\n'
        'treaty = "aa-bb-1995"\nheld = "in-force"\nresult = "surrender_allowed"\nground = "treaty_in_force"\ngrounds = ["one"]\n'
        'offence = "murder"\noffence_words = "wilful murder"\nnationality = "BB"\ncommitted = "2000"\nfacts = { political = false }\n'
        'matter = "made up"\nsource = "paper"\nread = "read"\nlocator = "p. 2"\nnote = "made up"\n'),
    "claims/in-force/all.csv": ("act,actor,object,treaty,date,date_kind,holder,source,read\n"
                                "enters-force,AA,BB,aa-bb-1995,1996-01-01,effective,AA,paper,read\n"),
    "claims/party/all.csv": ("act,actor,object,date,date_kind,holder,source,read\n"
                             "accedes,AA,pact-2001,2003-01-01,deposited,un-secretariat,paper,read\n"),
}
"""What a world with law in it has beside them."""


def make(folder: Path, *, law: bool = False) -> Path:
    """Write the world below a folder, with law in it or without; its `data`."""
    data = folder / "data"
    for name, text in (FILES | LAW if law else FILES).items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "data" / "vocabulary.toml", data)
    return data


def built(folder: Path, *, law: bool = False) -> Built:
    """Make the world and build it."""
    return build(make(folder, law=law), folder / "atlas.sqlite")
