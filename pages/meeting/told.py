"""What was done just now, said once on the page that follows it, with what comes next."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.screen import Screen
from services.plans.queries import CaseState
from services.wording import Say


def remember(screen: Screen, state: CaseState, what: str, count: int = 0) -> None:
    """Keeps for the next page what was done: invited, polled, reserved, lapsed or coordinated."""
    sends = bool(screen.work.settings.smtp_host) and not screen.work.practice
    st.session_state[_key(state.facts.id)] = (what, count, sends)


def tell(say: Say, case_id: str) -> None:
    """Says it once."""
    done = st.session_state.pop(_key(case_id), None)
    if done is not None:
        show(Markup('<p class="good" role="status">{}</p>').format(_sentence(say, *done)))


def _sentence(say: Say, what: str, count: int, sends: bool) -> str:
    if what == "invited":
        return _sent(say, count, sends) + " " + say("Next: tell each attendee their code by phone.")
    if what == "polled":
        return _sent(say, count, sends) + " " + say("Next: wait for the answers; you see here which time works.")
    if what == "reserved":
        return say.plural(
            "{n} time is kept free. Nobody was told; invite from here when it is time.",
            "{n} times are kept free. Nobody was told; invite from here when it is time.",
            count,
        )
    if what == "lapsed":
        return say("The time is no longer kept free.")
    return say("The coordination by phone was recorded. No meeting is needed for this.")


def _sent(say: Say, count: int, sends: bool) -> str:
    if sends:
        return say.plural("{n} message is on its way.", "{n} messages are on their way.", count)
    return say.plural(
        "{n} message is ready to copy; no mail is sent from here.",
        "{n} messages are ready to copy; no mail is sent from here.",
        count,
    )


def _key(case_id: str) -> str:
    return f"meeting.told.{case_id}"
