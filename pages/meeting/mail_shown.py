"""The mail of a meeting that is not there yet, as it will be sent; dots stand where the own link comes."""

from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from models.terms import MeetingKind
from pages.frame.markup import show
from pages.frame.screen import Screen
from services.messages.facts import InvitationText, Letter
from services.messages.letters import words
from services.plans.queries import CaseState
from services.wording import speak


def show_invitation(
    screen: Screen, state: CaseState, kind: MeetingKind, starts_at: datetime, ends_at: datetime, due: datetime
) -> None:
    """The invitation to a meeting."""
    say = screen.say
    note = say("Everybody gets this same text, each with a link of their own and a calendar item.")
    _shown(screen, note, *words(Letter.INVITATION, _text(screen, state, kind, starts_at, ends_at, due), speak("nl")))


def show_poll(
    screen: Screen, state: CaseState, kind: MeetingKind, starts_at: datetime, minutes: int, closes_at: datetime
) -> None:
    """The mail that asks when people can."""
    ends_at = starts_at + timedelta(minutes=minutes)
    text = replace(_text(screen, state, kind, starts_at, ends_at, closes_at), poll_closes_at=closes_at)
    note = screen.say("Everybody gets this same text, each with a link of their own.")
    _shown(screen, note, *words(Letter.POLL, text, speak("nl")))


def _text(
    screen: Screen, state: CaseState, kind: MeetingKind, starts_at: datetime, ends_at: datetime, due: datetime
) -> InvitationText:
    return InvitationText(
        kind=kind,
        code_name=state.facts.code_name,
        starts_at=starts_at,
        ends_at=ends_at,
        conditions_due_at=due,
        link=f"{screen.work.settings.public_address}/u/…",
        director_name=state.facts.director,
        language="nl",
        uid="preview",
        fictional=screen.work.practice,
    )


def _shown(screen: Screen, note: str, subject: str, body: str) -> None:
    show(
        Markup(
            '<h2>{}</h2><p class="small">{}</p><p class="below"><strong>{}</strong></p><pre class="mail">{}</pre>'
        ).format(screen.say("The mail as it is sent"), note, subject, body)
    )
