"""Holding an announced meeting at another time: proposals as when it was planned, own time, the exact mail first."""

from datetime import datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.meeting.letters import letter_shown, moved_text
from services.meetings.actions import move
from services.meetings.facts import PlannedMeeting
from services.meetings.orders import MoveMeeting
from services.meetings.proposing import appraised, availability
from services.meetings.queries import meetings_of
from services.meetings.rules import SlotTaken, default_deadline
from services.messages.facts import Letter
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL, Proposals, Slot
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say

_OWN = "own"


def move_dialog(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """Opens the dialog; proposals are computed once, when it opens."""
    minutes = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    found = availability(
        screen.work, state.facts.id, meeting.kind, minutes, mode=meeting.mode, besides=meeting.id
    ).proposals
    slots = {slot.start.isoformat(): slot for slot in (found.earliest, found.best, *found.others) if slot}
    names = {slot.start: name for slot, name in _named(screen.say, found) if slot}
    slots.pop(meeting.starts_at.astimezone(LOCAL).isoformat(), None)

    @st.dialog(screen.say("Move this meeting"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, meeting, slots, names, minutes)

    opened()


def _named(say: Say, found: Proposals) -> tuple[tuple[Slot | None, str], ...]:
    return ((found.best, say("best attended")), (found.earliest, say("earliest")))


def _form(
    screen: Screen,
    state: CaseState,
    meeting: PlannedMeeting,
    slots: dict[str, Slot],
    names: dict[datetime, str],
    minutes: int,
) -> None:
    say, now = screen.say, screen.work.clock()
    form = _draft(screen, state, meeting, slots)
    show(
        Markup('<p class="soft">{}</p>').format(say("Now: {when}.", when=say.span(meeting.starts_at, meeting.ends_at)))
    )
    named = {key: _choice(say, slot, names.get(slot.start, "")) for key, slot in slots.items()}
    st.radio(
        say("New time"),
        [*named, _OWN],
        format_func=lambda key: named.get(key, say("Another time")),
        key=form.key("slot"),
        on_change=form.save,
    )
    if form["slot"] == _OWN:
        _own_time(say, form)
    starts_at = _start(form, slots)
    if starts_at is None or starts_at <= now:
        show(Markup('<p class="mind">{}</p>').format(say("Choose a time that is still to come.")))
        return
    if form["slot"] == _OWN:
        _appraisal(screen, state, meeting, minutes, starts_at)
    ends_at, due = starts_at + timedelta(minutes=minutes), _due(say, form, starts_at, now)
    if starts_at == meeting.starts_at:
        words = say("Keep the time and change the deadline")
        show(Markup('<p class="mind">{}</p>').format(say("It stands at this time already: nobody gets a mail.")))
    else:
        words = _what_everybody_gets(screen, state, meeting, form, (starts_at, ends_at, due))
    form.status()
    if st.button(plain(words), type="primary", icon=":material/mail:", key="move_send"):
        reason = str(form["reason"]).strip()
        order = MoveMeeting(meeting.id, state.facts.id, int(form["version"]), starts_at, minutes, due, reason)
        with refusals_shown(say):
            _move(screen, form, order)


def _what_everybody_gets(
    screen: Screen,
    state: CaseState,
    meeting: PlannedMeeting,
    form: DraftForm,
    times: tuple[datetime, datetime, datetime],
) -> str:
    """Shows what moving means to the attendees, with the mail; gives the words of the button. `times`: start, end,
    deadline."""
    say = screen.say
    text = say("Everybody is asked anew whether they can come. Links, codes and what was handed in stay.")
    show(Markup('<p class="mind">{}</p>').format(text))
    with st.expander(say("The mail as it is sent"), expanded=True):
        letter_shown(screen, state, Letter.MOVED, moved_text(screen, state, meeting, *times))
    with st.expander(say("Somebody has another meeting then, and comes nevertheless")):
        writing_area(form, "reason", say("Why"), longest=600)
    return say.plural("Move and tell {n} attendee", "Move and tell {n} attendees", len(meeting.attendees))


def _draft(screen: Screen, state: CaseState, meeting: PlannedMeeting, slots: dict[str, Slot]) -> DraftForm:
    first = next(iter(slots.values()), None)
    start = (first.start if first else meeting.starts_at).astimezone(LOCAL)
    defaults = {
        "version": meeting.version,
        "slot": next(iter(slots), _OWN),
        "day": start.date(),
        "hour": time(start.hour, start.minute),
        "due_day": None,
        "due_hour": None,
        "reason": "",
    }
    form = DraftForm(screen, f"move.{meeting.id}.{meeting.sequence}", defaults, state.facts.id)
    if form["slot"] not in {*slots, _OWN}:  # chosen before, and taken since
        form["slot"] = next(iter(slots), _OWN)
    return form


def _choice(say: Say, slot: Slot, name: str = "") -> str:
    present = say("{n} of {all} present", n=slot.present, all=slot.of)
    met = say("minimum met") if slot.rule_met else say("minimum not met")
    return " · ".join(part for part in (say.span(slot.start, slot.end), name, present, met) if part)


def _own_time(say: Say, form: DraftForm) -> None:
    left, right = st.columns(2)
    left.date_input(say("Day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
    right.time_input(say("Time"), key=form.key("hour"), step=900, on_change=form.save)


def _start(form: DraftForm, slots: dict[str, Slot]) -> datetime | None:
    if form["slot"] != _OWN:
        return slots[form["slot"]].start
    return datetime.combine(form["day"], form["hour"], tzinfo=LOCAL) if form["day"] and form["hour"] else None


def _appraisal(screen: Screen, state: CaseState, meeting: PlannedMeeting, minutes: int, starts_at: datetime) -> None:
    slot = appraised(
        screen.work, state.facts.id, meeting.kind, minutes, starts_at, mode=meeting.mode, besides=meeting.id
    )
    box = "good" if slot.rule_met else "mind"
    show(Markup('<p class="{}" role="status">{}</p>').format(box, _choice(screen.say, slot)))


def _due(say: Say, form: DraftForm, starts_at: datetime, now: datetime) -> datetime:
    """Until when conditions are asked; moves with the meeting until it is chosen."""
    usual = default_deadline(starts_at, now).astimezone(LOCAL)
    usual -= timedelta(minutes=usual.minute % 15, seconds=usual.second, microseconds=usual.microsecond)
    left, right = st.columns(2)
    day = left.date_input(
        say("Conditions until (day)"), value=usual.date(), format="DD-MM-YYYY", key=f"move_due_day_{starts_at:%m%d%H%M}"
    )
    hour = right.time_input(
        say("Conditions until (time)"), value=usual.time(), step=900, key=f"move_due_hour_{starts_at:%m%d%H%M}"
    )
    return datetime.combine(day or usual.date(), hour or usual.time(), tzinfo=LOCAL)


def _move(screen: Screen, form: DraftForm, order: MoveMeeting) -> None:
    """Moves it; if somebody changed the meeting meanwhile that is told, and moving again goes on from there."""
    say = screen.say
    try:
        move(screen.work, order)
    except ChangedMeanwhile as changed:
        form["version"] = changed.fields["version"]
        form.save()
        now = next((one for one in meetings_of(screen.work, order.case_id) if one.id == order.meeting_id), None)
        when = say.span(now.starts_at, now.ends_at) if now else ""
        text = say(
            "Somebody else changed this meeting; it stands at {when} now. Move once more, or close this.", when=when
        )
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        return
    except SlotTaken:
        text = say(
            "Somebody invited has another meeting at this time. Choose another time, or write down why it can be."
        )
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        return
    form.discard()
    st.rerun()
