"""What the leak guard stopped: why, what to do, and the word of a second person.

Nothing is checked by itself: making every document takes seconds. A stopped download leads here with its name.
"""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import STOPPED_PARAMETER, Screen
from pages.frame.writing import writing_area
from pages.plan.papers.stopped_words import file_title, places_list, release_state
from services.documents.guarding.facts import AskRelease, DecideRelease, ReleaseLine, Stopped
from services.documents.guarding.releases import (
    ask_release,
    decide_release,
    releases_of,
    take_back_release,
    what_stopped,
)
from services.documents.guarding.rules import LONGEST_REASON
from services.documents.queries import audiences_of
from services.plans.queries import CaseState
from services.wording import Say


def stopped_card(screen: Screen, state: CaseState, language: str) -> None:
    """The file that was stopped just now, questions to release one, and what was decided."""
    say = screen.say
    lines = releases_of(screen.work, state.facts.id)
    with st.container(key="card_stopped", gap="small"):
        note = say("A document that would hold words its reader may not see is not made. Here you see why.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Stopped documents"), note))
        keys = _stopped_keys(screen, state, language)
        for key in keys:
            _one(screen, state, key, language, lines)
        if not (state.versions or keys or lines):  # otherwise a card with nothing but its title
            nothing = say("Nothing waits here. A download that is stopped leads here by itself.")
            show(Markup("<p>{}</p>").format(nothing))
        for line in lines:
            if line.waits:
                _waiting(screen, state, line)
        _settled(screen, state, [line for line in lines if not line.waits])
        if state.versions and st.button(
            say("Check every document"), icon=":material/fact_check:", key="check_documents"
        ):
            st.session_state[_found(state, language)] = _check(screen, state, language)
            st.rerun()


def _found(state: CaseState, language: str) -> str:
    return f"stopped.{state.facts.id}.{language}"


def _stopped_keys(screen: Screen, state: CaseState, language: str) -> list[str]:
    """The one that the address names, then those of the last check; a word where that found none."""
    named = str(st.query_params.get(STOPPED_PARAMETER, ""))[:80]
    checked = st.session_state.get(_found(state, language))
    if checked == [] and not named:
        show(Markup("<p>{}</p>").format(screen.say("Every document of the adopted plan can leave.")))
    return list(dict.fromkeys([key for key in (named, *(checked or [])) if key]))


def _check(screen: Screen, state: CaseState, language: str) -> list[str]:
    keys = audiences_of(screen.work, state.facts.id)
    return [key for key in keys if what_stopped(screen.work, state.facts.id, key, language) is not None]


def _one(screen: Screen, state: CaseState, key: str, language: str, lines: tuple[ReleaseLine, ...]) -> None:
    """One stopped file: why, and the question to a second person."""
    say = screen.say
    with st.container(key=f"row_stopped_{key}", gap="small"), refusals_shown(say):
        stopped = what_stopped(screen.work, state.facts.id, key, language)
        show(Markup("<h3>{}</h3>").format(file_title(say, key)))
        if stopped is None:
            show(Markup("<p>{}</p>").format(say("Nothing is stopped in this document any more.")))
            return
        show(places_list(say, stopped.places))
        if any(line.audience == key and line.waits for line in lines):
            show(Markup("<p>{}</p>").format(say("A second person was asked.")))
            return
        released = any(line.audience == key and line.language == language and line.in_force for line in lines)
        _what_to_do(say, stopped, released=released)
        if stopped.releasable:
            _ask(screen, state, stopped)


def _what_to_do(say: Say, stopped: Stopped, *, released: bool) -> None:
    change = say("Change the text that these words come from, or take them out of the protected words.")
    if not stopped.releasable:
        change += " " + say("Some of them may never reach this reader: no release is possible.")
    if released:
        change += " " + say("What was released for this document before was of other words or another text.")
    show(Markup('<p class="mind">{}</p>').format(change))


def _ask(screen: Screen, state: CaseState, stopped: Stopped) -> None:
    say = screen.say
    with st.expander(say("Ask a second person to let it go")):
        if not state.facts.deputy_director:
            show(Markup("<p>{}</p>").format(say("There is no second person yet. Name a deputy first.")))
            return
        form = DraftForm(screen, f"release.{stopped.audience}.{state.facts.id}", {"reason": ""}, state.facts.id)
        writing_area(form, "reason", say("Why must this reader get these words?"), height=100, longest=LONGEST_REASON)
        form.status()
        if st.button(say("Ask"), type="primary", key=f"ask_release_{stopped.audience}"):
            with refusals_shown(say):
                order = AskRelease(
                    state.facts.id, stopped.audience, stopped.finding_mac, str(form["reason"]), stopped.language
                )
                ask_release(screen.work, order)
                form.discard()
                st.rerun()


def _waiting(screen: Screen, state: CaseState, line: ReleaseLine) -> None:
    """A question: for the second person with what it is about, for who asked with the way back."""
    say = screen.say
    with st.container(key=f"row_release_{line.id}", gap="small"), refusals_shown(say):
        asked = say(
            "{name} asked on {day}: {reason}", name=line.asked_by, day=say.day(line.asked_at), reason=line.reason
        )
        title = Markup("<h3>{} {}</h3><p>{}</p>").format(
            file_title(say, line.audience), release_state(say, line), asked
        )
        show(title)
        if not line.may_decide:
            show(Markup('<p class="small">{}</p>').format(say("Somebody else than who asked decides on this.")))
            _back(screen, state, line, say("Withdraw the question"))
            return
        stopped = what_stopped(screen.work, state.facts.id, line.audience, line.language)
        if stopped is not None:
            show(places_list(say, stopped.places))
        _decision(screen, state, line)


def _decision(screen: Screen, state: CaseState, line: ReleaseLine) -> None:
    say = screen.say
    form = DraftForm(screen, f"release.{line.id}", {"reason": ""}, state.facts.id)
    writing_area(form, "reason", say("Why it may leave, or why not"), height=100, longest=LONGEST_REASON)
    form.status()
    with st.container(horizontal=True, gap="small"):
        for granted, words in ((True, say("Let it leave")), (False, say("Do not let it leave"))):
            if st.button(plain(words), key=f"decide_{granted}_{line.id}"):
                with refusals_shown(say):
                    order = DecideRelease(state.facts.id, line.id, granted, str(form["reason"]), line.version)
                    decide_release(screen.work, order)
                    form.discard()
                    st.rerun()


def _settled(screen: Screen, state: CaseState, lines: list[ReleaseLine]) -> None:
    """What was decided or taken back, newest first, folded."""
    say = screen.say
    if not lines:
        return
    with st.expander(say.plural("{n} question decided", "{n} questions decided", len(lines)), key="releases_decided"):
        for line in lines:
            with st.container(key=f"row_decided_{line.id}", gap="xsmall"):
                show(
                    Markup('<h3>{} {}</h3><p class="small">{}</p>').format(
                        file_title(say, line.audience), release_state(say, line), _by(say, line)
                    )
                )
                if line.in_force:
                    _back(screen, state, line, say("Stop it again"))


def _by(say: Say, line: ReleaseLine) -> str:
    asked = say("{name} asked on {day}: {reason}", name=line.asked_by, day=say.day(line.asked_at), reason=line.reason)
    if line.decided_at is None:
        return asked
    told = say(
        "{name} decided on {day}: {reason}",
        name=line.decided_by,
        day=say.day(line.decided_at),
        reason=line.decision_reason,
    )
    return f"{asked} {told}"


def _back(screen: Screen, state: CaseState, line: ReleaseLine, words: str) -> None:
    if st.button(plain(words), key=f"back_{line.id}", type="tertiary"):
        with refusals_shown(screen.say):
            take_back_release(screen.work, state.facts.id, line.id, line.version)
            st.rerun()
