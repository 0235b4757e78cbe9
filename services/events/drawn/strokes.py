"""Colours, marks and strokes of the picture of events. What carries meaning stands out by 3 to 1 or more (checked)."""

from models.terms import Gravity
from services.wording.lettering import line_of_text

LETTERS = 13

INK, SOFT, GRID, MONTH, GROUND, SHEET = "#17202E", "#45505F", "#E9EDF2", "#CBD3DD", "#F6F8FB", "#FFFFFF"
TURN, SPAN_FILL, SPAN_LINE, SPAN_INK = "#5A6677", "#E6EEF8", "#1B4D8A", "#173F70"
RISING, AHEAD = "#B26A1C", "#EEF1F5"
COUNT, TODAY, UNTOLD, CHILD = "#5F7188", "#1B4D8A", "#A4161A", "#0B6B4F"
COLOUR: dict[Gravity | None, str] = {
    Gravity.CONTACT: "#2F6FB0",
    Gravity.PROXIMITY: "#8A6100",
    Gravity.THREAT: "#BD4A0B",
    Gravity.VIOLENCE: "#7A1030",
    None: "#5A6677",
}


def sign(gravity: Gravity | None, x: float, y: float) -> str:
    """Circle, triangle, diamond, star: told apart without colour, each heavier than the one below it."""
    colour = COLOUR[gravity]
    if gravity is Gravity.CONTACT:
        return dot(x, y, 6, colour)
    if gravity is None:
        return dot(x, y, 5, colour, hollow=True)
    points = {
        Gravity.PROXIMITY: ((0, -7.5), (7.2, 5.5), (-7.2, 5.5)),
        Gravity.THREAT: ((0, -8), (8, 0), (0, 8), (-8, 0)),
        Gravity.VIOLENCE: (
            *((0, -9), (2.4, -3.8), (7.8, -4.5), (4.6, 0), (7.8, 4.5), (2.4, 3.8)),
            *((0, 9), (-2.4, 3.8), (-7.8, 4.5), (-4.6, 0), (-7.8, -4.5), (-2.4, -3.8)),
        ),
    }[gravity]
    path = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in points)
    return f'<polygon points="{path}" fill="{colour}"/>'


def untold(x: float, y: float) -> str:
    """The badge of a breach of which the prosecution does not know."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{UNTOLD}" stroke="#fff" stroke-width="1"/>' + line_of_text(
        x, y + 4, "!", 11, font_weight="800", fill="#fff"
    )


def line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 1, dash: str = "") -> str:
    """A straight stroke."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    d = f"M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}"
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def path(d: str, colour: str, width: float) -> str:
    """A stroke along a path."""
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def halo() -> dict[str, str]:
    """Keeps words readable where lines run behind them."""
    return {"stroke": "#fff", "stroke_width": "4", "paint_order": "stroke", "stroke_linejoin": "round"}


def dot(x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> str:
    """A round mark, filled or hollow."""
    look = f'fill="#fff" stroke="{colour}" stroke-width="2"' if hollow else f'fill="{colour}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" {look}/>'


def ring(x: float, y: float) -> str:
    """What goes around the mark of a breach."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9.5" fill="none" stroke="{INK}" stroke-width="1.75"/>'


def words(
    x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK, bold: bool = True, clear: bool = True
) -> str:
    """A line of words in the size of the picture; `clear`: with a pale edge, readable over lines."""
    look = {"text_anchor": anchor, "fill": colour, **({"font_weight": "600"} if bold else {})}
    look |= halo() if bold and clear else {}
    return line_of_text(x, y, text, LETTERS, **look)


def pill(x: float, y: float, half: float, colour: str) -> str:
    """A rounded ground for one word, around (x, y)."""
    return f'<rect x="{x - half:.1f}" y="{y - 9.5:.1f}" width="{2 * half:.1f}" height="19" rx="9.5" fill="{colour}"/>'
