"""The look that the pictures of figures share: their colours, and how a drawing becomes a file that stands alone."""

from __future__ import annotations

import re
from typing import Any

from ..brief.charts.draw import INK, libraries, svg

COLOURS = {"ink": "#1b1a17", "soft": "#57534a", "faint": "#d8d2c4", "paper": "#fdfcf9", "accent": "#8a1c1c", "yes": "#1f5673"}
_STYLE = ("<style>:root,svg{" + "".join(f"--{k}:{v};" for k, v in COLOURS.items())
          + 'font-family:Charter,Georgia,"Noto Serif",serif}svg{background:var(--paper)}</style>')
_VARIABLE = re.compile(r"var\(--([a-z]+)\)")
_WIDTH = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')

SIZE = 12
"""Of type, in the units of a drawing."""


def finish(chart: Any, title: str, describes: str, name: str, defs: str = "", datasets: dict[str, Any] | None = None) -> str:
    """A chart as an SVG file with its own colours. name: prefixes the ids inside. defs: patterns and the like. Raises UsageError."""
    drawn = svg(chart, title, describes, name, SIZE, datasets)
    size = _WIDTH.search(drawn)
    if size:  # without a size of its own, a picture opened by itself fills the window whatever its shape
        drawn = drawn.replace("<svg ", f'<svg width="{size[1]}" height="{size[2]}" ', 1)
    return drawn.replace("</desc>", f"</desc>{_STYLE}{defs}", 1)


def png(drawn: str, scale: float = 2) -> bytes:
    """A finished SVG as a PNG on paper. Raises UsageError if vl-convert is missing."""
    _, vl_convert = libraries()
    head, close, body = _VARIABLE.sub(lambda m: COLOURS[m[1]], drawn).partition("</desc>")
    return bytes(vl_convert.svg_to_png(head.replace("<svg ", '<svg font-family="Georgia, serif" ', 1) + close
                                       + f'<rect width="100%" height="100%" fill="{COLOURS["paper"]}"/>' + body, scale=scale))


def heading(alt: Any, text: str, lines: list[str]) -> Any:
    """The title of a drawing with lines under it that say how to read it."""
    return alt.TitleParams(text, subtitle=lines, anchor="start", frame="bounds", fontSize=17, color=INK["ink"], subtitleFontSize=SIZE,
                           subtitleColor=INK["soft"], subtitlePadding=5, offset=14)


def panel_title(alt: Any, text: str) -> Any:
    """The title of one panel: its scope."""
    return alt.TitleParams(wrapped(text), anchor="start", frame="bounds", fontSize=SIZE + 1, fontWeight="bold", color=INK["ink"], offset=4)


def wrapped(text: str, most: int = 118) -> list[str]:
    """A text in lines of so many letters at most."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
