"""The rows of one block of a form: what the form says, what stands, where they differ, and a tick per row."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import facts_list, labelled, plain, show
from pages.frame.two_texts import marked
from pages.plan.form_words import fault_words
from services.documents.forms.facts import BlockShown, RowShown
from services.wording import Say


def draw_rows(say: Say, key: str, block: BlockShown, *, choosing: bool) -> None:
    """Draws the rows; those that say what stands already are folded away. `choosing`: each can be unticked."""
    against = bool(block.condition_number or block.follows_number)
    told = [row for row in block.rows if differs(row)]
    if told and against:
        with st.container(key=f"form_head_{key}"):
            _head(say)
    with st.container(key=f"form_rows_{key}", gap="xsmall"):
        for row in told:
            _row(say, key, row, against=against, choosing=choosing)
    same = [row for row in block.rows if not differs(row)]
    if same and against:
        title = say.plural("{n} row stays the same", "{n} rows stay the same", len(same))
        body = facts_list([(row.label, row.now) for row in same])
        show(Markup("<details><summary>{}</summary>{}</details>").format(title, body))


def ticked(key: str, block: BlockShown) -> frozenset[str] | None:
    """The rows that are ticked; None where nothing can be seen of them."""
    if block.hidden:
        return None
    rows = [row for row in block.rows if differs(row)]
    return frozenset(row.key for row in rows if st.session_state.get(_tick(key, row), _begins(row)))


def differs(row: RowShown) -> bool:
    """Whether the form says something else than what stands, or something that cannot be read."""
    return row.fault != "gone" and (bool(row.fault) or row.form != row.now)


def _head(say: Say) -> None:
    columns = st.columns(_WIDTHS, gap="small")
    for column, title in zip(columns, ("", say("Form"), say("Stands now")), strict=True):
        with column:
            show(Markup('<p class="small">{}</p>').format(title))


def _row(say: Say, key: str, row: RowShown, *, against: bool, choosing: bool) -> None:
    name, form, now = st.columns(_WIDTHS, gap="small") if against else (*st.columns((1.2, 4), gap="small"), None)
    with name:
        if choosing:
            st.checkbox(plain(row.label), value=_begins(row), key=_tick(key, row), disabled=bool(row.fault))
        else:
            show(Markup("<p><b>{}</b></p>").format(row.label))
    with form:
        show(_said(say, row, against=against))
    if now is not None:
        with now:
            stands = (
                marked(row.now, row.form) if row.now else Markup('<span class="soft">{}</span>').format(say("empty"))
            )
            show(Markup('<p class="lines">{}</p>').format(labelled(say("Stands now"), stands)))


def _said(say: Say, row: RowShown, *, against: bool) -> Markup:
    if row.form:
        words = marked(row.form, row.now) if against and not row.fault else Markup("{}").format(row.form)
    else:
        words = Markup('<span class="soft">{}</span>').format(say("empty"))
    body = Markup('<p class="lines">{}</p>').format(labelled(say("Form"), words) if against else words)
    if row.fault:
        body += Markup('<p class="small mind">{}</p>').format(fault_words(say, row.fault))
    return body


_WIDTHS = (1.2, 2, 2)


def _begins(row: RowShown) -> bool:
    return not row.fault


def _tick(key: str, row: RowShown) -> str:
    return f"{key}.{row.key}"
