"""A running date poll: who said what to which time, the best time marked, and the way from a time to the invitation."""

from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from models.terms import PollChoice
from pages.frame.markup import joined, plain, show, tag
from pages.frame.screen import Screen
from pages.meeting.attendee_rows import attendee_rows
from pages.meeting.calling_off import call_off
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.meeting_words import countdown, status_tag
from pages.meeting.reminder_form import remind_button
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.polls.facts import Option, Poll
from services.polls.queries import poll_of
from services.wording import Say, label
from services.wording.labels import organisation_label

SIGNS = {PollChoice.YES: "✓", PollChoice.IF_NEEDED: "(✓)", PollChoice.NO: "✕", None: "–"}


def poll_card(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """Draws a poll for who directs the case; others see only that there is one."""
    say = screen.say
    show(
        Markup('<h1>{}</h1><p class="soft lead">{} &nbsp;{}</p>').format(
            say("{kind}: which time suits?", kind=label(say, meeting.kind)),
            _about(screen, meeting),
            status_tag(say, meeting.status),
        )
    )
    if not state.directs:
        show(Markup("<p>{}</p>").format(say("The case director asked the partners when they can come.")))
        return
    poll = poll_of(screen.work, state.facts.id, meeting.id)
    with st.container(key="card_poll", gap="small"):
        said = len(poll.names) - len(poll.waiting)
        show(
            Markup("<h2>{}</h2>{}").format(
                say("{n} of {all} answered", n=said, all=len(poll.names)), _verdict(say, poll)
            )
        )
        show(poll_table(say, poll))
        _choices(screen, state, meeting, poll)
    silent = tuple(one for one in meeting.attendees if one.invitation_id in poll.waiting)
    with st.container(key="meeting_buttons", horizontal=True, gap="small"):
        if poll.open:
            remind_button(screen, state, meeting, silent)
        call_off(screen, state, meeting)
    if silent:
        with st.container(key="card_attendees", gap="xsmall"):
            title = say.plural("{n} person has not answered", "{n} people have not answered", len(silent))
            show(Markup("<h2>{}</h2>").format(title))
            attendee_rows(screen, state, meeting, silent)


def _about(screen: Screen, meeting: PlannedMeeting) -> str:
    say, now, closes = screen.say, screen.work.clock(), meeting.poll_closes_at
    if closes is None:
        return ""
    if closes <= now:
        return say("Closed {moment}.", moment=say.short_moment(closes))
    when = countdown(say, closes, closes + timedelta(minutes=1), now)
    return say("Closes {moment}, {when}.", moment=say.short_moment(closes), when=when)


def _verdict(say: Say, poll: Poll) -> Markup:
    """At once whether a time meets the minimum."""
    if len(poll.waiting) == len(poll.names):
        text = say("Nobody has answered yet. Their answers stand here as soon as they come in.")
        return Markup('<p class="mind">{}</p>').format(text)
    best = next((option for option in poll.options if option.id == poll.best), None)
    if best is None:
        text = say("No time meets the minimum attendance yet.")
        return Markup('<p class="mind">{}</p>').format(text)
    when = say.span(best.starts_at, best.ends_at)
    text = say("{when} meets the minimum, with {n} of {all}.", when=when, n=best.slot.present, all=best.slot.of)
    return Markup('<p class="good" role="status">{}</p>').format(text)


def choice_word(say: Say, choice: PollChoice | None) -> str:
    """What somebody said to one time, in words."""
    return label(say, choice) if choice else say("no answer yet")


def poll_table(say: Say, poll: Poll) -> Markup:
    """Person by time, signs with their words for who cannot see or tell them apart; on a phone a list per time."""
    heads = joined([_head(say, poll, option) for option in poll.options])
    lines = joined([_line(say, poll, which) for which in poll.names])
    totals = joined([_total(say, poll, option) for option in poll.options])
    caption = say("✓ yes · (✓) if need be · ✕ no · – no answer yet")
    whole = Markup(
        '<table class="poll"><caption class="small">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        '<tbody>{}<tr class="total"><th scope="row">{}</th>{}</tr></tbody></table>'
    ).format(caption, say("Who"), heads, lines, say("Comes"), totals)
    return Markup('<div class="on-wide">{}</div><div class="on-narrow">{}</div>').format(
        whole, joined([_as_list(say, poll, option) for option in poll.options])
    )


def _marked(poll: Poll, option: Option) -> str:
    return "best" if option.id == poll.best else ""


def _head(say: Say, poll: Poll, option: Option) -> Markup:
    best = Markup("<br>{}").format(tag(say("best"), "green")) if option.id == poll.best else ""
    day, hour = say.short_day(option.starts_at), say.time(option.starts_at)
    return Markup('<th scope="col" class="{}">{}<br>{}{}</th>').format(_marked(poll, option), day, hour, best)


def _line(say: Say, poll: Poll, which: str) -> Markup:
    organisation, name = poll.names[which]
    cells = joined([_cell(say, poll, option, option.choices.get(which)) for option in poll.options])
    return Markup('<tr><th scope="row">{} <span class="small">{}</span></th>{}</tr>').format(
        organisation_label(say, organisation), name, cells
    )


def _cell(say: Say, poll: Poll, option: Option, choice: PollChoice | None) -> Markup:
    kinds = {PollChoice.YES: "yes", PollChoice.IF_NEEDED: "maybe", PollChoice.NO: "no", None: "none"}
    return Markup('<td class="{} {}"><span aria-hidden="true">{}</span><span class="unseen">{}</span></td>').format(
        kinds[choice], _marked(poll, option), SIGNS[choice], choice_word(say, choice)
    )


def _total(say: Say, poll: Poll, option: Option) -> Markup:
    return Markup('<td class="{}"><strong>{}</strong><br>{}</td>').format(
        _marked(poll, option), say("{n} of {all}", n=option.slot.present, all=option.slot.of), _met(say, poll, option)
    )


def _met(say: Say, poll: Poll, option: Option) -> Markup:
    """Whether the minimum is met, else without whom it is not."""
    if option.slot.rule_met:
        return tag(say("minimum met"), "green")
    asked = {organisation for organisation, _ in poll.names.values()}
    groups = [group.organisations for group in option.slot.groups if group.attendee_id is None]
    named = [[key for key in group if key in asked] or group for group in groups]  # who fills it here, if anybody
    lacking = [" / ".join(organisation_label(say, key) for key in group) for group in named]
    without = Markup('<br><span class="small">{}</span>').format(say("without {who}", who=say.listed(lacking)))
    return Markup("{}{}").format(tag(say("minimum not met"), "orange"), without if lacking else "")


def _as_list(say: Say, poll: Poll, option: Option) -> Markup:
    """One time for a phone: who said what to it, by answer."""
    best = tag(say("best"), "green") if option.id == poll.best else Markup("")
    by: dict[PollChoice | None, list[str]] = {choice: [] for choice in SIGNS}
    for which, (organisation, _name) in poll.names.items():
        by[option.choices.get(which)].append(organisation_label(say, organisation))
    said = [
        Markup("<li>{} {}: {}</li>").format(SIGNS[choice], choice_word(say, choice), ", ".join(names))
        for choice, names in by.items()
        if names
    ]
    return Markup(
        '<div class="row"><div class="grow"><h3>{} {}</h3><p class="small">{} {}</p><ul>{}</ul></div></div>'
    ).format(
        say.span(option.starts_at, option.ends_at),
        best,
        say("{n} of {all}", n=option.slot.present, all=option.slot.of),
        _met(say, poll, option),
        joined(said),
    )


def _choices(screen: Screen, state: CaseState, meeting: PlannedMeeting, poll: Poll) -> None:
    """A button per time; the best one stands out."""
    say, now = screen.say, screen.work.clock()
    with st.container(key="poll_choices", horizontal=True, gap="small"):
        for option in poll.options:
            best = option.id == poll.best
            text = say("Choose {when}", when=say.short_moment(option.starts_at))
            if st.button(
                plain(text),
                key=f"pick_{option.id}",
                type="primary" if best else "secondary",
                disabled=option.starts_at <= now,
                icon=":material/mail:" if best else None,
            ):
                invite_dialog(screen, state, Offer(poll.kind, option.slot, meeting.mode, meeting=meeting))
