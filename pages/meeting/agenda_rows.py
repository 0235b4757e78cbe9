"""The points of an agenda as rows of a form that saves itself: typed, put in order, taken out, cut down to fit."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.casework.intake_rows import Row, Rows
from pages.frame.drafting import DraftForm
from pages.frame.screen import Screen
from services.agenda.facts import Agenda, NewPoint
from services.agenda.rules import minutes_of, shortened

BLANK: Row = {"title": "", "minutes": 5, "organisations": [], "note": ""}


class OrderedRows(Rows):
    """Rows whose order people choose. Every verb is a button's callback and saves the draft."""

    def move(self, row_id: str, by: int) -> None:
        """Puts a row `by` places further down; up when negative. At the end of the list nothing happens."""
        rows = self.all()
        at = next(number for number, row in enumerate(rows) if row["id"] == row_id)
        to = at + by
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
            self._put(rows)
            self._form.save()

    @property
    def minutes(self) -> list[int]:
        """How long each row lasts."""
        return [int(row["minutes"] or 0) for row in self.all()]


class PointRows(OrderedRows):
    """The rows of one agenda."""

    def __init__(self, form: DraftForm) -> None:
        super().__init__(form, "points", BLANK)

    def fit(self, length: int) -> None:
        """Cuts the minutes down to `length` together, each in proportion."""
        rows = self.all()
        fitting = shortened([int(row["minutes"]) for row in rows], length)
        for row, minutes in zip(rows, fitting, strict=True):
            st.session_state[self.key(row, "minutes")] = minutes
        self._put([row | {"minutes": minutes} for row, minutes in zip(rows, fitting, strict=True)])
        self._form.save()

    def points(self) -> tuple[NewPoint, ...]:
        """The rows as they are ordered to be kept."""
        return tuple(
            NewPoint(str(row["title"]), int(row["minutes"] or 0), tuple(row["organisations"]), str(row["note"]))
            for row in self.all()
        )


def agenda_form(screen: Screen, agenda: Agenda) -> DraftForm:
    """The form of one meeting's agenda, as it stands or as it was left. `base` is what it was begun from."""
    defaults: dict[str, Any] = {"version": agenda.version, "base": base_of(agenda), "points": rows_from(agenda)}
    return DraftForm(screen, f"agenda.{agenda.meeting_id}", defaults, agenda.case_id)


def rows_from(agenda: Agenda) -> list[Row]:
    """The points of an agenda as rows."""
    return [
        {
            "id": str(point.number),
            "title": point.title,
            "minutes": minutes_of(point),
            "organisations": list(point.organisations),
            "note": point.note,
        }
        for point in agenda.points
    ]


def base_of(agenda: Agenda) -> list[list[Any]]:
    """What tells whether an agenda was changed by somebody else, whatever else changed about its meeting."""
    if agenda.suggested:
        return []
    return [[p.title, minutes_of(p), list(p.organisations), p.note] for p in agenda.points]


def touched(rows: Sequence[Row], agenda: Agenda) -> bool:
    """Whether the rows say something else than the agenda that is kept."""
    plain = [[row["title"], row["minutes"], row["organisations"], row["note"]] for row in rows]
    return plain != [[p.title, minutes_of(p), list(p.organisations), p.note] for p in agenda.points]
