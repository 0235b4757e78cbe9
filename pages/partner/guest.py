"""The one page of whoever was invited by link: hand in safety conditions, look after them, until the deadline."""

import streamlit as st
from markupsafe import Markup

from pages.frame.case_header import hide_button
from pages.frame.markup import heading, joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.partner.confirming import draw_set
from pages.partner.foot import language_and_way_out
from pages.partner.guest_meeting import about_meeting
from pages.partner.handed_in import draw_handed_in
from pages.partner.last_time import draw_last_time
from pages.partner.place import NEW, Place, form_of, former_of
from pages.partner.plan_answer import draw_plan_answer
from pages.partner.released import draw_released
from pages.partner.steps import draw_condition
from pages.partner.word_form import word_form_fold
from services.cases.drafts import draft
from services.conditions.actions import nothing_to_add
from services.conditions.carrying import from_last_time
from services.conditions.facts import ConditionView
from services.conditions.queries import own_conditions
from services.meetings.facts import GuestMeeting
from services.meetings.queries import guest_meeting
from services.wording import Say, label
from services.wording.labels import organisation_label


def render(screen: Screen) -> None:
    """Draws the page for the acting guest."""
    meeting, mine = guest_meeting(screen.work), own_conditions(screen.work)
    place = Place()
    asking = meeting.open and place.view == "form"
    _head(screen, meeting, place, brief=asking)
    former = from_last_time(screen.work) if meeting.open else ()
    known = next((view for view in mine if view.id == place.open), None)
    onward = next((view for view in former if view.id == former_of(place.open)), None)
    if not meeting.open:
        _closed(screen, meeting, mine)
        about_meeting(screen, meeting)
    elif asking and (place.open == NEW or known or onward or place.clashes):
        draw_condition(screen, meeting, place, known, onward)
    elif place.view == "done":
        _done(screen, meeting, place)
    else:
        _home(screen, meeting, mine, former, place)
        about_meeting(screen, meeting)
    _foot(screen, meeting)


def _head(screen: Screen, meeting: GuestMeeting, place: Place, *, brief: bool) -> None:
    """Which meeting and until when. `brief` beside a question, which then begins higher on a phone."""
    say = screen.say
    lines = [f"{label(say, meeting.kind)}, {meeting.code_name}"]
    if brief:
        lines.append(say("by {day}", day=say.short_moment(meeting.conditions_due_at)))
    else:
        lines.append(f"{say.short_moment(meeting.starts_at)}–{say.time(meeting.ends_at)}")
        lines.append(f"{organisation_label(say, meeting.organisation)}, {meeting.name}")
    with st.container(key="guest_head", horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
        body = joined(lines, Markup("<br>"))
        show(Markup('<p class="brand">{}</p><p class="small">{}</p>').format(say("MDO planner"), body))
        hide_button(say, place.mark)
    if not brief:
        show(Markup('<p class="due">{}</p>').format(_due(say, meeting)))


def _due(say: Say, meeting: GuestMeeting) -> str:
    if meeting.extended:
        return say("Conditions until {moment}: extended for you.", moment=say.short_moment(meeting.conditions_due_at))
    return say("Conditions until {moment}.", moment=say.short_moment(meeting.conditions_due_at))


def _home(
    screen: Screen,
    meeting: GuestMeeting,
    mine: tuple[ConditionView, ...],
    former: tuple[ConditionView, ...],
    place: Place,
) -> None:
    say = screen.say
    heading(
        say("Your conditions"),
        say(
            "What must at least happen, according to your organisation, to make it safer at once? One agreement at a "
            "time. Write what you know and who does something; call a suspicion a suspicion."
        ),
    )
    draw_released(screen, meeting)
    draw_plan_answer(screen, meeting)
    draw_set(screen, meeting)
    _state(say, meeting, mine)
    if former:
        draw_last_time(screen, meeting, former, place)
    begun = draft(screen.work, form_of(NEW), meeting.case_id) is not None
    fresh = say("Another condition") if mine else say("Write a condition")
    text = say("Go on with your draft") if begun else fresh
    st.button(text, type="primary", width="stretch", key="write", on_click=place.opener(NEW))
    if not begun:
        show(Markup('<p class="small">{}</p>').format(_kept(screen)))
    if mine:
        draw_handed_in(screen, meeting, mine, place)
    _nothing(screen, meeting, any_in=bool(mine))


def _state(say: Say, meeting: GuestMeeting, mine: tuple[ConditionView, ...]) -> None:
    """What was said so far, or that nothing is asked."""
    if meeting.nothing_to_add:
        said = (
            say("You said that your organisation has no more conditions.")
            if mine
            else say("You said that your organisation has no conditions.")
        )
        show(Markup('<p class="good" role="status">{}</p>').format(said))
    elif not meeting.conditions_asked and not mine:
        text = say("No conditions are asked of you. If you do have one, you may hand it in here.")
        show(Markup('<p class="good">{}</p>').format(text))


def _kept(screen: Screen) -> str:
    return screen.say("What you type saves itself; others see it only when you hand it in.")


def _nothing(screen: Screen, meeting: GuestMeeting, *, any_in: bool) -> None:
    say = screen.say
    if meeting.nothing_to_add:
        text = say("Take that back: we do have conditions")
    else:
        text = say("We have no more conditions") if any_in else say("We have no conditions")
    if st.button(text, width="stretch", key="nothing"):
        with refusals_shown(say):
            nothing_to_add(screen.work, nothing=not meeting.nothing_to_add)
            Place().go_home()
            st.rerun()


def _done(screen: Screen, meeting: GuestMeeting, place: Place) -> None:
    say = screen.say
    heading(say("Your condition has been handed in"))
    show(
        Markup('<p class="good" role="status">{}</p>').format(
            say("The case director sees it now. Until the deadline you can change it or take it back.")
        )
    )
    show(Markup("<p>{}</p>").format(_later(screen)))
    st.button(say("Another condition"), type="primary", width="stretch", key="write", on_click=place.opener(NEW))
    if not meeting.nothing_to_add:
        _nothing(screen, meeting, any_in=True)
    st.button(say("To all your conditions"), type="tertiary", width="stretch", key="home", on_click=place.go_home)


def _later(screen: Screen) -> str:
    return screen.say(
        "Come back later by the same link and the same code. What you typed is kept until then. The link works until "
        "a day after the meeting."
    )


def _closed(screen: Screen, meeting: GuestMeeting, mine: tuple[ConditionView, ...]) -> None:
    say = screen.say
    heading(say("Your conditions"))
    draw_released(screen, meeting)
    draw_plan_answer(screen, meeting)
    draw_set(screen, meeting)
    show(
        Markup('<p class="mind">{}</p>').format(
            say("The time for handing in is over. Is something missing or wrong? Call {name}.", name=meeting.director)
        )
    )
    left = draft(screen.work, form_of(NEW), meeting.case_id)
    if left is not None and str(left.content.get("text", "")).strip():
        with st.container(key="card_left"):
            head = say("Not handed in: your draft")
            show(Markup('<h2>{}</h2><p class="quote">{}</p>').format(head, left.content["text"]))
    if mine:
        draw_handed_in(screen, meeting, mine, None)
    elif meeting.nothing_to_add:
        show(Markup("<p>{}</p>").format(say("You said that your organisation has no conditions.")))
    else:
        show(Markup("<p>{}</p>").format(say("Nothing was handed in from here.")))


def _foot(screen: Screen, meeting: GuestMeeting) -> None:
    say = screen.say
    word_form_fold(screen, meeting)
    with st.expander(say("Rather by phone? Or later?"), icon=":material/call:"):
        by_phone = say("Call {name}; they fill it in together with you.", name=meeting.director)
        show(Markup('<p>{}</p><p class="below">{}</p>').format(by_phone, _later(screen)))
    language_and_way_out(screen)
