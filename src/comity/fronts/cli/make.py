"""The commands that make: build, report and brief."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from ...errors import UsageError
from . import complete, show
from .lens import Asked, question
from .progress import progress


def build(check: Annotated[bool, typer.Option("--check", help="Read and check everything, print the report, write nothing.")] = False,
          data: Annotated[Path, typer.Option("--data", help="The data folder.", metavar="DIR")] = Path("data"),
          out: Annotated[Path | None, typer.Option("--out", help="Where to write; the built-in place if left out.", metavar="FILE")] = None,
          json_: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
          conflicts: Annotated[str | None, typer.Option("--conflicts", metavar="KIND", help="List the conflicts of one kind, or all.",
                                                       autocompletion=complete.conflicts)] = None,
          report: Annotated[str | None, typer.Option("--report", metavar="OBJECT", help="Also report who recognises this polity.",
                                                    autocompletion=complete.polities)] = None) -> None:
    """Build the atlas from the data, or check the data and report.

    Example: comity build --check --conflicts dates
    """
    from ...atlas import build as building
    from ...atlas.store import default_path
    from ...kernel.conflicts import KINDS

    if conflicts not in (None, "all", *KINDS):
        raise UsageError(f'--conflicts "{conflicts}" is not one of all, {", ".join(KINDS)}')
    with progress("build", not json_) as tell:
        built = building.inspect(data, tell) if check else building.build(data, out or Path(default_path()), tell)
    kinds = Counter(c.kind for c in built.conflicts)
    if json_:
        show.as_json({"counts": built.counts, "conflicts": [c._asdict() for c in built.conflicts if conflicts in ("all", None, c.kind)],
                      "kinds": dict(sorted(kinds.items())), "coverage": built.coverage, "hash": built.hash,
                      "atlas": str(built.path) if built.path else None})
        return
    for c in built.conflicts:
        if conflicts in ("all", c.kind):
            show.out(f"{c.kind}: {c.actor} {c.object}: {c.says}\n    {' '.join(c.rows)}")
    show.out(", ".join(f"{n} {t}" for t, n in built.counts.items() if t != "conflict"))
    show.out("conflicts: " + ", ".join(f"{kinds[k]} {k}" for k in KINDS if kinds[k]))
    show.out("coverage: " + ", ".join(f"{n} {k}" for k, n in built.coverage.items()))
    if report is not None:
        show.out(_report_on(report, data) + "\n")
    show.out(f"{'checked; nothing written' if built.path is None else built.path}  {built.hash[:16]}")


def _report_on(name: str, data: Path) -> str:
    """The report on one polity, from an atlas built of the data for the purpose and thrown away."""
    from tempfile import TemporaryDirectory

    from ...atlas.build import build as build_atlas
    from ...questions.view import Atlas
    from ...works.recognisers import make_report

    with TemporaryDirectory() as folder:
        path = Path(folder) / "comity.sqlite"
        build_atlas(data, path)
        with Atlas(path) as atlas:
            return make_report(atlas.view(), name).markdown().rstrip()


@question
def report(asked: Asked, name: Annotated[str, typer.Argument(metavar="OBJECT", help="The polity recognised or not.", show_default=False,
                                                          autocompletion=complete.polities)],
           output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the page here (.md).", metavar="FILE")] = None) -> None:
    """Who recognises OBJECT: every verdict, its conflicts by kind, and the pairs that need a historian.

    Example: comity report XK --on 2026-11-23
    """
    from ...works.recognisers import make_report

    show.page(make_report(asked.view, name, asked.on), asked.json, output)


@question
def brief(asked: Asked, subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="The polity the brief is about.", show_default=False,
                                                          autocompletion=complete.polities)],
          other: Annotated[str, typer.Argument(metavar="OTHER", help="The polity whose relation to it matters.", show_default=False,
                                                 autocompletion=complete.polities)],
          output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the page here (.html).", metavar="FILE")] = None) -> None:
    """A page about SUBJECT and OTHER on a day: what it is, who recognises it, how they see each other, with every source.

    Example: comity brief XK US --on 2017-02-10 -o brief.html
    """
    from ...works.brief import make_brief, write_brief

    with progress("brief", not asked.json) as tell:
        made = make_brief(asked.view, subject, other, on=asked.on or asked.view.atlas.date, progress=tell)
        if output is not None:
            write_brief(made, output)
    if asked.json:
        show.as_json(made.to_dict())
        return
    show.out(made.text())
    if output is not None:
        show.out(f"\n{output}")
