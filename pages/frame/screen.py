"""What every screen gets as its argument: whose work it is, in what language, and where it can go."""

from dataclasses import dataclass
from datetime import date

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from services.scheduling.facts import local_day
from services.unit_of_work import Work
from services.wording import Say

CASE_PARAMETER = "zaak"
STOPPED_PARAMETER = "tegengehouden"
"""Names the file that the leak guard stopped, where a stopped download leads to Documents."""


@dataclass(frozen=True)
class Screen:
    """The acting person's work, voice and places, built anew for every rerun; never kept anywhere."""

    work: Work
    say: Say
    places: dict[str, StreamlitPage]

    @property
    def today(self) -> date:
        """The day it is where the people are."""
        return local_day(self.work.clock())

    @property
    def case_id(self) -> str:
        """The case in the address, or the empty string. Only ids ever stand there."""
        return str(st.query_params.get(CASE_PARAMETER, ""))[:32]

    def go(self, place: str, case_id: str = "") -> None:
        """Opens another screen."""
        st.switch_page(self.places[place], query_params={CASE_PARAMETER: case_id} if case_id else None)

    def link(self, place: str, label: str, case_id: str = "", *, icon: str | None = None) -> None:
        """A link to another screen; `label` is escaped by the caller when it holds user text."""
        parameters = {CASE_PARAMETER: case_id} if case_id else None
        st.page_link(self.places[place], label=label, icon=icon, query_params=parameters)
