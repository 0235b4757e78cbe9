"""What an organisation gave for an earlier meeting of the same case: still so, changed, or not taken over."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.partner.handed_in import spoken
from pages.partner.place import Place, going_on
from pages.plan.condition_words import about, hard_words, quoted
from services.conditions.carrying import carry_over
from services.conditions.facts import ConditionView
from services.meetings.facts import GuestMeeting
from services.wording import Say, label

_FORM = "last_time"


def draw_last_time(screen: Screen, meeting: GuestMeeting, former: tuple[ConditionView, ...], place: Place) -> None:
    """Draws them with a tap for each, and one tap for all. `former` are those that still stand."""
    say = screen.say
    form = DraftForm(screen, _FORM, {"dropped": []}, meeting.case_id)
    standing = [view for view in former if view.id not in form["dropped"]]
    dropped = [view for view in former if view.id in form["dropped"]]
    with st.container(key="last_time", gap="small"):
        if standing:
            head = Markup('<h2>{}</h2><p class="soft">{}</p>')
            show(
                head.format(
                    say("You gave this last time"),
                    say("Does it still hold? One tap, and it stands for this meeting too."),
                )
            )
        if len(standing) > 1:
            _button(screen, say("All of it still holds"), "carry_all", [view.id for view in standing])
        for view in standing:
            with st.container(key=f"card_former_{view.id}", gap="small"):
                show(_card(say, view, meeting))
                with st.container(key=f"acts_former_{view.id}", horizontal=True, gap="small"):
                    _button(screen, say("Still holds"), f"carry_{view.id}", [view.id])
                    st.button(say("Change"), key=f"go_on_{view.id}", on_click=place.opener(going_on(view.id)))
                    st.button(
                        say("Do not take over"), key=f"drop_{view.id}", on_click=form.saver(_dropper(form, view.id))
                    )
        if dropped:
            _dropped(say, form, dropped, meeting.director)


def _button(screen: Screen, words: str, key: str, ids: list[str]) -> None:
    """Also a button that is pressed twice takes over once: what was taken over stands there no more."""
    if st.button(words, key=key, type="primary" if key == "carry_all" else "secondary"):
        with refusals_shown(screen.say):
            carry_over(screen.work, tuple(ids))
            st.rerun()


def _card(say: Say, view: ConditionView, meeting: GuestMeeting) -> Markup:
    head = Markup('<h3>{}</h3><p class="line">{}</p>').format(
        label(say, view.kind), tag(hard_words(say, hard=view.hard), "white")
    )
    notes = (*spoken(say, view, meeting.persons), about(say, view, meeting.persons))
    return head + quoted(say, view.text, " · ".join(note for note in notes if note), view.if_not)


def _dropped(say: Say, form: DraftForm, views: list[ConditionView], director: str) -> None:
    """What is not taken over, folded; nothing is lost by a tap."""
    title = say.plural("{n} of last time not taken over", "{n} of last time not taken over", len(views))
    with st.expander(plain(title)):
        text = say(
            "They stand until the case director decides otherwise: tell {name} that they no longer hold.", name=director
        )
        show(Markup('<p class="small">{}</p>').format(text))
        show(joined([Markup('<p class="quote">{}</p>').format(view.text) for view in views]))

        def back() -> None:
            form["dropped"] = []

        st.button(say("Show them again"), key="undrop", on_click=form.saver(back))


def _dropper(form: DraftForm, condition_id: str) -> Callable[[], None]:
    def drop() -> None:
        form["dropped"] = [*form["dropped"], condition_id]

    return drop
