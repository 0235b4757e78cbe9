"""What the cards of the board share: the conditions of one case laid out for one reader, and small state per finding.

The address and the widgets hold a mark of a finding, never its key: keys are long, marks are short and say nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2s

import streamlit as st

from pages.frame.screen import Screen
from pages.plan.condition_words import People
from pages.plan.decision_card import Around
from services.conditions.facts import ConditionView
from services.consistency.facts import Statement
from services.consistency.queries import statement_of
from services.plans.queries import CaseState
from services.vocabulary.facts import Vocabulary
from services.vocabulary.queries import vocabulary
from services.vocabulary.sentences import names_in
from services.wording import Say


@dataclass(frozen=True)
class Laid:
    """The conditions of a case as its cards need them: views and statements by id, and what everybody is called.

    `agree_key` presses the button that settles, where the screen has such a key. `shared`: everybody present looks at
    this screen.
    """

    screen: Screen
    state: CaseState
    around: Around
    vocabulary: Vocabulary
    views: Mapping[str, ConditionView]
    statements: Mapping[str, Statement]
    names: Mapping[str, str]
    agree_key: str = ""
    shared: bool = False

    @property
    def say(self) -> Say:
        """The reader's voice."""
        return self.screen.say

    @property
    def people(self) -> People:
        """Everybody a condition can be about."""
        return self.around.people

    @property
    def case_id(self) -> str:
        """Whose board it is."""
        return self.state.facts.id

    @property
    def at_table(self) -> bool:
        """Whether this is decided in a meeting that goes on."""
        return bool(self.agree_key)

    @property
    def directs(self) -> bool:
        """Whether the reader may settle."""
        return self.state.directs

    def seen(self, pair: Iterable[str]) -> tuple[ConditionView, ...]:
        """The conditions of a finding that the reader may see, in its order."""
        return tuple(self.views[name] for name in pair if name in self.views)


def laid_out(screen: Screen, state: CaseState, around: Around, *, agree_key: str = "", shared: bool = False) -> Laid:
    """Everything of one case laid out for this screen."""
    views = {view.id: view for view in state.conditions}
    aliases = {person.ref: person.alias for person in state.facts.persons}
    norms = [norm for view in state.conditions for norm in view.reading or ()]
    homes = [view.organisation for view in state.conditions]
    return Laid(
        screen=screen,
        state=state,
        around=around,
        vocabulary=vocabulary(screen.work.settings.vocabulary),
        views=views,
        statements={view.id: statement_of(view) for view in state.conditions},
        names=names_in(screen.say, norms, aliases, homes),
        agree_key=agree_key,
        shared=shared,
    )


def mark_of(key: str) -> str:
    """A short mark of a finding, for the keys of its widgets and the name of its draft."""
    return blake2s(key.encode(), digest_size=8).hexdigest()


def held(key: str, what: str) -> object:
    """What this session holds of a finding; None for nothing."""
    return st.session_state.get(f"board.{mark_of(key)}.{what}")


def hold(key: str, what: str, value: object) -> None:
    """Keeps something of a finding in this session."""
    st.session_state[f"board.{mark_of(key)}.{what}"] = value


def holder(key: str, what: str, value: object) -> Callable[[], None]:
    """The same as the callback of a button."""
    return lambda: hold(key, what, value)
