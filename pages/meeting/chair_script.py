"""The chair's script: the agenda on the clock with notes, who comes, and what can be said at each point. Printable."""

from collections.abc import Iterator

import streamlit as st
from markupsafe import Markup

from models.terms import ActionStatus, InvitationAnswer
from pages.follow_up.action_words import due_word, state_tag
from pages.frame.markup import facts_list, joined, show, tag
from pages.frame.screen import Screen
from pages.meeting.agenda_words import clock_words, whom_words
from pages.meeting.slot_words import partly_words
from services.agenda.facts import Agenda, ChairScript, Point, StandardPoint
from services.agenda.queries import script_of
from services.agenda.spoken import spoken
from services.agenda.words import standard_point
from services.cases.rules import hold_in_force
from services.meetings.facts import Attendee
from services.meetings.proposing import appraised
from services.plans.queries import CaseState
from services.reports.facts import OpenAction
from services.reports.queries import open_actions_of
from services.scheduling.facts import Presence, RequestWrong
from services.victim.facts import Voice
from services.wording import Say, label
from services.wording.labels import organisation_label

_AWAY = (InvitationAnswer.NO, InvitationAnswer.INFORMATION)


def chair_script(screen: Screen, state: CaseState, agenda: Agenda) -> None:
    """Draws the script of a meeting as it stands now."""
    say, script = screen.say, script_of(screen.work, agenda.case_id, agenda.meeting_id)
    text = say("To print, use your browser (Ctrl+P): only the script comes on paper. It holds notes: keep it with you.")
    with st.container(key="script_hint"):
        show(Markup('<p class="small">{}</p>').format(text))
    with st.container(key="card_script", gap="small"):
        show(_head(say, script))
        show(_people(say, script, _partly(screen, script)))
    held = hold_in_force(state.facts, screen.work.clock()) is not None
    aliases = {person.ref: person.alias for person in state.facts.persons}
    earlier = open_actions_of(screen.work, agenda.case_id, agenda.meeting_id)
    for point in script.agenda.points:
        now = point.starts_at <= screen.work.clock() < point.ends_at
        with st.container(key=f"card_script_{'now_' if now else ''}{point.number}", gap="xsmall"):
            show(_point(say, script, point, aliases, now=now, held=held))
            _actions(say, state, standard_point(point.title), earlier)


def _head(say: Say, script: ChairScript) -> Markup:
    agenda, meeting = script.agenda, script.meeting
    when = say.span(agenda.starts_at, agenda.ends_at)
    where = label(say, meeting.mode) + (f", {meeting.place}" if meeting.place else "")
    rows = [
        (say("Place"), where),
        (say("The question"), meeting.question or say("not written down")),
        (say("What is new"), meeting.news or say("not written down")),
    ]
    seated = {attendee.seat_id: attendee.name for attendee in meeting.attendees}
    parts = [(say("Chair"), meeting.chair_seat_id), (say("Note taker"), meeting.note_taker_seat_id)]
    rows += [(name, seated[seat]) for name, seat in parts if seat in seated]
    title = Markup("<h2>{}, {}</h2><p>{}</p>").format(agenda.code_name, label(say, agenda.kind), when)
    return title + Markup('<div class="below">{}</div>').format(facts_list(rows))


def _partly(screen: Screen, script: ChairScript) -> dict[str, str]:
    """By seat, of whose calendar only a part of the meeting is free, until or from when that is."""
    say, meeting = screen.say, script.meeting
    minutes = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    try:
        slot = appraised(
            screen.work,
            meeting.case_id,
            meeting.kind,
            minutes,
            meeting.starts_at,
            mode=meeting.mode,
            besides=meeting.id,
        )
    except RequestWrong:  # nobody holds a seat any more
        return {}
    parts = {there.attendee_id: partly_words(say, there) for there in slot.attendance if there.kind is Presence.PARTIAL}
    return {seat: words for seat, words in parts.items() if words}


def _people(say: Say, script: ChairScript, partly: dict[str, str]) -> Markup:
    """Who comes and until when, who sends a deputy or information, who misses and why that was accepted."""
    lines = [_person(say, attendee, partly.get(attendee.seat_id, "")) for attendee in script.meeting.attendees]
    listed = Markup("<h3>{}</h3><ul>{}</ul>").format(say("At the table"), joined(lines))
    for group in script.missing:
        names = " / ".join(organisation_label(say, key) for key in group)
        text = say("Missing of the minimum attendance: {who}. Say how this is taken care of.", who=names)
        listed += Markup('<p class="mind below">{}</p>').format(text)
    for waiver in script.meeting.waivers:
        names = say.listed([organisation_label(say, key) for key in waiver.organisations])
        text = say("Meets without {who}, decided by {name}: {reason}", who=names, name=waiver.by, reason=waiver.reason)
        listed += Markup('<p class="below">{}</p>').format(text)
    return listed


def _person(say: Say, attendee: Attendee, partly: str) -> Markup:
    named = f"{organisation_label(say, attendee.organisation)}, {attendee.name}"
    parts = [label(say, attendee.answer)]
    if attendee.stands_in_for:
        parts = [say("stands in for {name}", name=attendee.stands_in_for)]
    elif attendee.proposed:
        parts.append(attendee.proposed.name)
    if partly and attendee.answer not in _AWAY:
        parts.append(partly)
    if attendee.owes_conditions:
        parts.append(say("conditions not in yet"))
    colour = {InvitationAnswer.YES: "green", InvitationAnswer.NO: "red"}.get(attendee.answer, "grey")
    given = Markup('<p class="quote said">{}</p>').format(attendee.information) if attendee.information else ""
    return Markup('<li class="row"><div class="grow"><p>{} {}</p>{}</div></li>').format(
        named, tag(" · ".join(parts), "blue" if attendee.stands_in_for else colour), given
    )


def _point(say: Say, script: ChairScript, point: Point, aliases: dict[str, str], *, now: bool, held: bool) -> Markup:
    badge = Markup(" {}").format(tag(say("now"), "blue")) if now else Markup("")
    whom = f" · {whom_words(say, point.organisations)}" if point.organisations else ""
    head = Markup('<h3><span class="code nowrap">{}</span> &nbsp;{}. {}{}</h3>').format(
        clock_words(say, point.starts_at, point.ends_at), point.number, point.title, badge
    )
    if whom:
        head += Markup('<p class="small">{}</p>').format(say("Only for {who}.", who=whom.removeprefix(" · ")))
    standard = standard_point(point.title)
    body = joined([Markup('<p class="below">{}</p>').format(text) for text in spoken(say, standard)])
    body += joined(list(_own(say, script, standard, aliases, held=held)))
    if point.note:
        body += Markup('<p class="mind below">{}: {}</p>').format(say("Your note"), point.note)
    return head + body


def _actions(say: Say, state: CaseState, point: StandardPoint | None, earlier: tuple[OpenAction, ...]) -> None:
    """What the meeting opens with, at that point; and what was prepared for it, where that is agreed."""
    if point is StandardPoint.EARLIER:
        if earlier:
            show(Markup("<ul>{}</ul>").format(joined([_action(say, one) for one in earlier])))
        else:
            show(Markup('<p class="below">{}</p>').format(say("Nothing was agreed earlier.")))
    if point is StandardPoint.ACTIONS:
        before = {one.action.id for one in earlier}
        fresh = [a for a in state.actions if a.id not in before and a.status is ActionStatus.OPEN]
        if fresh:
            lines = joined([_action(say, OpenAction(action)) for action in fresh])
            show(Markup('<p class="below">{}</p><ul>{}</ul>').format(say("Prepared for this meeting:"), lines))


def _action(say: Say, one: OpenAction) -> Markup:
    action = one.action
    named = Markup("<strong>A{} · {}:</strong> {}").format(
        action.number, organisation_label(say, action.owner), action.what
    )
    said = Markup("")
    if one.reports and (last := one.reports[-1]):
        words = say("{answer}, {day}", answer=label(say, last.answer), day=say.short_day(last.at))
        said = Markup('<p class="small">{}{}</p>').format(words, f": {last.note}" if last.note else "")
    return Markup(
        '<li class="row"><div class="grow"><p>{} <span class="nowrap">({})</span> {}</p>{}</div></li>'
    ).format(named, due_word(say, action), state_tag(say, action, one.overdue), said)


def _own(
    say: Say, script: ChairScript, point: StandardPoint | None, aliases: dict[str, str], *, held: bool
) -> Iterator[Markup]:
    """What this case adds at a standard point."""
    quoted = Markup('<p class="said quote">{}</p>')
    if point is StandardPoint.QUESTION and script.meeting.question:
        yield quoted.format(script.meeting.question)
    if point is StandardPoint.NEWS and script.meeting.news:
        yield quoted.format(script.meeting.news)
    if point is StandardPoint.VOICE:
        yield from (_voice(say, voice, aliases) for voice in script.voices)
        if not script.voices:
            text = say("Nothing was written down of what the victim wants or fears. Ask who heard it last.")
            yield Markup('<p class="mind below">{}</p>').format(text)
    if point is StandardPoint.TELLING and held:
        text = say("Stop: nobody approaches the alleged perpetrator until the case director releases this.")
        yield Markup('<p class="stop below">{}</p>').format(text)


def _voice(say: Say, voice: Voice, aliases: dict[str, str]) -> Markup:
    who = say("{name} speaks for {alias}.", name=voice.represented_by, alias=aliases.get(voice.person_ref, ""))
    if not voice.represented_by:
        who = say("Nobody speaks for {alias} yet.", alias=aliases.get(voice.person_ref, ""))
    said = [(say("Wants"), voice.wishes), (say("Fears"), voice.fears), (say("May be told back"), voice.tell_back)]
    lines = joined([Markup("<p><strong>{}:</strong> {}</p>").format(name, text) for name, text in said if text])
    return Markup('<p class="below">{}</p><div class="said spoken">{}</div>').format(who, lines)
