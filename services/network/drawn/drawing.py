"""Small pieces of SVG: text that fits, badges, boxes, figures. Every word that a person typed passes `written`."""

from models.terms import PersonRole
from services.network.drawn.layout import BOX_H, BOX_W, FIGURE, Box, Figure
from services.network.names import person_name
from services.wording import Say
from services.wording.lettering import fitting, line_of_text, width_of, written

INK, SOFT, LINE, EMPTY, EMPTY_INK = "#17202E", "#45505F", "#5A6677", "#B4470B", "#8A3606"
PICKED, PICKED_FILL, BADGE = "#1B4D8A", "#E6EEF8", "#A4161A"
DASHED = f'stroke="{EMPTY}" stroke-width="2.5" stroke-dasharray="8 5"'
SOLID = f'stroke="{LINE}" stroke-width="1.75"'


def snug(text: str, room: float, size: float) -> dict[str, str]:
    """Holds a text that nearly fills its room to its width, for readers without our font."""
    width = width_of(text, size)
    return {"textLength": f"{width:.0f}", "lengthAdjust": "spacingAndGlyphs"} if width > 0.86 * room else {}


def badge(x: float, y: float, number: int) -> str:
    """The number of a finding, as it stands in the list."""
    return (
        f'<g aria-hidden="true"><circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="#fff" stroke="{BADGE}"'
        ' stroke-width="2"/>' + line_of_text(x, y + 4.5, str(number), 12.5, font_weight="700", fill=INK) + "</g>"
    )


def pickable(key: str, spoken: str, picked: bool, inner: str) -> str:
    """A part that can be picked with mouse or keyboard; `spoken` is what a screen reader says."""
    return (
        f'<g data-pick="{written(key)}" role="button" tabindex="0" aria-pressed="{str(picked).lower()}"'
        f' aria-label="{written(spoken)}"><title>{written(spoken)}</title>{inner}</g>'
    )


def box(seat: Box, picked: bool) -> str:
    """A professional's seat; dashed while nobody is on it."""
    stroke, fill, dash = (EMPTY, "#fff", ' stroke-dasharray="6 4"') if seat.empty else ("#8A96A6", "#fff", "")
    if picked:
        stroke, fill = PICKED, PICKED_FILL
    middle, room = seat.x + BOX_W / 2, BOX_W - 10
    second = EMPTY_INK if seat.empty else SOFT
    title, subtitle = fitting(seat.title, room, 14), fitting(seat.subtitle, room, 13.8)
    inner = (
        f'<rect x="{seat.x:.1f}" y="{seat.y:.1f}" width="{BOX_W}" height="{BOX_H}" rx="7" fill="{fill}"'
        f' stroke="{stroke}" stroke-width="{2.5 if picked else 1.5}"{dash}/>'
        + line_of_text(middle, seat.y + 19, title, 14, font_weight="600", fill=INK, **snug(title, room, 14))
        + line_of_text(middle, seat.y + 36, subtitle, 13.8, fill=second)
    )
    return pickable(seat.key, f"{seat.title}: {seat.subtitle}", picked, inner)


def figure(person: Figure, say: Say, picked: bool) -> str:
    """A private person: circle for the victim, diamond for the suspect, small circle for a child, else an ellipse."""
    role, alias = person.person.role, person.person.alias
    spoken = f"{person_name(say, role)}: {alias}"
    draw = {PersonRole.VICTIM: _victim, PersonRole.SUSPECT: _suspect, PersonRole.CHILD: _child}.get(role, _other)
    return pickable(person.person.ref, spoken, picked, draw(person, say, PICKED_FILL if picked else "#fff"))


def _victim(person: Figure, say: Say, _: str) -> str:
    x, y = person.x, person.y
    return (
        f'<circle cx="{x}" cy="{y:.1f}" r="{FIGURE}" fill="#1B4D8A"/>'
        + line_of_text(x, y + 4.5, fitting(say("Victim"), 2 * FIGURE - 4, 13), 13, font_weight="650", fill="#fff")
        + _alias(person)
    )


def _suspect(person: Figure, say: Say, _: str) -> str:
    x, y, r = person.x, person.y, FIGURE + 2
    return (
        f'<path d="M{x} {y - r:.1f} L{x + r} {y:.1f} L{x} {y + r:.1f} L{x - r} {y:.1f} Z" fill="#6E2A55"/>'
        + line_of_text(x, y - 1.5, say("Alleged"), 12.5, font_weight="650", fill="#fff")
        + line_of_text(x, y + 12.5, say("perp."), 12.5, font_weight="650", fill="#fff")
        + _alias(person)
    )


def _alias(person: Figure) -> str:
    text = fitting(person.person.alias, 2 * FIGURE + 6, 13)
    return line_of_text(person.x, person.y + FIGURE + 18, text, 13, font_weight="600", fill=INK)


def _child(person: Figure, _: Say, fill: str) -> str:
    words = person.person.alias.split()
    first, rest = (words[0], " ".join(words[1:])) if len(words) > 1 else (person.person.alias, "")
    lines = [line for line in (first, rest) if line]
    top = person.y + 4.5 - 7.5 * (len(lines) - 1)
    texts = (
        line_of_text(person.x, top + 15 * row, fitting(line, 54, 12.5), 12.5, font_weight="600", fill=INK)
        for row, line in enumerate(lines)
    )
    circle = f'<circle cx="{person.x:.1f}" cy="{person.y:.1f}" r="30" fill="{fill}" stroke="#0B6B4F" stroke-width="2"/>'
    return circle + "".join(texts)


def _other(person: Figure, _: Say, fill: str) -> str:
    text = fitting(person.person.alias, 2 * person.half_width - 24, 13.5)
    return (
        f'<ellipse cx="{person.x:.1f}" cy="{person.y:.1f}" rx="{person.half_width}" ry="{person.half_height}"'
        f' fill="{fill}" stroke="#8A6A00" stroke-width="1.75"/>'
        + line_of_text(person.x, person.y + 4.5, text, 13.5, font_weight="600", fill=INK)
    )
