"""The end of the meeting: what was agreed is read once more, one press closes it, and the plan is two presses away."""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, heading, joined, plain, show
from pages.frame.writing import writing_area
from pages.live.doing import open_actions
from pages.live.earlier import waits
from pages.live.room import AGREE_KEY, Room, all_done, doing, numbered, tell_problem
from pages.live.settling import open_findings, undecided
from pages.meeting.case_meetings import shown_key
from pages.plan.papers.edition_words import tier_tag
from pages.plan.safety_plan import due_text
from services.agenda.queries import sitting_of
from services.live.actions import close_meeting
from services.live.facts import CloseMeeting
from services.plans.orders import ActionView
from services.wording.labels import organisation_label


def draw_close(room: Room) -> bool:
    """Draws the agreements once more and the press that closes; gives whether that takes the key that agrees."""
    say = room.say
    show(Markup("<h2>{}</h2>").format(say("What was agreed")))
    show(_agreed(room, open_actions(room)))
    if not (room.directs and room.last):
        return False
    _close(room, open_points(room))
    return room.at == room.now_at


def open_points(room: Room) -> tuple[str, ...]:
    """What the meeting did not come to, in words: it does not stop the closing, but a reason goes with it."""
    say, live = room.say, room.live
    accepted = {one.professional_id for one in live.table if one.accepted_at}
    not_accepted = len({one.professional_id for one in live.table} - accepted)
    earlier = sum(waits(room, one) for one in room.table.earlier)
    clashes, conditions = len(open_findings(room)), len(undecided(room))
    found = (
        say.plural("{n} earlier action was not gone through", "{n} earlier actions were not gone through", earlier)
        if earlier
        else "",
        say.plural("{n} clash is open", "{n} clashes are open", clashes) if clashes else "",
        say.plural("{n} condition is not decided", "{n} conditions are not decided", conditions) if conditions else "",
        say("{n} at the table did not accept the statement", n=not_accepted) if not_accepted else "",
        "" if live.statement_read_at else say("the statement was not read aloud"),
    )
    return tuple(part for part in found if part)


def _close(room: Room, left: Sequence[str]) -> None:
    say = room.say
    form = DraftForm(room.screen, f"live.close.{room.meeting.id}", {"reason": ""}, room.case_id)
    if left:
        lines = joined([Markup("<li>{}</li>").format(text) for text in left])
        title = say("Still open. You can close all the same: say why, the minutes keep it.")
        show(Markup('<div class="mind"><p>{}</p><ul class="findings single">{}</ul></div>').format(title, lines))
        writing_area(form, "reason", say("Why the meeting closes with this open"), height=70)
        form.status(quiet=True)
    st.button(
        say("Close the meeting"),
        key="live_close",
        type="primary",
        icon=":material/stop_circle:",
        shortcut=AGREE_KEY,
        disabled=bool(left) and not str(form["reason"]).strip(),
        on_click=doing(room, _closer(room, form)),
    )


def _closer(room: Room, form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        order = CloseMeeting(room.case_id, room.meeting.id, room.live.version, str(form["reason"]).strip())
        close_meeting(room.screen.work, order)
        form.discard()

    return go


def draw_closed(room: Room) -> None:
    """Draws what came of a meeting that is closed, and where to go: the plan first, then the minutes."""
    say, live = room.say, room.live
    closed = say.short_moment(live.closed_at) if live.closed_at else ""
    heading(say("The meeting is closed"), say("Closed {moment}.", moment=closed))
    tell_problem(room)
    with st.container(key="card_live_closed", gap="small"):
        there = len({one.professional_id for one in live.table})
        rows = [
            (say("At the table"), say.plural("{n} person", "{n} people", there)),
            (say("Open actions"), str(len(open_actions(room)))),
        ]
        if live.closing_reason:
            rows.append((say("Closed with points open, because"), live.closing_reason))
        show(facts_list(rows))
        with st.container(horizontal=True, gap="small"):
            if room.directs and st.button(
                say("Adopt the plan"), type="primary", key="live_to_plan", icon=":material/verified:"
            ):
                room.screen.go("plan", room.case_id)
            if st.button(say("To the minutes"), key="live_to_minutes", icon=":material/description:"):
                room.screen.go("notulen", room.case_id)
            _next_case(room)
    with st.container(key="card_live_agreed", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(say("What was agreed"), _agreed(room, open_actions(room))))


def _next_case(room: Room) -> None:
    """In a row of cases the next of one's own."""
    if not room.meeting.sitting_id:
        return
    plan = sitting_of(room.screen.work, room.meeting.sitting_id)
    later = [one for one in plan.cases if one.agenda is not None and one.starts_at > room.meeting.starts_at]
    if not later:
        return
    words = plain(room.say("Next case: {name}", name=later[0].code_name))
    if st.button(words, key="live_next_case", icon=":material/arrow_forward:"):
        st.session_state[shown_key(later[0].case_id)] = later[0].meeting_id
        room.screen.go("live", later[0].case_id)


def _agreed(room: Room, actions: Sequence[ActionView]) -> Markup:
    say = room.say
    if not actions:
        return Markup("<p>{}</p>").format(all_done(room, say("No action is open.")))
    words = Markup(
        '<li class="row"><div class="grow"><p class="quote">{}</p><p class="small">{} · {} {}</p></div></li>'
    )
    owners = {action.owner: organisation_label(say, action.owner) for action in actions}
    rows = [
        words.format(
            numbered(room, one.what, f"A{one.number}"), owners[one.owner], due_text(say, one), tier_tag(say, one.tier)
        )
        for one in actions
    ]
    return Markup("<ul>{}</ul>").format(joined(rows))
