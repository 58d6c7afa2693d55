"""The flags that every question takes, written once: the lens, the day, and how to show the answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from ...errors import DateError
from ...kernel.dates import day, iso
from ...questions.view import Atlas, View
from . import complete


class Asked(NamedTuple):
    """What the shared flags said: the view to ask, the day, and the shape of the answer."""

    view: View
    on: str | None
    json: bool
    proof: bool


def _flag(*names: str, help: str, panel: str = "Lens", **more: Any) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=panel, **more)


def _day(text: str | None) -> str | None:
    """A day as answers print it. Raises DateError for anything that is not one day of the four-digit years."""
    if text is None:
        return None
    written = iso(day(text))
    if written is None or len(written) != len("2017-02-10"):
        raise DateError(f'"{text}" is not a day that can be asked for; give one such as 2017-02-10')
    return written


_FLAGS: dict[str, tuple[Any, Any]] = {
    "on": (Annotated[str | None, _flag("--on", help="The day to answer for, YYYY-MM-DD.", panel="Answer", metavar="DATE")], None),
    "json_": (Annotated[bool, _flag("--json", help="The whole answer as JSON.", panel="Answer")], False),
    "proof": (Annotated[bool, _flag("--proof", help="Show the proof.", panel="Answer")], False),
    "eyes": (Annotated[str | None, _flag("--eyes", help="Whose point of view: a party, an organ of one (US/executive), a holder.", metavar="HOLDER",
                                               autocompletion=complete.holders)], None),
    "known_by": (Annotated[str | None, _flag("--known-by", help="Only sources published by this day.", metavar="DATE")], None),
    "doctrine": (Annotated[str | None, _flag("--doctrine", help="recorded, vcsst-1978, clean-slate, continuity or all.", metavar="DOCTRINE",
                                                   autocompletion=complete.doctrines)], None),
    "trusting": (Annotated[list[str] | None, _flag("--trusting", help="Only this source and what derives from it (repeatable).",
                                                   metavar="SOURCE", autocompletion=complete.sources)], None),
    "without": (Annotated[list[str] | None, _flag("--without", help="Every source but this one (repeatable).", metavar="SOURCE",
                                                  autocompletion=complete.sources)], None),
    "with_": (Annotated[list[Path] | None, _flag("--with", help="A TOML file of your own claims (repeatable).", metavar="FILE")], None),
    "suppose": (Annotated[list[str] | None, _flag("--suppose", help='A hypothetical act: "ES recognises XK on 2027-01-01" (repeatable).',
                                                  metavar="ACT")], None),
    "atlas": (Annotated[Path | None, _flag("--atlas", help="Another atlas file than the built-in one.", metavar="FILE")], None),
}


def question(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the shared flags; it gets them as its first argument, an Asked."""
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    flags = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=d, annotation=t) for n, (t, d) in _FLAGS.items()]

    @wraps(command)
    def run(**given: Any) -> None:
        flag = {n: given.pop(n) for n in _FLAGS}
        atlas = Atlas(flag["atlas"], flag["with_"] or ())
        view = atlas.view(eyes=flag["eyes"], known_by=flag["known_by"], doctrine=flag["doctrine"], trusting=flag["trusting"] or (),
                          without=flag["without"] or (), suppose=flag["suppose"] or ())
        command(Asked(view, _day(flag["on"]), flag["json_"], flag["proof"]), **given)

    positional = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    run.__signature__ = inspect.Signature(positional + flags)  # type: ignore[attr-defined]  # typer reads the flags from here
    run.__annotations__ = {p.name: p.annotation for p in positional + flags}
    del run.__wrapped__  # or inspect would look through to the command without the flags
    return run
