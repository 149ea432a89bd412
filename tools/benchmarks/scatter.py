"""A scatter plot on logarithmic axes, as SVG: panels of named points, lines and marks.

The colours are readable on white and on black, because an image does not know the colours of the page around it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from attrs import frozen

_INK: Final = "#7d8590"
_ACCENT: Final = "#e0591a"
_WIDTH: Final = 420
_HEIGHT: Final = 340
_LEFT: Final = 62
_TOP: Final = 40
_BOTTOM: Final = 52
_RIGHT: Final = 24


@frozen
class Point:
    """One contender."""

    x: float
    y: float
    label: str
    accent: bool = False


@frozen
class Panel:
    """One plot of several side by side."""

    title: str
    points: Sequence[Point]
    line: Sequence[tuple[float, float]] = ()
    """A curve to compare with."""
    marks: tuple[float, float] | None = None
    """The upper right corner of the target area."""


@frozen(kw_only=True)
class Axes:
    """The axes of all panels; every number is greater than 0."""

    x_title: str
    y_title: str
    x_ticks: Sequence[float]
    y_ticks: Sequence[float]

    def place(self, x: float, y: float) -> tuple[float, float]:
        """The position of a point in a panel, whose edges are the first and last ticks."""
        return (
            _LEFT + _share(x, self.x_ticks) * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - _share(y, self.y_ticks) * (_HEIGHT - _TOP - _BOTTOM),
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is within the edges."""
        return self.x_ticks[0] <= x <= self.x_ticks[-1] and self.y_ticks[0] <= y <= self.y_ticks[-1]


def svg(panels: Sequence[Panel], axes: Axes, *, description: str) -> str:
    """Draw the panels, from left to right.

    Raises:
        ValueError: A point lies outside of the axes.
    """
    width = _WIDTH * len(panels)
    size = f'viewBox="0 0 {width} {_HEIGHT}" width="{width}" height="{_HEIGHT}"'
    kind = f'role="img" aria-label={quoteattr(description)} font-family="system-ui, sans-serif" font-size="12"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {kind}>', f"<title>{escape(description)}</title>"]
    for number, panel in enumerate(panels):
        lines += [f'<g transform="translate({number * _WIDTH} 0)">', *_panel(panel, axes), "</g>"]
    return "\n".join([*lines, "</svg>", ""])


def _panel(panel: Panel, axes: Axes) -> Iterator[str]:
    left, bottom = axes.place(axes.x_ticks[0], axes.y_ticks[0])
    right, top = axes.place(axes.x_ticks[-1], axes.y_ticks[-1])
    yield _text((left + right) / 2, 22, panel.title, weight="600")
    for tick in axes.x_ticks:
        x, _ = axes.place(tick, axes.y_ticks[0])
        yield _segment((x, bottom), (x, top), opacity=0.25)
        yield _text(x, bottom + 17, f"{tick:g}")
    for tick in axes.y_ticks:
        _, y = axes.place(axes.x_ticks[0], tick)
        yield _segment((left, y), (right, y), opacity=0.25)
        yield _text(left - 7, y + 4, f"{tick:g}", anchor="end")
    yield _text((left + right) / 2, bottom + 38, axes.x_title)
    middle = (top + bottom) / 2
    yield _text(16, middle, axes.y_title, turn=f' transform="rotate(-90 16 {middle:.1f})"')
    if panel.marks is not None:
        x, y = axes.place(*panel.marks)
        yield (
            f'<rect x="{left:.1f}" y="{y:.1f}" width="{x - left:.1f}" height="{bottom - y:.1f}"'
            f' fill="{_ACCENT}" fill-opacity="0.12"/>'
        )
    if panel.line:
        places = (axes.place(x, y) for x, y in panel.line if axes.holds(x, y))
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{path}" fill="none" stroke="{_INK}" stroke-width="1.5" stroke-dasharray="5 4"/>'
    for point in panel.points:
        if not axes.holds(point.x, point.y):
            raise ValueError(f"{point.label} at {point.x:g}, {point.y:g} is outside of the axes")
        x, y = axes.place(point.x, point.y)
        colour = _ACCENT if point.accent else _INK
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 if point.accent else 4}" fill="{colour}"/>'
        weight = "700" if point.accent else "400"
        yield _text(x + 8, y - 6, point.label, anchor="start", weight=weight, colour=colour)


def _share(value: float, ticks: Sequence[float]) -> float:
    return math.log(value / ticks[0]) / math.log(ticks[-1] / ticks[0])


def _segment(start: tuple[float, float], end: tuple[float, float], *, opacity: float) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
        f' stroke="{_INK}" stroke-opacity="{opacity}"/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "middle",
    weight: str = "400",
    colour: str = _INK,
    turn: str = "",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="{colour}"{turn}>'
        f"{escape(text)}</text>"
    )
