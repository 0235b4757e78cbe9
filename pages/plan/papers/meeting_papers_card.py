"""The papers of a meeting: agenda, chair's script and minutes; and the action list, for all or for one organisation."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, MeetingStatus
from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from services.documents.papers import ACTION_LIST, ACTIONS_OF, AGENDA, MINUTES, SCRIPT
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say, label
from services.wording.labels import organisation_label

_MOST = 4


def meeting_papers_card(screen: Screen, state: CaseState, language: str) -> None:
    """Per meeting its papers, latest first; then the actions as they stand now."""
    say = screen.say
    meetings = [one for one in state.meetings if one.status in (MeetingStatus.PLANNED, MeetingStatus.HELD)]
    with st.container(key="card_meeting_papers", gap="small"):
        note = say("As partners may read them; the script is cut to what the chair's organisation may read.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("For the meeting"), note))
        if not meetings:
            show(Markup("<p>{}</p>").format(say("Agenda, script and minutes stand here once a meeting is planned.")))
        for meeting in meetings[:_MOST]:
            _meeting(screen, state, meeting, language)
        _actions(screen, state, language)


def _meeting(screen: Screen, state: CaseState, meeting: PlannedMeeting, language: str) -> None:
    say = screen.say
    begun = meeting.starts_at <= screen.work.clock()
    with st.container(key=f"row_papers_{meeting.id}", gap="xsmall"):
        when = f"{label(say, meeting.kind)}, {say.short_moment(meeting.starts_at)}"
        below = "" if begun else say("The minutes can be made once it has begun.")
        show(Markup('<h3>{}</h3><p class="small">{}</p>').format(when, below))
        with st.container(key=f"papers_{meeting.id}", horizontal=True, wrap=True, gap="small"):
            for paper, title in _offered(say, meeting, begun=begun):
                address = f"/dl/{state.facts.id}/overleg/{meeting.id}/{paper}?taal={language}"
                st.link_button(plain(title), address, icon=":material/description:", help=plain(f"{title}, {when}"))


def _offered(say: Say, meeting: PlannedMeeting, *, begun: bool) -> list[tuple[str, str]]:
    """What was settled by phone had no agenda and no chair."""
    met = meeting.kind is not MeetingKind.COORDINATION
    found = [(AGENDA, say("Agenda")), (SCRIPT, say("Chair's script"))] if met else []
    return [*found, (MINUTES, say("Minutes of the meeting"))] if begun else found


def _actions(screen: Screen, state: CaseState, language: str) -> None:
    """One list for all partners, or for the organisation that is chosen."""
    say = screen.say
    seats = [seat for seat in state.facts.seats if not seat.external and not seat.barred]
    owners = {"": say("all partners")} | {
        seat.organisation: organisation_label(say, seat.organisation) for seat in seats
    }
    with st.container(key="row_actions", gap="xsmall"):
        show(
            Markup('<h3>{}</h3><p class="small">{}</p>').format(
                say("Action list"), say("Who does what by when, as it stands now, with boxes for a pen")
            )
        )
        if not state.actions:
            show(Markup("<p>{}</p>").format(say("The list can be made once an action is recorded.")))
            return
        with st.container(key="papers_actions", horizontal=True, vertical_alignment="bottom", gap="small"):
            chosen = st.selectbox(
                say("For whom"), list(owners), format_func=lambda key: owners.get(key, key), key="actions_of", width=320
            )
            audience = ACTIONS_OF + chosen if chosen else ACTION_LIST
            address = f"/dl/{state.facts.id}/{audience}?taal={language}"
            text = say("Action list for {who}", who=owners.get(chosen or "", ""))
            st.link_button(say("Open in Word"), address, icon=":material/checklist:", help=plain(text))
