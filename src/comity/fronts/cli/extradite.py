"""The commands on extradition: one request, the standing of every state towards one that requests, and the words for offences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ...errors import UsageError
from ...kernel.dates import iso
from ...questions.extradition.case import FACTS, match
from . import complete, show
from .lens import Asked, question

_PANEL = {"rich_help_panel": "Request", "show_default": False}
_WHO = {**_PANEL, "metavar": "POLITY", "autocompletion": complete.polities}
_WHAT = {**_PANEL, "metavar": "WORDS", "autocompletion": complete.offences}
_FACT = {**_PANEL, "metavar": "NAME=YES|NO", "autocompletion": complete.facts}
From = Annotated[str | None, typer.Option("--from", help="The state that is asked to surrender somebody.", **_WHO)]
To = Annotated[str | None, typer.Option("--to", help="The state that asks.", **_WHO)]
For = Annotated[str | None, typer.Option("--for", help="The offence, in plain words; left out, whether an instrument binds.", **_WHAT)]
Nationality = Annotated[str | None, typer.Option("--national-of", help="The person's nationality.", **_WHO)]
Requested = Annotated[str | None, typer.Option("--requested", help="The day of the request; that of --on if left out.", metavar="DATE", **_PANEL)]
Committed = Annotated[str | None, typer.Option("--committed", help="The day of the act.", metavar="DATE", **_PANEL)]
Fact = Annotated[list[str] | None, typer.Option("--fact", help=f"What is known of the case (repeatable): {', '.join(FACTS)}.", **_FACT)]
Map = Annotated[bool, typer.Option("--map", help="Of every state, whether an instrument binds it to the one in --to.", **_PANEL)]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="With --map: write the page (.html) or the drawing (.svg) here.",
                                             metavar="FILE", **_PANEL)]


@question
def extradite(asked: Asked, from_: From = None, to: To = None, for_: For = None, national_of: Nationality = None, requested: Requested = None,
              committed: Committed = None, fact: Fact = None, map_: Map = False, output: Output = None) -> None:
    """Could a person be surrendered by --from to --to: duty and domestic law per doctrine, treaty, offence, bars. Or, with --map, by whom at all.

    Example: comity extradite --from XK --to US --on 2010-07-16 --for "material support" --national-of XK
    """
    if to is None:
        raise UsageError(f"--to is missing: say which state asks, as in comity extradite --from {from_ or 'XK'} --to US")
    on = asked.on or iso(asked.view.atlas.date) or ""
    if map_:
        given = {"--from": from_, "--for": for_, "--national-of": national_of, "--requested": requested, "--committed": committed, "--fact": fact}
        if any(given.values()):
            raise UsageError(f"--map shows every state, whatever the case; leave out {', '.join(k for k, v in given.items() if v)}, or --map")
        _map(asked, to, on, output)
        return
    if from_ is None:
        raise UsageError(f"--from is missing: say which state is asked, or see all of them with: comity extradite --to {to} --map")
    if output is not None:
        raise UsageError("-o writes the map of all states; add --map and leave out --from, or leave out -o")
    found = asked.view.extradition(requested=from_, requesting=to, on=on, offence=for_, national_of=national_of, requested_on=requested,
                                   committed=committed, facts=_facts(fact or ()))
    if asked.json:
        show.as_json(found.to_dict())
        return
    from .extradition_text import text  # as JSON needs none of it

    for line in text(found, asked.proof):
        show.out(line)


def _facts(given: list[str] | tuple[str, ...]) -> dict[str, bool]:
    """`political=no` as (political, False). Raises UsageError."""
    facts: dict[str, bool] = {}
    for text in given:
        name, _, said = text.partition("=")
        value = {"yes": True, "no": False}.get(said.strip().casefold())
        if value is None or not name.strip():
            raise UsageError(f'--fact "{text}" is not NAME=yes or NAME=no; the names are {", ".join(FACTS)}')
        if facts.setdefault(name.strip(), value) is not value:
            raise UsageError(f"--fact {name.strip()} is given as both yes and no; say which")
    return facts


def _map(asked: Asked, to: str, on: str, output: Path | None) -> None:
    if output is not None and output.suffix not in (".html", ".svg"):
        raise UsageError(f'-o {output}: "{output.suffix}" is no form of the map; write to a file that ends in .html or .svg')
    found = asked.view.bases(to, on=on)
    if output is not None:
        from ...works.bases import write_bases

        write_bases(found, output)
    if asked.json:
        show.as_json(found.to_dict())
        return
    from .extradition_text import standings

    for line in standings(found, asked.proof):
        show.out(line)
    if output is not None:
        show.out(f"\n{output}")


@question
def offences(asked: Asked, words: Annotated[list[str] | None, typer.Argument(
        metavar="WORDS", help="Plain words for an offence; left out, every offence is listed.", show_default=False,
        autocompletion=complete.offences)] = None) -> None:
    """The offences that questions on extradition know, each with its words; with WORDS, those that they mean.

    Example: comity offences murder for hire
    """
    known = asked.view.atlas.law.offences
    text = " ".join(words or ())
    ids, matched = match(asked.view, text) if text.strip() else (tuple(known), "")
    if asked.json:
        show.as_json({"question": {"ask": "offences", "words": text or None}, "lens": asked.view.to_dict(), "on": asked.on,
                      "matched": matched or None, "offences": [{**known[i]._asdict(), "words": list(known[i].words),
                                                                "within": list(known[i].within)} for i in ids],
                      "atlas": asked.view.atlas.about})
        return
    width = max(len(i) for i in ids)
    for id_ in ids:
        offence = known[id_]
        wider = f"; within {', '.join(offence.within)}" if offence.within else ""
        show.out(f"{id_:<{width}}  {offence.label}: {', '.join(w for w in offence.words if w != offence.label) or 'no other words'}{wider}")
    show.out(f"matched by: {matched}" if matched else f"{len(ids)} offences")
