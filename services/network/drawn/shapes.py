"""What a picture is made of, before it becomes SVG or pixels: both are drawn from the same list of shapes.

Coordinates are those of the sheet, y downwards. Colours are `#rrggbb`. A later shape lies on top of an earlier one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from services.network.drawn.ways import Path, Point


@dataclass(frozen=True)
class Stroke:
    """How a line is drawn. `dash`: lengths on and off; `dotted` draws the dashes as round dots."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()
    dotted: bool = False


@dataclass(frozen=True)
class Panel:
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str
    stroke: Stroke | None = None


@dataclass(frozen=True)
class Oval:
    """A circle or an ellipse by its middle."""

    x: float
    y: float
    rx: float
    ry: float
    fill: str
    stroke: Stroke | None = None


@dataclass(frozen=True)
class Polygon:
    """A filled shape with straight sides."""

    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True)
class Way:
    """A line."""

    path: Path
    stroke: Stroke


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its base line. `anchor`: start, middle or end at `x`. `halo`: an edge in that colour.

    `room`: the width it must keep to, for readers without our font.
    """

    x: float
    y: float
    text: str
    size: float
    fill: str
    weight: int = 400
    anchor: str = "middle"
    halo: str = ""
    room: float = 0


@dataclass(frozen=True)
class Part:
    """Shapes that belong together. With a `key` it can be picked; `spoken` is what a screen reader says of it.

    Without a key it says nothing of its own: the parts and the text alternative say the same.
    """

    shapes: tuple["Shape", ...]
    key: str = ""
    spoken: str = ""
    pressed: bool = False
    opened: bool | None = None


Shape = Panel | Oval | Polygon | Way | Words | Part


@dataclass(frozen=True)
class Sheet:
    """A finished picture."""

    width: float
    height: float
    title: str
    shapes: tuple[Shape, ...]


def flat(shapes: Iterable[Shape]) -> Iterator[Panel | Oval | Polygon | Way | Words]:
    """Every shape in drawing order, without the parts that hold them."""
    for shape in shapes:
        if isinstance(shape, Part):
            yield from flat(shape.shapes)
        else:
            yield shape
