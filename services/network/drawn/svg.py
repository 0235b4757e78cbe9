"""Shapes to SVG markup. Every word that a person typed passes `written`; no script, no outside resource."""

from collections.abc import Iterable

from services.network.drawn.shapes import Oval, Panel, Part, Polygon, Shape, Sheet, Stroke, Way, Words
from services.wording.lettering import FONT, line_of_text, written

_STYLE = (
    "<style>.network [data-pick]{cursor:pointer}.network [data-pick]:focus{outline:none}"
    ".network [data-pick]:focus-visible{outline:3px solid #17202E;outline-offset:2px}</style>"
)


def markup(sheet: Sheet) -> str:
    """A sheet as one `svg` element."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 {sheet.width:.0f} {sheet.height:.0f}"'
        f' width="100%" role="group" aria-label="{written(sheet.title)}" font-family="{FONT}">{_STYLE}'
        f"{_all(sheet.shapes)}</svg>"
    )


def _all(shapes: Iterable[Shape]) -> str:
    return "".join(map(_shape, shapes))


def _shape(shape: Shape) -> str:
    match shape:
        case Words():
            return _words(shape)
        case Way():
            return f'<path d="{shape.path.d}" fill="none"{_stroke(shape.stroke)}/>'
        case Panel(x, y, width, height, radius, fill, stroke):
            place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius}"'
            return f'<rect {place} fill="{fill}"{_stroke(stroke)}/>'
        case Oval(x, y, rx, ry, fill, stroke):
            place = f'cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}"'
            return f'<ellipse {place} fill="{fill}"{_stroke(stroke)}/>'
        case Polygon(points, fill):
            corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            return f'<polygon points="{corners}" fill="{fill}"/>'
        case Part():
            return _part(shape)


def _part(part: Part) -> str:
    if not part.key:
        return f'<g aria-hidden="true">{_all(part.shapes)}</g>'
    opened = "" if part.opened is None else f' aria-expanded="{str(part.opened).lower()}"'
    spoken = written(part.spoken)
    return (
        f'<g data-pick="{written(part.key)}" role="button" tabindex="0" aria-pressed="{str(part.pressed).lower()}"'
        f'{opened} aria-label="{spoken}"><title>{spoken}</title>{_all(part.shapes)}</g>'
    )


def _stroke(stroke: Stroke | None) -> str:
    if stroke is None:
        return ""
    dash = f' stroke-dasharray="{" ".join(f"{length:g}" for length in stroke.dash)}"' if stroke.dash else ""
    ends = ' stroke-linecap="round"' if stroke.dotted else ""
    return f' stroke="{stroke.colour}" stroke-width="{stroke.width:g}"{dash}{ends}'


def _words(words: Words) -> str:
    more = {"fill": words.fill, "text_anchor": words.anchor}
    if words.weight != 400:
        more["font_weight"] = str(words.weight)
    if words.halo:
        more |= {"stroke": words.halo, "stroke_width": "6", "stroke_linejoin": "round", "paint_order": "stroke"}
    if words.room:
        more |= {"textLength": f"{words.room:.0f}", "lengthAdjust": "spacingAndGlyphs"}
    return line_of_text(words.x, words.y, words.text, words.size, **more)
