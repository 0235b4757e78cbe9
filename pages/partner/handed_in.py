"""What a guest handed in: each with its state, its decision, what it became, and what can still be done about it."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from models.terms import ConditionStatus
from pages.frame.markup import joined, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.partner.condition_form import readers_words
from pages.partner.differing import differing
from pages.partner.place import Place
from pages.plan.condition_words import People, about, hard_words, name_of, quoted, state_tag, until_words
from services.conditions.actions import take_back
from services.conditions.facts import ConditionView
from services.conditions.queries import gone_into
from services.consistency.telling import differences
from services.meetings.facts import GuestMeeting
from services.wording import Say, label
from services.wording.labels import organisation_label


def draw_handed_in(screen: Screen, meeting: GuestMeeting, mine: tuple[ConditionView, ...], place: Place | None) -> None:
    """Draws them by number; without `place` they can only be read."""
    say, told = screen.say, differences(screen.work)
    into = gone_into(screen.work) if any(view.merged_into for view in mine) else {}
    show(Markup("<h2>{}</h2>").format(say.plural("{n} condition handed in", "{n} conditions handed in", len(mine))))
    for view in mine:
        with st.container(key=f"card_{view.id}", gap="small"):
            may_change = place is not None and not view.decided
            differs = [one for one in told if one.condition == view.id]
            show(_card(say, view, meeting) + _became(say, view, into))
            if differs:
                show(joined([differing(screen, meeting, one, may_change=may_change) for one in differs]))
            if place is not None and not view.decided:
                _buttons(screen, view, place, say("Change my condition") if differs else say("Change"))
            elif place is not None:
                text = say("Decided. Call {name} to change it.", name=meeting.director)
                show(Markup('<p class="small">{}</p>').format(text))


def _card(say: Say, view: ConditionView, meeting: GuestMeeting) -> Markup:
    head = Markup('<h3>{} · {}</h3><p class="line">{}{}</p>').format(
        say("Condition {n}", n=view.number),
        label(say, view.kind),
        state_tag(say, view),
        tag(hard_words(say, hard=view.hard), "white"),
    )
    notes = (*spoken(say, view, meeting.persons), about(say, view, meeting.persons))
    body = quoted(say, view.text, " · ".join(note for note in notes if note), view.if_not)
    readers = readers_words(say, view.tier, meeting.organisation)
    below = Markup('<p class="small">{}: {}</p>').format(say("Who reads it"), readers[:1].lower() + readers[1:])
    return head + body + _checked(say, view) + below + _decision(say, view)


def spoken(say: Say, view: ConditionView, people: People) -> tuple[str, ...]:
    """Who does it, by when and until when."""
    due = say("by {day}", day=say.short_day(view.due_on)) if view.due_on else ""
    until = until_words(say, view.until, holds=view.holds_approach)
    first, *others = (part for part in (name_of(say, view.done_by, people), due, until) if part)
    return (first[:1].upper() + first[1:], *others)


def _checked(say: Say, view: ConditionView) -> Markup:
    """How it is seen that it holds, and by whom."""
    who = say("checked by {name}", name=name_of(say, view.checked_by, ())) if view.checked_by else ""
    told = " · ".join(part for part in (view.check, who) if part)
    return Markup('<p class="small">{}: {}</p>').format(say("Check"), told) if told else Markup("")


def _decision(say: Say, view: ConditionView) -> Markup:
    parts = Markup("")
    if view.status is ConditionStatus.CHANGED:
        parts += Markup('<p class="small">{}: {}</p>').format(say("You handed in"), view.handed_in_text)
    if view.decision_reason:
        parts += Markup('<p class="small">{}: {}</p>').format(say("Reason"), view.decision_reason)
    return parts


def _became(say: Say, view: ConditionView, into: Mapping[str, tuple[int, str]]) -> Markup:
    """Where a merged condition went. Of one that the guest may not read only that it is there."""
    if view.status is not ConditionStatus.MERGED:
        return Markup("")
    if view.id in into:
        number, organisation = into[view.id]
        home = organisation_label(say, organisation)
        told = say("It goes on in condition {n} of {organisation}.", n=number, organisation=home)
    elif view.merged_into:
        told = say("It goes on together with another condition of this case.")
    else:
        told = say("An agreement in the plan takes its place.")
    return Markup('<p class="good below">{}</p>').format(told)


def _buttons(screen: Screen, view: ConditionView, place: Place, change: str) -> None:
    say = screen.say
    with st.container(key=f"acts_{view.id}", horizontal=True, gap="small"):
        st.button(change, icon=":material/edit:", key=f"edit_{view.id}", on_click=place.opener(view.id))
        with st.popover(say("Take back")):
            show(Markup("<p>{}</p>").format(say("The case director no longer sees it. A stop that came with it ends.")))
            if st.button(say("Take this condition back"), key=f"take_back_{view.id}"):
                with refusals_shown(say):
                    take_back(screen.work, view.id, view.version)
                    st.rerun()
