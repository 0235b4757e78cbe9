"""The same picture as PNG, for Word: the shapes of the SVG sheet, drawn by Pillow with the letters of the screen.

The file holds pixels only: no time, no name, no text beside the picture.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path as File

from PIL import Image, ImageDraw, ImageFont

from services.network.drawn.picture import network_sheet
from services.network.drawn.shapes import Oval, Panel, Polygon, Sheet, Stroke, Way, Words, flat
from services.network.drawn.ways import Point, apart, towards
from services.network.facts import Finding, NetworkFacts
from services.wording import Say

_LETTERS = File(__file__).parents[3] / "pages" / "assets" / "inter.woff2"
_FINER = 2
"""Drawn so many times larger and then made smaller: lines without steps."""


def network_png(facts: NetworkFacts, findings: Iterable[Finding], say: Say, width: int = 1632) -> bytes:
    """The picture at first sight as PNG of `width` pixels."""
    return png(network_sheet(facts, findings, say, on_paper=True), width)


def png(sheet: Sheet, width: int) -> bytes:
    """A sheet as the bytes of a PNG file of `width` pixels."""
    scale = width / sheet.width
    size = (width, round(sheet.height * scale))
    pen = _Pen((size[0] * _FINER, size[1] * _FINER), scale * _FINER)
    for shape in flat(sheet.shapes):
        pen.draw(shape)
    small = pen.image.reduce(_FINER).quantize(128, dither=Image.Dither.NONE)
    packed = BytesIO()
    small.save(packed, "PNG")
    return packed.getvalue()


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG."""
    with Image.open(BytesIO(content)) as image:
        return image.size


class _Pen:
    """Draws shapes on a sheet that is `scale` times as large as they say."""

    def __init__(self, size: tuple[int, int], scale: float) -> None:
        self.image = Image.new("RGB", size, "#FFFFFF")
        self.scale = scale
        self._draw = ImageDraw.Draw(self.image)

    def draw(self, shape: Panel | Oval | Polygon | Way | Words) -> None:
        match shape:
            case Panel(x, y, width, height, radius, fill, stroke):
                corners = self._points([(x, y), (x + width, y + height)])
                self._draw.rounded_rectangle(corners, radius * self.scale, fill)
                if stroke:
                    self._line(_outline(shape), stroke)
            case Oval(x, y, rx, ry, fill, stroke):
                self._draw.ellipse(self._points([(x - rx, y - ry), (x + rx, y + ry)]), fill)
                if stroke:
                    self._line(_arc(x, y, rx, ry, 0, 4, 72), stroke)
            case Polygon(points, fill):
                self._draw.polygon(self._points(points), fill)
            case Way(path, stroke):
                self._line(path.points, stroke)
            case Words():
                self._words(shape)

    def _words(self, words: Words) -> None:
        font = _font(round(words.size * self.scale, 1), words.weight)
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[words.anchor]
        (place,) = self._points([(words.x, words.y)])
        edge = 3 * self.scale if words.halo else 0
        self._draw.text(place, words.text, words.fill, font, anchor, stroke_width=edge, stroke_fill=words.halo or None)

    def _line(self, points: Iterable[Point], stroke: Stroke) -> None:
        width = max(1, round(stroke.width * self.scale))
        for piece in _dashed(tuple(points), stroke.dash) if stroke.dash else (tuple(points),):
            drawn = self._points(piece)
            if stroke.dotted:
                self._dot(drawn[0], width / 2, stroke.colour)
            else:
                self._draw.line(drawn, stroke.colour, width, joint="curve")

    def _dot(self, at: Point, radius: float, colour: str) -> None:
        x, y = at
        self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour)

    def _points(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]


def _dashed(points: tuple[Point, ...], dash: tuple[float, ...]) -> Iterator[tuple[Point, ...]]:
    """The stretches of a line that are drawn."""
    number, left, piece = 0, dash[0], [points[0]]
    for before, after in pairwise(points):
        at, length = before, apart(before, after)
        while length > left:
            at = towards(at, after, left)
            length -= left
            if number % 2 == 0:
                yield (*piece, at)
            number += 1
            left, piece = dash[number % len(dash)], [at]
        left -= length
        piece.append(after)
    if number % 2 == 0 and len(piece) > 1:
        yield tuple(piece)


def _outline(panel: Panel) -> tuple[Point, ...]:
    left, top, right, bottom = panel.x, panel.y, panel.x + panel.width, panel.y + panel.height
    r = min(panel.radius, panel.height / 2, panel.width / 2)
    corners = ((right - r, top + r, 3), (right - r, bottom - r, 0), (left + r, bottom - r, 1), (left + r, top + r, 2))
    found = [point for x, y, quarter in corners for point in _arc(x, y, r, r, quarter, quarter + 1, 8)]
    return (*found, found[0])


def _arc(x: float, y: float, rx: float, ry: float, first: int, last: int, steps: int) -> tuple[Point, ...]:
    """Points on an ellipse from one quarter to another, clockwise from the right."""
    turns = (first + (last - first) * step / steps for step in range(steps + 1))
    return tuple((x + rx * cos(turn * pi / 2), y + ry * sin(turn * pi / 2)) for turn in turns)


@lru_cache(maxsize=64)
def _font(size: float, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_LETTERS, size)
    font.set_variation_by_axes([weight])
    return font
