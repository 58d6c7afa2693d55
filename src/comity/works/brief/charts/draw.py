"""From an Altair chart to an SVG that takes its colours and type from the page.

Charts are coloured with the stand-ins of `INK`; after rendering, each becomes a CSS variable of the page, so that one drawing serves
paper, light and dark. Rendering is Vega's own (vl-convert): no browser, no network.
"""

from __future__ import annotations

import re
from typing import Any

from ....errors import UsageError

INK = {
    "ink": "#010101", "soft": "#020202", "faint": "#030303", "paper": "#040404", "accent": "#050505", "land": "#060606",
    "yes": "#0a0101", "disputed": "#0a0202", "undetermined": "#0a0303", "no": "#0a0404", "unrecorded": "#0a0505",
    "self": "#0a0606", "none": "#0a0707",
    "sovereignty": "#0b0101", "administration": "#0b0202", "occupation": "#0b0303", "existence": "#0b0404",
}
"""The stand-ins by what they mean."""
PATTERNED = frozenset({"disputed", "undetermined", "administration", "occupation"})
"""Fills that are patterns: what they say survives a grey printer and a colour-blind eye."""

_BY_COLOUR = {v: k for k, v in INK.items()}
_PAINT = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_FONT = re.compile(r' font-family="[^"]*"')
_HEAD = re.compile(r"<svg[^>]*>")
_VIEW = re.compile(r'viewBox="([^"]*)"')


def libraries() -> tuple[Any, Any]:
    """Altair and vl-convert. Raises UsageError, saying what to install, if either is missing."""
    try:
        import altair
        import vl_convert
    except ImportError as error:
        raise UsageError(f"a brief's charts need {error.name}; install it with: pip install 'comity[brief]'") from error
    return altair, vl_convert


def svg(chart: Any, title: str, describes: str, name: str, size: int = 12, datasets: dict[str, Any] | None = None) -> str:
    """Render an Altair chart as an SVG element that inherits colours and type.

    title, describes: what a screen reader says. name: a prefix for the ids inside. size: of type, in the chart's own units.
    datasets: data too large to validate, by the names that the chart gives them.
    """
    spec = chart.to_dict(validate=False)  # checking our own charts against the schema takes longer than drawing them
    spec["config"] = config(size)
    if datasets:
        spec.setdefault("datasets", {}).update(datasets)
    _, vl_convert = libraries()
    return _dress(vl_convert.vegalite_to_svg(spec), title, describes, name)


def _dress(drawn: str, title: str, describes: str, name: str) -> str:
    view = _VIEW.search(drawn)
    box = view.group(1) if view else "0 0 100 100"
    body = _NUMBER.sub(lambda m: f"{float(m.group()):.1f}".removesuffix(".0"), drawn)
    body = _FONT.sub("", _PAINT.sub(_paint, body))
    body = re.sub(r' (?:aria-[a-z]+|role|xmlns:xlink|version)="[^"]*"', "", body)
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-labelledby="{name}-t {name}-d">'
            f'<title id="{name}-t">{_escape(title)}</title><desc id="{name}-d">{_escape(describes)}</desc>')
    return _HEAD.sub(lambda _: head, body, count=1)


def _paint(match: re.Match[str]) -> str:
    what, colour = match.groups()
    name = _BY_COLOUR.get(colour)
    if name is None:
        return match.group(0)
    value = f"url(#pattern-{name})" if what == "fill" and name in PATTERNED else f"var(--{name})"
    return f'{what}="{value}"'


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def config(size: int) -> dict[str, Any]:
    """The look every chart shares: quiet axes, no frame, no background."""
    return {
        "background": "transparent", "padding": 2, "view": {"stroke": None}, "font": "Georgia",
        "axis": {"labelFontSize": size, "titleFontSize": size, "labelColor": INK["soft"], "titleColor": INK["soft"], "titleFontWeight": "normal",
                 "domainColor": INK["faint"], "tickColor": INK["faint"], "gridColor": INK["faint"], "gridWidth": 0.6, "tickSize": 4},
        "text": {"fontSize": size, "color": INK["ink"]},
    }
