"""The one way by which text reaches a page: everything is escaped unless it is `Markup` written here in the house.

`show(Markup("<p>{}</p>").format(text))` escapes `text`; a plain string handed to `show` is escaped whole.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import streamlit as st
from markupsafe import Markup, escape

Text = Markup | str
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:&.])")


def show(body: Text, *, width: Literal["stretch", "content"] | int = "stretch") -> None:
    """Puts a piece of page into the current place."""
    st.html(Markup('<div class="mdo">{}</div>').format(body), width=width)


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Pieces behind one another; each is escaped unless it is Markup."""
    return escape(between).join(parts)


def plain(text: str) -> str:
    """Text for labels of widgets, which read Markdown: every sign that Markdown could take for its own is escaped."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def tag(text: str, colour: str = "grey") -> Markup:
    """A small coloured word; the word carries the meaning, the colour only helps."""
    return Markup('<span class="tag t-{}">{}</span>').format(colour, text)


def sign(kind: str) -> Markup:
    """The round sign before a line: ready, missing, waiting or not_yet. Decorative: the line says it in words."""
    glyph = {"ready": "✓", "missing": "!", "waiting": "?", "not_yet": ""}[kind]
    return Markup('<span class="sign s-{}" aria-hidden="true">{}</span>').format(kind, glyph)


def heading(title: str, text: str = "") -> None:
    """The page's h1 with one calm sentence."""
    below = Markup('<p class="soft lead">{}</p>').format(text) if text else ""
    show(Markup("<h1>{}</h1>{}").format(title, below))


def facts_list(rows: Sequence[tuple[str, Text]]) -> Markup:
    """Names with values, as a definition list."""
    return Markup("<dl>{}</dl>").format(
        joined([Markup("<dt>{}</dt><dd>{}</dd>").format(name, value) for name, value in rows])
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[Text]], *, caption: str = "") -> Markup:
    """A real HTML table: screen readers can walk it, and on a phone it falls apart into blocks."""
    head = joined([Markup('<th scope="col">{}</th>').format(name) for name in columns])
    body = joined(
        [Markup("<tr>{}</tr>").format(joined([Markup("<td>{}</td>").format(cell) for cell in row])) for row in rows]
    )
    title = Markup('<caption class="small">{}</caption>').format(caption) if caption else ""
    return Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(title, head, body)


def labelled(column: str, cell: Text) -> Markup:
    """A cell that says its column itself where, on a phone, the table falls apart into blocks."""
    return Markup('<span class="on-phone">{}: </span>{}').format(column, cell)


def line(kind: str, title: str, note: Text = "", badge: Text = "") -> Markup:
    """One row of a task list: sign, title, evidence, state."""
    return Markup('<li class="row">{}<div class="grow"><h3>{}</h3><p class="small">{}</p></div>{}</li>').format(
        sign(kind), title, note, badge
    )


def rows(lines: Iterable[Markup]) -> Markup:
    """Rows as a list."""
    return Markup("<ul>{}</ul>").format(joined(lines))
