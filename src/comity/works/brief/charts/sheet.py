"""A sheet to draw on in its own units: rules, points and texts by style, which become the layers of one Altair chart."""

from __future__ import annotations

from typing import Any

from .draw import INK

RULES: dict[str, dict[str, Any]] = {
    "faint": {"stroke": INK["faint"], "strokeWidth": 0.6}, "day": {"stroke": INK["ink"], "strokeWidth": 1, "strokeDash": [3, 3]},
    "tie": {"stroke": INK["ink"], "strokeWidth": 1, "strokeDash": [1, 3]},
    "disputed": {"stroke": INK["ink"], "strokeWidth": 1.2, "strokeDash": [5, 3]},
    "join": {"stroke": INK["ink"], "strokeWidth": 1.3}, "open": {"stroke": INK["ink"], "strokeWidth": 1, "strokeDash": [2, 2]},
    "thin": {"stroke": INK["ink"], "strokeWidth": 1}, "line": {"stroke": INK["yes"], "strokeWidth": 4},
    "tick": {"stroke": INK["soft"], "strokeWidth": 1},
}
"""From the back to the front."""
POINTS: dict[str, dict[str, Any]] = {
    "full": {"filled": True, "fill": INK["ink"], "opacity": 1}, "stroke": {"filled": False, "stroke": INK["ink"], "strokeWidth": 1.4, "opacity": 1},
    "hollow": {"filled": True, "fill": INK["paper"], "stroke": INK["ink"], "strokeWidth": 1.2, "opacity": 1},
}
TEXTS: dict[str, dict[str, Any]] = {
    "soft": {"color": INK["soft"]}, "name": {"color": INK["ink"]}, "tie": {"color": INK["soft"], "fontStyle": "italic"},
    "label": {"color": INK["ink"]}, "label-root": {"color": INK["ink"], "fontWeight": "bold"},
}
HALO = ("name", "tie")
"""Texts that stand over lines: drawn on a seam of paper."""
WIDE, NARROW = set("mwMWABCDEFGHKNOPQRSTUVXYZÇ—…"), set("iljtfrI.,:;'’|()[]- ")


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in the widest type that a page is likely to be shown in."""
    return size * sum(0.76 if c in WIDE else 0.36 if c in NARROW else 0.61 for c in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """A text in lines that fit."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Sheet:
    """What is drawn so far."""

    def __init__(self) -> None:
        self._rules: dict[str, list[dict[str, Any]]] = {}
        self._points: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
        self._texts: dict[tuple[str, str, float], list[dict[str, Any]]] = {}

    def rule(self, x: float, y: float, x2: float, y2: float, style: str) -> None:
        """A straight line."""
        if (x, y) != (x2, y2):
            self._rules.setdefault(style, []).append({"x": x, "y": y, "x2": x2, "y2": y2})

    def point(self, x: float, y: float, shape: str, size: int, style: str) -> None:
        """A mark; shape as Vega has it, or an SVG path."""
        self._points.setdefault((style, shape, size), []).append({"x": x, "y": y})

    def text(self, x: float, y: float, text: str, align: str = "left", size: float = 11, style: str = "soft") -> None:
        """A line of text, its middle at a height."""
        self._texts.setdefault((style, align, size), []).append({"x": x, "y": y, "t": text})

    def chart(self, alt: Any, width: float, height: float) -> Any:
        """The whole as one chart."""
        x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False, zero=False), axis=None)
        y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)

        def over(rows: list[dict[str, Any]]) -> Any:
            return alt.Chart(alt.Data(values=rows))

        layers = [over(self._rules[s]).mark_rule(opacity=1, **look).encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
                  for s, look in RULES.items() if s in self._rules]
        layers += [over(rows).mark_point(shape=shape, size=size, **POINTS[style]).encode(x=x, y=y)
                   for (style, shape, size), rows in sorted(self._points.items(), key=lambda p: list(POINTS).index(p[0][0]))]
        for (style, align, size), rows in self._texts.items():
            look = {"align": align, "baseline": "middle", "fontSize": size}
            if style in HALO:
                layers.append(over(rows).mark_text(**look, color=INK["paper"], stroke=INK["paper"], strokeWidth=3).encode(x=x, y=y, text="t:N"))
            layers.append(over(rows).mark_text(**look, **TEXTS[style]).encode(x=x, y=y, text="t:N"))
        return alt.layer(*layers).properties(width=width, height=height, autosize=alt.AutoSizeParams(type="none"))
