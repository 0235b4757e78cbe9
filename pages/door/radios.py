"""Choices as large targets: native radios in their labels, at least 44 px high, sign and word before colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pages.door.markup import el


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen. `below` is shown with it while it is chosen."""

    value: str
    words: str
    sign: str = ""
    below: object = None


def choices(
    name: str, title: object, offered: Sequence[Choice], chosen: str, *, error: str = "", row: bool = False
) -> Markup:
    """A group of radios under a title; side by side with `row`. A refusal stands under the title."""
    note = el("p", el("span", "! ", aria_hidden="true"), error, class_="error", id=f"{name}-fout") if error else None
    return el(
        "fieldset",
        el("legend", title),
        note,
        el(
            "div",
            [_one(name, number, one, chosen) for number, one in enumerate(offered)],
            class_="in-row" if row else None,
        ),
        class_="choices wrong" if error else "choices",
        id=f"{name}-keuze",
        aria_describedby=f"{name}-fout" if error else None,
    )


def _one(name: str, number: int, one: Choice, chosen: str) -> Markup:
    radio = el(
        "input", type="radio", name=name, value=one.value, id=f"{name}-{number}", checked=one.value == chosen or None
    )
    sign = el("span", one.sign, class_="glyph", aria_hidden="true") if one.sign else None
    label = el("label", radio, sign, el("span", one.words), for_=f"{name}-{number}", class_=f"choice v-{one.value}")
    return el("div", label, el("div", one.below, class_="below-choice") if one.below else None, class_="choice-box")
