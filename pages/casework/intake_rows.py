"""Rows of a form that people add and remove: kept as one list in the draft, each with widgets of its own."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.frame.drafting import DraftForm
from pages.frame.writing import writing_area

Row = dict[str, Any]


class Rows:
    """The rows in one field of a draft. A row is a dict with its `id` and the fields of `blank`."""

    def __init__(self, form: DraftForm, field: str, blank: Row) -> None:
        self._form, self._field, self._blank = form, field, blank

    def all(self) -> list[Row]:
        """The rows, in order of entry; fields that an older draft lacks get their blank."""
        return [self._blank | row for row in self._form[self._field]]

    def add(self) -> None:
        """Appends an empty row and saves; a button's callback."""
        rows = self.all()
        number = max((int(row["id"]) for row in rows), default=0) + 1
        self._put([*rows, {"id": str(number)} | self._blank])
        self._form.save()

    def remove(self, row_id: str) -> None:
        """Takes a row out and saves; a button's callback."""
        self._put([row for row in self.all() if row["id"] != row_id])
        self._form.save()

    def only(self, ids: list[str], fresh: Callable[[str], Row]) -> list[Row]:
        """The rows of exactly these ids, in this order; new ones begin as `fresh` says. Rows of others are kept."""
        known = {row["id"]: row for row in self.all()}
        found = [known.get(i) or {"id": i} | self._blank | fresh(i) for i in ids]
        self._put([*found, *(row for i, row in known.items() if i not in ids)])
        return found

    def key(self, row: Row, name: str) -> str:
        """The widget key of a row's field; fills the widget from the row when it is drawn anew."""
        key = self._form.key(f"{self._field}.{row['id']}.{name}")
        st.session_state.setdefault(key, row[name])
        return key

    def keep(self, row: Row, name: str) -> Callable[[], None]:
        """The callback of that widget: takes what was entered into the row and saves the form."""
        row_id, key = row["id"], self._form.key(f"{self._field}.{row['id']}.{name}")

        def entered() -> None:
            self._put([r | {name: st.session_state[key]} if r["id"] == row_id else r for r in self.all()])
            self._form.save()

        return entered

    def widget(self, row: Row, name: str) -> dict[str, Any]:
        """Key and callback of a widget, to pass on."""
        return {"key": self.key(row, name), "on_change": self.keep(row, name)}

    def text(self, row: Row, name: str, label: str, *, height: int = 140, longest: int = 2000) -> None:
        """Draws the text area of a row's field; `label` is plain text."""
        self.key(row, name)
        field = f"{self._field}.{row['id']}.{name}"
        writing_area(self._form, field, label, height=height, longest=longest, keep=self.keep(row, name))

    def _put(self, rows: list[Row]) -> None:
        self._form[self._field] = rows
