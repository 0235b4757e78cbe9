"""What the case director does about one attendee's conditions, each in a dialog of its own where a word is needed."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.link_dialog import link_dialog
from pages.meeting.reminder_form import remind_dialog
from pages.plan.asked_words import AskAct
from pages.plan.by_phone import call_about
from pages.plan.condition_words import hard_words, until_words
from services.conditions.actions import nothing_to_add_for
from services.conditions.asking import ask
from services.conditions.carrying import carry_over_for, from_last_time_for
from services.conditions.facts import AskConditions, Asked, ConditionView
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL
from services.wording import label


def do(act: AskAct, screen: Screen, state: CaseState, meeting: PlannedMeeting, asked: Asked) -> None:
    """Does it at once, or opens what it needs."""
    attendee = next((one for one in meeting.attendees if one.invitation_id == asked.invitation_id), None)
    if act is AskAct.CALL:
        call_about(state.facts.id, asked.invitation_id)
        st.rerun()
    elif act is AskAct.ASK:
        _settle(screen, state, asked)
    elif act is AskAct.REMIND and attendee:
        remind_dialog(screen, state, meeting, (attendee,))
    elif act is AskAct.LINK and attendee:
        link_dialog(screen, state, attendee)
    elif act in _DIALOGS and attendee:
        _dialog(act, screen, state, meeting, asked, attendee)


def extension(
    screen: Screen, state: CaseState, meeting: PlannedMeeting, asked: Asked, _attendee: Attendee | None = None
) -> None:
    """A later deadline for this attendee alone, at most until the meeting begins; or the ordinary one again."""
    say, which = screen.say, asked.invitation_id
    text = say("Everybody else keeps {moment}.", moment=say.short_moment(meeting.conditions_due_at))
    starts = say("The meeting begins {moment}.", moment=say.short_moment(meeting.starts_at))
    show(Markup("<p>{} {}</p>").format(text, starts))
    now = max(asked.due_at, screen.work.clock()).astimezone(LOCAL)
    left, right = st.columns(2)
    last = meeting.starts_at.astimezone(LOCAL)
    day = left.date_input(
        say("Until day"),
        value=min(now, last).date(),
        min_value=screen.work.clock().astimezone(LOCAL).date(),
        max_value=last.date(),
        format="DD-MM-YYYY",
        key=f"extend_day_{which}",
    )
    at = right.time_input(say("Until time"), value=min(now, last).time().replace(second=0), key=f"extend_time_{which}")
    until = datetime.combine(day, at, tzinfo=LOCAL) if day and at else None
    words = say("Give time until {moment}", moment=say.short_moment(until)) if until else say("Give more time")
    if st.button(plain(words), type="primary", key=f"extend_{which}", disabled=until is None):
        _settle(screen, state, asked, due_at=until)
    if asked.extended and st.button(say("Back to the ordinary deadline"), key=f"unextend_{which}"):
        _settle(screen, state, asked)


def no_conditions(
    screen: Screen, state: CaseState, _meeting: PlannedMeeting, asked: Asked, _attendee: Attendee | None = None
) -> None:
    """They said by phone that there are none."""
    say = screen.say
    text = say("{name} told you so. They can still hand in by their link until the deadline.", name=asked.name)
    show(Markup("<p>{}</p>").format(text))
    if st.button(say("Record: no conditions"), type="primary", key=f"none_{asked.invitation_id}"):
        with refusals_shown(say):
            nothing_to_add_for(screen.work, state.facts.id, asked.invitation_id)
            st.rerun()


def nothing_asked(
    screen: Screen, state: CaseState, _meeting: PlannedMeeting, asked: Asked, _attendee: Attendee | None = None
) -> None:
    """No conditions are asked of this attendee; the way back stands in the list."""
    say = screen.say
    text = say("{name} is not reminded of conditions and does not hold up the plan.", name=asked.name)
    more = say("They are still invited. You can ask after all at any time.")
    show(Markup('<p>{}</p><p class="small">{}</p>').format(text, more))
    if st.button(say("Ask no conditions of them"), type="primary", key=f"ask_not_{asked.invitation_id}"):
        _settle(screen, state, asked, wanted=False)


def last_time(
    screen: Screen, state: CaseState, _meeting: PlannedMeeting, asked: Asked, _attendee: Attendee | None = None
) -> None:
    """What they asked for at an earlier meeting: said by phone to hold still, each by itself."""
    say, which = screen.say, asked.invitation_id
    earlier = from_last_time_for(screen.work, state.facts.id, which)
    if not earlier:
        show(Markup("<p>{}</p>").format(say("Nothing of an earlier meeting stands for them.")))
        return
    show(Markup("<p>{}</p>").format(say("Read them out. Keep a tick at what still holds as it is.")))
    chosen = [view.id for view in earlier if _held(screen, view)]
    words = say.plural("Record: {n} condition still holds", "Record: {n} conditions still hold", len(chosen))
    if st.button(words, type="primary", key=f"carry_{which}", disabled=not chosen):
        with refusals_shown(say):
            carry_over_for(screen.work, state.facts.id, which, tuple(chosen))
            st.rerun()
    show(Markup('<p class="small">{}</p>').format(say("What changed is filled in anew after the call.")))


def word_form(
    screen: Screen, state: CaseState, _meeting: PlannedMeeting, asked: Asked, _attendee: Attendee | None = None
) -> None:
    """The form on paper for this attendee; the file itself comes by the door."""
    say = screen.say
    text = say("For whoever cannot open the link. It holds the questions, and what they handed in so far.")
    back = say("It comes back by their link, or by secure mail to you: then you add it in the waiting room.")
    show(Markup('<p>{}</p><p class="small">{}</p>').format(text, back))
    address = f"/dl/{state.facts.id}/formulier/{asked.invitation_id}"
    st.link_button(say("Make the form in Word"), address, icon=":material/description:", type="primary")


_DIALOGS: dict[AskAct, Callable[..., None]] = {
    AskAct.EXTEND: extension,
    AskAct.NONE: no_conditions,
    AskAct.NOT_ASKED: nothing_asked,
    AskAct.LAST_TIME: last_time,
    AskAct.FORM: word_form,
}


def _dialog(
    act: AskAct, screen: Screen, state: CaseState, meeting: PlannedMeeting, asked: Asked, attendee: Attendee
) -> None:
    say = screen.say
    title = {
        AskAct.EXTEND: say("More time for {name}", name=asked.name),
        AskAct.NONE: say("{name} has no conditions", name=asked.name),
        AskAct.NOT_ASKED: say("Ask nothing of {name}", name=asked.name),
        AskAct.LAST_TIME: say("Last time: {name}", name=asked.name),
        AskAct.FORM: say("Word form for {name}", name=asked.name),
    }[act]

    @st.dialog(plain(title))
    def opened() -> None:
        with refusals_shown(say):
            _DIALOGS[act](screen, state, meeting, asked, attendee)

    opened()


def _held(screen: Screen, view: ConditionView) -> bool:
    say = screen.say
    show(
        Markup('<p class="quote">{}</p><p class="small">{}</p>').format(
            view.text,
            " · ".join(
                (
                    label(say, view.kind),
                    hard_words(say, hard=view.hard),
                    until_words(say, view.until, holds=view.holds_approach),
                )
            ),
        )
    )
    words = say("V{n} still holds as it is", n=view.number)
    return bool(st.checkbox(plain(words), value=True, key=f"held_{view.id}"))


def _settle(
    screen: Screen, state: CaseState, asked: Asked, *, wanted: bool = True, due_at: datetime | None = None
) -> None:
    with refusals_shown(screen.say):
        ask(screen.work, AskConditions(state.facts.id, asked.invitation_id, asked.version, wanted, due_at))
        st.rerun()
