"""The command `comity`: commands, exit codes, and errors as one line on standard error.

Exit codes: 0 answered, whatever the verdict; 1 not answerable (unknown or ambiguous name, bad data, no atlas); 2 usage.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

try:
    import typer
    from typer.exceptions import TyperException
except ModuleNotFoundError:
    sys.exit("comity: the command line needs typer and rich; install them with: pip install 'comity[cli]'")

from ..._version import __version__
from ...errors import ComityError, DateError, UsageError
from . import ask, make

app = typer.Typer(name="comity", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
                  help="International affairs as of a day, in somebody's eyes, on somebody's word, with the proof.",
                  epilog="Exit codes: 0 answered, 1 not answerable, 2 usage. Docs: docs/ in the source.")

for command in (ask.recognition, ask.membership, ask.polity, ask.resolve, ask.claims, ask.source, make.report, make.brief, make.build):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback()
def _root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    pass


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit."""
    try:
        status = app(args, standalone_mode=False)
    except (UsageError, DateError) as error:
        _fail(str(error), 2)
    except ComityError as error:
        _fail(str(error), 1)
    except TyperException as error:
        _fail(f"{error.format_message().rstrip('.')}. Try: comity --help", 2)
    except typer.Abort:
        _fail("stopped; nothing was left half-written", 130)
    except KeyboardInterrupt:
        _fail("stopped; nothing was left half-written", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    typer.echo("comity: " + " ".join(message.split()), err=True)
    sys.exit(status)
