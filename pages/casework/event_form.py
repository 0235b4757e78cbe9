"""The dialog that changes an event, or strikes it out with a reason; what is typed saves itself until it is kept."""

from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from models.terms import EventKind, Gravity, Tier
from pages.frame.choices import people_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts
from services.events.actions import change, strike_out
from services.events.facts import CaseEvent, ChangeEvent
from services.events.queries import event_log
from services.events.rules import GRAVE
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.scheduling.facts import LOCAL
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label
from services.wording.labels import organisation_label


def event_dialog(screen: Screen, facts: CaseFacts, event: CaseEvent) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(screen.say("Change event"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, facts, event)

    opened()


def _form(screen: Screen, facts: CaseFacts, event: CaseEvent) -> None:
    say = screen.say
    form = DraftForm(screen, f"event.{event.id}", _defaults(event), facts.id)
    writing_area(form, "text", say("What happened"), height=100, longest=10_000)
    left, right = st.columns(2, gap="medium")
    with left:
        _moment(say, form, "", say("Day"), say("Time (empty: only the day is known)"))
        term_choice(say, form, "kind", say("Kind"), EventKind)
        if EventKind(form["kind"]) in GRAVE:
            gravity_choice(say, form, "gravity", say("Gravity"))
    with right:
        _moment(say, form, "heard_", say("Heard on"), say("Heard at"))
        source_choice(say, form, "by", say("Told by"), facts)
        event_tier_choice(screen, form, "tier")
    people = {person.ref: person.alias for person in facts.persons}
    people_choice(form, "about", say("About whom"), people, say("Nobody in particular"))
    form.status()
    _buttons(screen, facts, event, form)


def _moment(say: Say, form: DraftForm, part: str, day_title: str, hour_title: str) -> None:
    day, hour = st.columns(2)
    day.date_input(day_title, key=form.key(f"{part}day"), format="DD-MM-YYYY", on_change=form.save)
    hour.time_input(hour_title, value=None, key=form.key(f"{part}hour"), step=60, on_change=form.save)


def gravity_choice(say: Say, form: DraftForm, field: str, title: str, *, bare: bool = False) -> None:
    """How grave; "not judged yet" is an answer too. `bare`: the title is for screen readers only."""
    named = {"": say("Not judged yet"), **{gravity.value: label(say, gravity) for gravity in Gravity}}
    st.selectbox(
        title,
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key(field),
        on_change=form.save,
        label_visibility="collapsed" if bare else "visible",
    )


def source_choice(say: Say, form: DraftForm, field: str, title: str, facts: CaseFacts) -> None:
    """Which organisation told of it."""
    keys = {seat.organisation for seat in facts.seats if not seat.barred} | {form[field]} - {""}
    named = {key: organisation_label(say, key) for key in sorted(keys)}
    st.selectbox(
        title,
        list(named),
        format_func=lambda key: named.get(key, ""),
        key=form.key(field),
        on_change=form.save,
        placeholder=say("Choose"),
    )


def event_tier_choice(screen: Screen, form: DraftForm, field: str) -> None:
    """Who may read an event: only tiers that the writer can read, for they must be able to look after it."""
    say, own = screen.say, screen.work.actor.organisation
    named = {tier.value: label(say, tier) for tier in Tier if may_read(tier, Reader(own))}
    if own:
        named[ONE_ORGANISATION + own] = say("only {who}", who=organisation_label(say, own))
    st.selectbox(
        say("Who may read this"),
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key(field),
        on_change=form.save,
    )


def local_moment(day: date, hour: time | None) -> datetime:
    """A day and hour on the wall; without an hour the beginning of the day."""
    return datetime.combine(day, hour or time(0), tzinfo=LOCAL)


def _buttons(screen: Screen, facts: CaseFacts, event: CaseEvent, form: DraftForm) -> None:
    say = screen.say
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="event_keep"):
            with refusals_shown(say):
                _keep(screen, facts, event, form)
        if st.button(say("Give up changes"), key="event_cancel"):
            form.discard()
            st.rerun()
    with st.expander(say("Strike out")):
        told = say("A struck event stays readable, crossed out and with the reason, and counts no more.")
        show(Markup('<p class="small">{}</p>').format(told))
        st.text_input(say("Why is it struck out"), key=form.key("reason"), on_change=form.save)
        if st.button(say("Strike out for good"), key="event_strike"):
            with refusals_shown(say):
                strike_out(screen.work, facts.id, event.id, str(form["reason"]))
                form.discard()
                st.rerun()


def _keep(screen: Screen, facts: CaseFacts, event: CaseEvent, form: DraftForm) -> None:
    """Keeps the event. One that changed meanwhile is shown beside this one; whoever then keeps again replaces it."""
    order = _order(facts, event, form)
    try:
        change(screen.work, order)
    except ChangedMeanwhile as changed:
        say = screen.say
        stands = next(one for one in event_log(screen.work, facts.id).events if one.id == event.id)
        form["version"] = changed.fields["version"]
        form.save()
        text = say("Somebody else changed this event. Keep once more to put yours in its place, or give up changes.")
        both = both_texts(say, _summed(say, order), _summed(say, stands))
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both))
        return
    form.discard()
    st.rerun()


def _summed(say: Say, event: CaseEvent | ChangeEvent) -> str:
    moment = say.short_day(event.happened_at) if event.on_day else say.short_moment(event.happened_at)
    gravity = label(say, event.gravity) if event.gravity else ""
    return " · ".join(part for part in (moment, label(say, event.kind), gravity, event.text) if part)


def _defaults(event: CaseEvent) -> dict[str, object]:
    happened, heard = event.happened_at.astimezone(LOCAL), event.reported_at.astimezone(LOCAL)
    return {
        "version": event.version,
        "text": event.text,
        "day": happened.date(),
        "hour": None if event.on_day else happened.time(),
        "kind": event.kind.value,
        "gravity": event.gravity.value if event.gravity else "",
        "heard_day": heard.date(),
        "heard_hour": heard.time().replace(second=0, microsecond=0),
        "by": event.by_organisation,
        "tier": event.tier,
        "about": list(event.about),
        "reason": "",
    }


def _order(facts: CaseFacts, event: CaseEvent, form: DraftForm) -> ChangeEvent:
    """What was not touched stays to the second: the field shows whole minutes only."""
    heard = local_moment(form["heard_day"], form["heard_hour"])
    if heard == event.reported_at.replace(second=0, microsecond=0):
        heard = event.reported_at
    return ChangeEvent(
        case_id=facts.id,
        event_id=event.id,
        version=int(form["version"]),
        kind=EventKind(form["kind"]),
        happened_at=local_moment(form["day"], form["hour"]),
        reported_at=heard,
        text=str(form["text"]),
        gravity=Gravity(form["gravity"]) if form["gravity"] else None,
        on_day=form["hour"] is None,
        about=tuple(form["about"]),
        by_organisation=str(form["by"] or ""),
        tier=str(form["tier"]),
    )
