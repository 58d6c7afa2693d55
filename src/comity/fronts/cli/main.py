"""The command `comity`: commands, exit codes, and errors as one line on standard error.

Exit codes: 0 answered, whatever the verdict; 1 not answerable (unknown or ambiguous name, bad data, no atlas); 2 usage.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated

try:
    import typer
    from typer.exceptions import TyperException
except ModuleNotFoundError:
    sys.exit("comity: the command line needs typer and rich; install them with: pip install 'comity[cli]'")

from ..._version import __version__
from ...errors import ComityError, DateError, UsageError
from . import ask, cases, extradite, fighters, groups, law, make

app = typer.Typer(name="comity", rich_markup_mode=None, pretty_exceptions_enable=False,
                  help="International affairs as of a day, in somebody's eyes, on somebody's word, with the proof.",
                  epilog="Exit codes: 0 answered, 1 not answerable, 2 usage. Docs: docs/ in the source.")

EXTRAS = {"cli": ("rich",), "brief": ("altair", "vl_convert", "jinja2"), "suggest": ("rapidfuzz",), "tables": ("polars",)}
"""What each extra brings that a command may find missing."""

INTERRUPTED = 130
"""What typer, too, makes of Ctrl-C."""

COMMANDS = {c.__name__: c for c in (ask.recognition, ask.membership, ask.polity, ask.resolve, ask.claims, ask.source, law.treaties, law.treaty,
                                    extradite.extradite, extradite.offences, groups.group, groups.listed, groups.lineage,
                                    fighters.fighters,
                                    make.report, cases.cases, make.brief, make.build)}


def register(wanted: str | None) -> None:
    """Register one command, or all where none is named: typer takes two milliseconds over each, and a run needs one."""
    app.registered_commands.clear()
    for name, command in COMMANDS.items():
        if wanted not in COMMANDS or name == wanted:
            app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(ctx: typer.Context,
          version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows a question mark, not a traceback
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if args is None else args
    register(given[0] if given and "_COMITY_COMPLETE" not in os.environ else None)
    try:
        status = app(args, prog_name="comity", standalone_mode=False)
    except (UsageError, DateError) as error:
        _fail(str(error), 2)
    except ComityError as error:
        _fail(str(error), 1)
    except TyperException as error:
        _fail(f"{error.format_message().rstrip('.')}. Try: {_path(error)} --help", 2)
    except ModuleNotFoundError as error:
        _fail(_missing(error), 1)
    except OSError as error:
        _fail(f"{error.filename or 'a file'}: {error.strerror or error}; nothing was written there", 1)
    except (typer.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    if status == INTERRUPTED:
        _fail("stopped; nothing was left half-written", INTERRUPTED)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    typer.echo("comity: " + " ".join(message.split()), err=True)
    sys.exit(status)


def _path(error: TyperException) -> str:
    """The command that was called, as far as it was understood: `comity recognition`."""
    return str(getattr(getattr(error, "ctx", None), "command_path", "comity"))


def _missing(error: ModuleNotFoundError) -> str:
    """What to install; an import that no extra would supply is a bug and goes on as it is."""
    for extra, modules in EXTRAS.items():
        if (error.name or "").partition(".")[0] in modules:
            return f"this needs {error.name}; install it with: pip install 'comity[{extra}]'"
    raise error
