"""What one reader has before them at the network's screen, and what they may do there."""

from dataclasses import dataclass

import streamlit as st

from pages.frame.screen import Screen
from services.cases.facts import CaseFacts
from services.network.facts import NetworkFacts
from services.network.queries import Network
from services.wording import Say

SHOWN_AT_FIRST = 7
"""So many findings stand in the list and in the picture until all of them are asked for."""

FOLD = "fold:"
"""What a click on folded seats begins with."""


@dataclass(frozen=True)
class View:
    """One look at the network. `directs`: may change seats, agreements and ties. Whoever reads the network of an open
    case may record contacts and answer findings; every act asks again."""

    screen: Screen
    network: Network
    directs: bool

    @property
    def say(self) -> Say:
        """The reader's voice."""
        return self.screen.say

    @property
    def facts(self) -> NetworkFacts:
        """What the findings were made of."""
        return self.network.facts

    @property
    def case(self) -> CaseFacts:
        """The case itself."""
        return self.network.facts.case

    @property
    def records(self) -> bool:
        """Whether contacts can be recorded and findings answered."""
        return not self.case.closed

    @property
    def picked(self) -> str:
        """What was clicked in the picture: a seat, an empty seat's key or a person; empty when nothing is."""
        return str(st.session_state.get(f"network.{self.case.id}") or "")

    @property
    def unfolded(self) -> frozenset[str]:
        """The folded groups of seats that were opened."""
        return frozenset(st.session_state.get(f"network_folds.{self.case.id}", ()))

    @property
    def whole(self) -> bool:
        """Whether all findings are shown."""
        return bool(st.session_state.get(f"network_all.{self.case.id}", False))

    @property
    def most(self) -> int | None:
        """Up to how many findings are shown; None for all."""
        return None if self.whole else SHOWN_AT_FIRST

    def turn(self) -> None:
        """Shows all findings, or the first again."""
        st.session_state[f"network_all.{self.case.id}"] = not self.whole

    def pick(self, what: str) -> None:
        """Picks a seat or person, or opens a fold; what was picked already is let go."""
        if what.startswith(FOLD):
            st.session_state[f"network_folds.{self.case.id}"] = self.unfolded ^ {what}
        else:
            st.session_state[f"network.{self.case.id}"] = "" if what == self.picked else what
