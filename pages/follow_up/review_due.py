"""Why a review is due: the day that passed, what happened since, a new SASH that is asked; and how it begins."""

from datetime import datetime, timedelta

import streamlit as st
from markupsafe import Markup

from models.terms import Gravity, MeetingStatus, ReviewDecision
from pages.casework.assessment_form import assessment_dialog
from pages.follow_up.review_words import news_words
from pages.frame.markup import joined, line, rows, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.events.facts import CaseEvent
from services.plans.queries import CaseState
from services.reviews.actions import begin_review
from services.reviews.facts import ReviewLine, ReviewNow
from services.wording import Say, label
from services.wording.labels import within

_MOST_EVENTS = 6


def draw_due(screen: Screen, state: CaseState, now: ReviewNow) -> None:
    """Draws the card; who directs the case begins a review here, or records the SASH that is asked."""
    say = screen.say
    with st.container(key="card_review_due", gap="small"):
        if now.plan is None:
            text = say("There is no plan in force yet. Once one is adopted, it is looked at again here.")
            show(Markup("<h2>{}</h2><p>{}</p>").format(say("Nothing to review yet"), text))
            return
        why, changing = _reasons(screen, now), _to_be_changed(now)
        title = say("Why the plan is looked at now") if why else say("No review is due")
        show(Markup("<h2>{}</h2>{}").format(title, rows(why) if why else _calm(say, now)))
        if not state.directs:
            return
        with st.container(horizontal=True, gap="small", key="review_due_buttons", vertical_alignment="bottom"):
            if (now.sash_due_since or now.sash_missing) and st.button(say("Record the new SASH"), key="review_sash"):
                assessment_dialog(screen, state.facts)
            if now.going is None:
                _begin(screen, state, now, due=bool(why) and not changing)


def _to_be_changed(now: ReviewNow) -> ReviewLine | None:
    """The last review, where it asked for another plan and nothing happened since: then that plan is what is due."""
    last = next(iter(now.history), None)
    if last is None or now.plan is None or last.plan_number != now.plan.number or last.decided_at is None:
        return None
    if last.decision not in (ReviewDecision.CHANGE, ReviewDecision.SCALE_UP, ReviewDecision.SCALE_DOWN):
        return None
    since = [event for event in now.events if max(event.happened_at, event.reported_at) > last.decided_at]
    return None if since else last


def _calm(say: Say, now: ReviewNow) -> Markup:
    when = say("Planned for {day}.", day=say.day(now.due_on)) if now.due_on else say("No day was chosen yet.")
    text = say("Nothing happened since the plan was last looked at. You can always begin earlier.")
    return Markup("<p>{} {}</p>").format(when, text)


def _reasons(screen: Screen, now: ReviewNow) -> list[Markup]:
    say, found = screen.say, []
    if (last := _to_be_changed(now)) and last.decision and last.decided_at:
        text = say("Change the conditions and actions, and adopt a new version; until then this one counts.")
        title = say("Decided {day}: {decision}", day=say.short_day(last.decided_at), decision=label(say, last.decision))
        found.append(line("waiting", title, text))
    if not now.in_force:
        text = say("The risk took the case to another part of the route map; the plan was made for the other one.")
        found.append(line("missing", say("The plan is no longer in force"), text, tag("G-1", "white")))
    if now.sash_missing or now.sash_due_since:
        since = say("Asked since {day}.", day=say.day(now.sash_due_since)) if now.sash_due_since else ""
        note = say("{since} Without it this review cannot end in going on, scaling down or closing.", since=since)
        found.append(line("missing", say("A new SASH is asked"), note.strip(), tag("A-POL-2", "white")))
    if now.due_on and now.due_on <= screen.today:
        word = say("Today") if now.due_on == screen.today else say("That day has passed.")
        found.append(line("waiting", say("The review was planned for {day}", day=say.day(now.due_on)), word))
    if now.because:
        kinds = say.listed([within(news_words(say, word)) for word in now.because])
        found.append(line("waiting", say("Since the last look: {news}", news=kinds), _events(say, now.events)))
    return found


def _events(say: Say, events: tuple[CaseEvent, ...]) -> Markup:
    """The newest first; older ones are counted."""
    newest = sorted(events, key=lambda event: event.happened_at, reverse=True)
    told = [Markup("<p>{}</p>").format(_event(say, event)) for event in newest[:_MOST_EVENTS]]
    if len(newest) > _MOST_EVENTS:
        told.append(Markup("<p>{}</p>").format(say("and {n} earlier ones", n=len(newest) - _MOST_EVENTS)))
    return joined(told)


def _event(say: Say, event: CaseEvent) -> str:
    when = say.short_day(event.happened_at) if event.on_day else say.short_moment(event.happened_at)
    grave = label(say, event.gravity) if event.gravity in (Gravity.THREAT, Gravity.VIOLENCE) else ""
    return " · ".join(part for part in (when, label(say, event.kind), grave, event.text) if part)


def _begin(screen: Screen, state: CaseState, now: ReviewNow, *, due: bool) -> None:
    """The button, and beside it at which meeting, where there is one today or just before."""
    say, case_id = screen.say, state.facts.id
    meetings = {
        meeting.id: f"{label(say, meeting.kind)}, {say.short_moment(meeting.starts_at)}"
        for meeting in state.meetings
        if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.HELD) and _near(screen, meeting.starts_at)
    }
    chosen = ""
    if meetings:
        chosen = st.selectbox(
            say("At which meeting"),
            ["", *meetings],
            format_func=lambda key: meetings.get(key, say("Not at a meeting")),
            index=1,
            key="review_meeting",
            width=320,
        )
    review_id = st.session_state.setdefault(f"review.new.{case_id}.{len(now.history)}", screen.work.chance.id())
    words = say("Begin the review")
    if st.button(words, type="primary" if due else "secondary", key="review_begin", icon=":material/checklist:"):
        with refusals_shown(say):
            begin_review(screen.work, case_id, review_id, str(chosen or ""))
            st.rerun()


def _near(screen: Screen, starts_at: datetime) -> bool:
    return abs(starts_at - screen.work.clock()) <= timedelta(days=2)
