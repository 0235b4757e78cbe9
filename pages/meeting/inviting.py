"""The dialog before anything is sent: who is invited, what the meeting is to decide, what is new, the exact mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, MeetingMode, MeetingStatus
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.meeting.mail_shown import show_invitation
from pages.meeting.proposed import first_words, let_go, more_key
from pages.meeting.question_fields import Before, before, events_since, question_fields
from pages.meeting.slot_words import Seating, attendance_rows, missing_groups, seating, slot_title
from pages.meeting.told import remember
from services.meetings.actions import plan
from services.meetings.facts import PlannedMeeting
from services.meetings.orders import PlanMeeting
from services.meetings.rules import LONGEST_PLACE, SlotTaken, default_deadline
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL, Slot
from services.wording import Say, label


@dataclass(frozen=True)
class Offer:
    """A time that was chosen. `meeting` is the one whose time was kept free or put to the vote, which is announced
    then; `unknown`: seats of which no time is known."""

    kind: MeetingKind
    slot: Slot
    mode: MeetingMode = MeetingMode.ONLINE
    unknown: frozenset[str] = frozenset()
    meeting: PlannedMeeting | None = None

    @property
    def minutes(self) -> int:
        """How long the meeting takes."""
        return round((self.slot.end - self.slot.start).total_seconds() / 60)

    @property
    def kept_free(self) -> bool:
        """Whether it is a time of a series, kept free before anybody's hours were known."""
        return self.meeting is not None and self.meeting.status is MeetingStatus.RESERVED


def invite_dialog(screen: Screen, state: CaseState, offer: Offer) -> None:
    """Opens the dialog for one time."""
    around, earlier = seating(state.facts, offer.unknown), before(screen, state)

    @st.dialog(screen.say("Check the invitation"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _check(screen, state, offer, around, earlier)

    opened()


def _check(screen: Screen, state: CaseState, offer: Offer, around: Seating, earlier: Before) -> None:
    say, form = screen.say, _form(screen, state, offer, around)
    show(_heading(say, offer, around))
    _who(say, form, around, offer)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        question_fields(screen, form, earlier)
        due = _due(say, form)
        _place(say, form, offer)
        _roles(say, form, around)
        reason_at = st.container()
    with right:
        show(events_since(screen, earlier))
        show_invitation(screen, state, offer.kind, offer.slot.start, offer.slot.end, due)
    form.status()
    _buttons(screen, state, offer, form, due, needs_reason=bool(_missing(say, offer, around)))
    with reason_at:  # drawn last: sending tells whether there is something to give a reason for
        _reason(say, form, _missing(say, offer, around), taken=bool(st.session_state.get(_taken(state, offer))))


def _heading(say: Say, offer: Offer, around: Seating) -> Markup:
    about = say("{kind}, {n} minutes, {where}", kind=label(say, offer.kind), n=offer.minutes, where=_where(say, offer))
    missing, told = _missing(say, offer, around), Markup("")
    if offer.kept_free:
        present = say("this time was kept free")
    else:
        present = say("{n} of {all} present.", n=offer.slot.present, all=offer.slot.of)
        told = Markup('<details class="small"><summary>{}</summary>{}</details>').format(
            say("Who misses it"), attendance_rows(say, around, offer.slot)
        )
    text = say("Without {who} the minimum attendance is not met at this time.", who=say.listed(missing))
    mind = Markup('<p class="mind below">{}</p>').format(text) if missing else ""
    return Markup('<h2 class="slot">{}</h2><p>{} · <strong>{}</strong></p>{}{}').format(
        slot_title(say, offer.slot), about, present, told if offer.slot.present < offer.slot.of else "", mind
    )


def _missing(say: Say, offer: Offer, around: Seating) -> list[str]:
    """Who is missing from the minimum. Of a time kept free long before nothing is known yet."""
    return [] if offer.kept_free else missing_groups(say, around, offer.slot)


def _where(say: Say, offer: Offer) -> str:
    return label(say, offer.mode).lower()


def _form(screen: Screen, state: CaseState, offer: Offer, around: Seating) -> DraftForm:
    """The draft belongs to the case, or to the meeting that is announced: another time keeps its words.

    What belongs to the time (until when conditions are asked) and to who is there to invite is set anew with it.
    """
    meeting, due = offer.meeting, _rounded(default_deadline(offer.slot.start, screen.work.clock()))
    start = offer.slot.start.isoformat()
    seats = [seat for seat in (a.seat_id for a in meeting.attendees) if seat in around.seats] if meeting else []
    by_time: dict[str, Any] = {"for_start": start, "due_day": due.date(), "due_time": due.time()}
    defaults = by_time | {
        "meeting_id": meeting.id if meeting else screen.work.chance.id(),
        "seats": seats or list(around.seats),
        "question": meeting.question if meeting else "",
        "news": meeting.news if meeting else "",
        "place": meeting.place if meeting else "",
        "chair": "",
        "note_taker": "",
        "reason": "",
    }
    name = f"invite.{meeting.id if meeting else state.facts.id}"
    form = DraftForm(screen, name, defaults, state.facts.id)
    if form["for_start"] != start:
        for field, value in by_time.items():
            form[field] = value
    if not meeting:
        _take_over(form, state)
    form["seats"] = [seat for seat in form["seats"] if seat in around.seats]  # somebody may have left since
    for field in ("chair", "note_taker"):
        form[field] = form[field] if form[field] in around.seats else ""
    return form


def _take_over(form: DraftForm, state: CaseState) -> None:
    """A proposal after an event brings whom to invite, and first words where none were written yet."""
    if found := first_words(state.facts.id):
        form["seats"] = list(found.seat_ids)
        form["question"], form["news"] = form["question"] or found.question, form["news"] or found.news


def _rounded(due: datetime) -> datetime:
    local = due.astimezone(LOCAL)
    return local - timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)


def _who(say: Say, form: DraftForm, around: Seating, offer: Offer) -> None:
    required = [group.organisations for group in offer.slot.groups]
    named = {
        seat: around.name(say, seat) + (f" ({say('required')})" if around.fills(seat, required) else "")
        for seat in around.in_order(required)
    }
    st.multiselect(
        say("Invited"),
        list(named),
        format_func=lambda seat: named.get(seat, ""),
        key=form.key("seats"),
        on_change=form.save,
        placeholder=say("Nobody"),
    )


def _due(say: Say, form: DraftForm) -> datetime:
    left, right = st.columns(2)
    left.date_input(say("Conditions until (day)"), key=form.key("due_day"), format="DD-MM-YYYY", on_change=form.save)
    right.time_input(say("Conditions until (time)"), key=form.key("due_time"), step=900, on_change=form.save)
    return datetime.combine(form["due_day"], form["due_time"], tzinfo=LOCAL)


def _place(say: Say, form: DraftForm, offer: Offer) -> None:
    title = say("Link to the online meeting") if offer.mode is MeetingMode.ONLINE else say("Room and address")
    st.text_input(plain(title), key=form.key("place"), max_chars=LONGEST_PLACE, on_change=form.save)


def _roles(say: Say, form: DraftForm, around: Seating) -> None:
    named = {"": say("Nobody yet")} | {seat: f"{around.name(say, seat)}: {name}" for seat, (_, name) in _named(around)}
    left, right = st.columns(2)
    for place, field, title in ((left, "chair", say("Chair")), (right, "note_taker", say("Note taker"))):
        place.selectbox(
            plain(title),
            list(named),
            format_func=lambda seat: named.get(seat, ""),
            key=form.key(field),
            on_change=form.save,
        )


def _named(around: Seating) -> Sequence[tuple[str, tuple[str, str]]]:
    return sorted(around.seats.items(), key=lambda seat: seat[1])


def _reason(say: Say, form: DraftForm, missing: list[str], *, taken: bool) -> None:
    """Open where the time goes without the minimum, or somebody has another meeting then; else tucked away."""
    if taken:
        _reason_field(form, say("Why this time can be all the same"))
        return
    if missing:
        text = say(
            "{who} gets the invitation as well and is asked to give its information in writing.",
            who=say.listed(missing),
        )
        show(Markup('<p class="small">{}</p>').format(text))
        _reason_field(form, say("Reason to go on without the minimum"))
        return
    with st.expander(say("A required partner cannot be missed, unless you record why")):
        _reason_field(form, say("Reason to go on without the minimum"))


def _reason_field(form: DraftForm, title: str) -> None:
    writing_area(form, "reason", title, height=80, longest=600)


def _buttons(
    screen: Screen, state: CaseState, offer: Offer, form: DraftForm, due: datetime, *, needs_reason: bool
) -> None:
    say, count, message_at = screen.say, len(form["seats"]), st.container()
    with st.container(horizontal=True):
        text = say.plural("Send {n} invitation", "Send {n} invitations", count)
        sent = st.button(text, type="primary", icon=":material/mail:", key="send_invitations", disabled=not count)
        if st.button(say("Not yet"), key="not_yet"):
            st.session_state.pop(_taken(state, offer), None)
            st.rerun()
    with message_at:
        if sent and needs_reason and not form["reason"].strip():
            text = say("Write down why you go on without the minimum.")
            show(Markup('<p class="stop" role="alert">{}</p>').format(text))
        elif sent:
            _send(screen, state, offer, form, due)
        if refused := st.session_state.get(_taken(state, offer)):
            kept = say("Your question and what is new are kept for another time.")
            show(Markup('<p class="stop" role="alert">{} {}</p>').format(refused, kept))
            if st.button(say("Back to the proposals"), key="back_to_proposals"):
                st.session_state.pop(_taken(state, offer), None)
                st.rerun()


def _send(screen: Screen, state: CaseState, offer: Offer, form: DraftForm, due: datetime) -> None:
    """Announces it; where somebody got another meeting at that time meanwhile, that is kept to be said."""
    with refusals_shown(screen.say):
        try:
            plan(screen.work, _order(state, offer, form, due))
        except SlotTaken as refusal:
            st.session_state[_taken(state, offer)] = sentence(refusal, screen.say)
            return
        remember(screen, state, "invited", len(form["seats"]))
        form.discard()
        st.session_state.pop(_taken(state, offer), None)
        st.session_state.pop(more_key(state.facts.id), None)
        let_go(state.facts.id)
        st.rerun()


def _taken(state: CaseState, offer: Offer) -> str:
    return f"taken.{state.facts.id}.{offer.slot.start:%Y%m%d%H%M}"


def _order(state: CaseState, offer: Offer, form: DraftForm, due: datetime) -> PlanMeeting:
    return PlanMeeting(
        meeting_id=str(form["meeting_id"]),
        case_id=state.facts.id,
        kind=offer.kind,
        starts_at=offer.slot.start,
        minutes=offer.minutes,
        seat_ids=tuple(form["seats"]),
        conditions_due_at=due,
        question=str(form["question"]),
        news=str(form["news"]),
        override_reason=str(form["reason"]),
        mode=offer.mode,
        place=str(form["place"]),
        chair_seat_id=str(form["chair"]),
        note_taker_seat_id=str(form["note_taker"]),
    )
