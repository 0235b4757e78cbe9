"""Whether a style can be read: contrast of its letters on their ground at least 4.5 to 1, and a size for the eye."""

from services.documents.house_styles.faults import StyleFault, StyleRefused
from services.documents.house_styles.looks import value
from services.documents.house_styles.names import names_by_id
from services.documents.house_styles.styles_taken import StylesTaken

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""
SMALLEST, LARGEST = 16, 96
"""Half points."""
_WHITE, _BLACK = "FFFFFF", "000000"
_TABLES = {"TableText": ("PlanTable", "KeyValues"), "TableHead": ("PlanTable",), "TableKey": ("KeyValues",)}
_WITHIN = {"Strong": None, "QuietText": ("PlanTable", "KeyValues"), "Warning": ()}
"""Styles of letters, which stand on the page and in tables; what they stand on in a callout is checked as well."""
_PLACES = {"TableHead": ("firstRow",), "TableKey": ("firstCol",), "TableText": ("band1Horz", "band2Horz")}


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours (RRGGBB), 1 to 21."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check_legible(styles: StylesTaken) -> None:
    """Raises StyleRefused with the names of the styles that cannot be read."""
    named = names_by_id()
    pale = tuple(name for key, name in named.items() if _is_pale(styles, key))
    if pale:
        raise StyleRefused(reason=StyleFault.UNREADABLE_INK, styles=pale)
    sizes = {name: _size(styles, key) for key, name in named.items() if key not in ("PlanTable", "KeyValues")}
    small = tuple(name for name, size in sizes.items() if size < SMALLEST)
    if small:
        raise StyleRefused(reason=StyleFault.TOO_SMALL, styles=small)
    large = tuple(name for name, size in sizes.items() if size > LARGEST)
    if large:
        raise StyleRefused(reason=StyleFault.TOO_LARGE_TYPE, styles=large)


def _is_pale(styles: StylesTaken, key: str) -> bool:
    if key in ("PlanTable", "KeyValues"):
        return False
    ink = value(styles.text(key), "color")
    ink = ink or value(styles.text("Normal"), "color") or value(styles.run_defaults, "color")
    if ink in ("", "auto"):  # Word sets such letters black, or white on a dark ground
        return False
    return any(contrast(ink, ground) < LEAST_CONTRAST for ground in _grounds(styles, key))


def _grounds(styles: StylesTaken, key: str) -> set[str]:
    """Every ground that a style stands on: its own, that of its cells, or the page."""
    own = value(styles.paragraph(key), "shd", "fill")
    if own not in ("", "auto"):
        return {own}
    found = {_WHITE}
    for table in _TABLES.get(key) or _WITHIN.get(key) or ():
        grounds = styles.grounds(table)
        places = _PLACES.get(key, ("band1Horz", "band2Horz"))
        found |= {grounds[place] for place in places if place in grounds}
        if key == "TableHead":
            found = {grounds.get("firstRow", _WHITE)}
    return found


def _size(styles: StylesTaken, key: str) -> int:
    told = value(styles.text(key), "sz") or value(styles.text("Normal"), "sz") or value(styles.run_defaults, "sz")
    return int(told or 20)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
