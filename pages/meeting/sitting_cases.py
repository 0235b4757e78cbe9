"""The cases of a row that is being planned: their order and minutes, and per case who is asked and what for.

What is asked and what is new is kept as a draft of that case; the row itself knows only ids, minutes and a time.
"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.casework.intake_rows import Row
from pages.frame.choices import people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show, tag
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.meeting.agenda_rows import OrderedRows
from services.agenda.facts import SittingChoice, SittingItem
from services.agenda.rules import LONGEST_POINT, SHORTEST_CASE
from services.wording import Say, label
from services.wording.labels import organisation_label

_MINUTES = 15


class CaseRows(OrderedRows):
    """The rows of one sitting, by case id; `fresh_id` makes the id of each new meeting."""

    def __init__(self, form: DraftForm, fresh_id: Callable[[], str]) -> None:
        super().__init__(form, "cases", {"minutes": _MINUTES, "meeting_id": ""})
        self._fresh_id = fresh_id

    def choose(self, case_ids: list[str], offered: list[str]) -> None:
        """Keeps the rows of these cases in their order; new ones come behind, in the order in which they are
        offered."""
        kept = [row for row in self.all() if row["id"] in case_ids]
        known = {row["id"] for row in kept}
        fresh = [case_id for case_id in offered if case_id in case_ids and case_id not in known]
        self._put([*kept, *({"id": i, "minutes": _MINUTES, "meeting_id": self._fresh_id()} for i in fresh)])
        self._form.save()

    def arrange(self, case_ids: list[str]) -> None:
        """Puts the rows in this order."""
        self._put(sorted(self.all(), key=lambda row: case_ids.index(row["id"])))
        self._form.save()

    def items(self, texts: dict[str, DraftForm]) -> tuple[SittingItem, ...]:
        """The rows as they are ordered to be planned."""
        return tuple(
            SittingItem(
                meeting_id=str(row["meeting_id"]),
                case_id=str(row["id"]),
                minutes=int(row["minutes"] or 0),
                seat_ids=tuple(texts[row["id"]]["seats"]),
                question=str(texts[row["id"]]["question"]),
                news=str(texts[row["id"]]["news"]),
                override_reason=str(texts[row["id"]]["reason"]),
            )
            for row in self.all()
        )


def texts_of(screen: Screen, choice: SittingChoice) -> DraftForm:
    """What is asked of one case's attendees, as a draft of that case."""
    defaults = {"seats": [seat for seat, _, _ in choice.seats], "question": "", "news": "", "reason": ""}
    return DraftForm(screen, f"sitting.{choice.case_id}", defaults, choice.case_id)


def case_order(rows: OrderedRows, choices: dict[str, SittingChoice]) -> list[str]:
    """The order that is proposed for these rows; cases that are offered no longer come last."""
    ids = [row["id"] for row in rows.all()]
    return [case_id for case_id in choices if case_id in ids] + [i for i in ids if i not in choices]


def case_block(
    say: Say, rows: CaseRows, row: Row, choice: SittingChoice, texts: DraftForm, number: int, times: str
) -> None:
    """One case: its time and length, who is invited, the question and what is new."""
    last = number == len(rows.all())
    with st.container(key=f"card_sitting_{choice.case_id}", gap="small"):
        head, minutes, moves = st.columns([4, 1.2, 2.6], gap="small", vertical_alignment="bottom")
        with head:
            show(_head(say, choice, number, times))
        minutes.number_input(
            say("Minutes for case {number}", number=number),
            min_value=SHORTEST_CASE,
            max_value=LONGEST_POINT,
            step=5,
            **rows.widget(row, "minutes"),
        )
        with moves.container(horizontal=True, gap="xsmall"):
            _moves(say, rows, row, first=number == 1, last=last)
        _texts(say, texts, choice)


def _head(say: Say, choice: SittingChoice, number: int, times: str) -> Markup:
    tags = tag(label(say, choice.risk))
    if choice.children:
        tags += Markup(" ") + tag(say("children"), "blue")
    planned = ""
    if choice.planned:
        planned = say("Already planned on {moment}.", moment=say.short_moment(choice.planned))
    return Markup('<h2>{}. <span class="code nowrap">{}</span> {} {}</h2><p class="small">{}</p>').format(
        number, times, choice.code_name, tags, planned
    )


def _moves(say: Say, rows: CaseRows, row: Row, *, first: bool, last: bool) -> None:
    st.button(
        say("Up"),
        key=f"case_up_{row['id']}",
        type="tertiary",
        icon=":material/arrow_upward:",
        disabled=first,
        on_click=rows.move,
        args=(row["id"], -1),
    )
    st.button(
        say("Down"),
        key=f"case_down_{row['id']}",
        type="tertiary",
        icon=":material/arrow_downward:",
        disabled=last,
        on_click=rows.move,
        args=(row["id"], 1),
    )


def _texts(say: Say, texts: DraftForm, choice: SittingChoice) -> None:
    named = {seat: f"{organisation_label(say, home)}, {name}" for seat, home, name in choice.seats}
    texts["seats"] = [seat for seat in texts["seats"] if seat in named]
    people_choice(texts, "seats", say("Invited"), named, say("Nobody"))
    left, right = st.columns(2, gap="small")
    with left:
        writing_area(texts, "question", say("The question to the meeting"), height=90, longest=600)
    with right:
        writing_area(texts, "news", say("What is new"), height=90, longest=2000)
    with st.expander(say("A required partner cannot be missed, unless you record why")):
        writing_area(texts, "reason", say("Reason to go on without the minimum"), height=70, longest=600)
    texts.status()
