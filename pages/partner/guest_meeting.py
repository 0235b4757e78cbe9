"""What a guest finds below their conditions: what the meeting is about, their agenda, their answer, their own time.

Everything folds: on a phone the conditions stay the first thing.
"""

import streamlit as st
from markupsafe import Markup

from models.terms import InvitationAnswer, MeetingMode, MeetingStatus
from pages.frame.calendar_file import calendar_file, spoken_reading, spoken_summary
from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.meeting.agenda_words import points_table
from services.agenda.queries import guest_agenda
from services.availability.actions import read_own_calendar
from services.meetings.answers import LONGEST_INFORMATION, give_information, guest_information
from services.meetings.facts import GuestMeeting
from services.wording import Say, label

_READ = "guest.calendar_read"


def about_meeting(screen: Screen, meeting: GuestMeeting) -> None:
    """Draws the folds of an announced meeting; of one whose time is not settled, only the guest's own time."""
    say = screen.say
    if meeting.status is MeetingStatus.PLANNED:
        with st.expander(say("What the meeting is about"), icon=":material/help:"):
            show(_about(say, meeting))
        with st.expander(say("Agenda"), icon=":material/list_alt:"):
            _agenda(screen)
        with st.expander(plain(_answer_title(say, meeting)), icon=":material/how_to_reg:"):
            _answer(screen, meeting)
    with st.expander(say("Your availability"), icon=":material/calendar_month:"):
        _calendar(screen)


def _about(say: Say, meeting: GuestMeeting) -> Markup:
    rows = [
        (say("The question"), meeting.question or say("The case director still writes this down.")),
        (say("What is new"), meeting.news or say("Nothing was written down.")),
        (say("When"), say.span(meeting.starts_at, meeting.ends_at)),
        (say("Place"), _place(say, meeting)),
    ]
    text = say("Read this here. Do not copy it into a mail, a message or your own calendar.")
    return facts_list(rows) + Markup('<p class="small below">{}</p>').format(text)


def _place(say: Say, meeting: GuestMeeting) -> Markup:
    """Where it is; an address of an online meeting leads there, and nothing but https does."""
    place = meeting.place.strip()
    mode = label(say, meeting.mode)
    if meeting.mode is MeetingMode.ONLINE and place.startswith("https://") and " " not in place:
        return Markup('{}: <a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(mode, place, place)
    told = place or say("{name} tells you where.", name=meeting.director)
    return Markup("{}: {}").format(mode, told)


def _agenda(screen: Screen) -> None:
    say, agenda = screen.say, guest_agenda(screen.work)
    if not agenda.points:
        show(Markup("<p>{}</p>").format(say("The agenda stands here as soon as the meeting is planned.")))
        return
    show(points_table(say, agenda.points, whom=False))
    if any(not point.title for point in agenda.points):
        text = say("You need not be there for another part of the meeting; the times say when you are.")
        show(Markup('<p class="small below">{}</p>').format(text))


def _answer_title(say: Say, meeting: GuestMeeting) -> str:
    return {
        InvitationAnswer.OPEN: say("Your answer: not given yet"),
        InvitationAnswer.YES: say("Your answer: you will attend"),
        InvitationAnswer.NO: say("Your answer: you cannot attend"),
        InvitationAnswer.DEPUTY: say("Your answer: you proposed a deputy"),
        InvitationAnswer.INFORMATION: say("Your answer: information in writing"),
    }[meeting.answer]


def _answer(screen: Screen, meeting: GuestMeeting) -> None:
    say = screen.say
    text = say("You answer and change your answer by opening your personal link again; that needs no code.")
    show(Markup("<p>{}</p>").format(text))
    given = guest_information(screen.work)
    if given.text and given.at:
        told = say("Given on {moment}.", moment=say.moment(given.at))
        head = Markup('<h2 class="below">{}</h2><p class="quote">{}</p><p class="small">{}</p>')
        show(head.format(say("Your information in writing"), given.text, told))
    if not given.open:
        return
    form = DraftForm(screen, "information", {"text": given.text, "version": given.version}, meeting.case_id)
    show(
        Markup('<p class="below">{}</p>').format(
            say("You cannot come? Write here what the meeting must know from you. The case director reads it.")
        )
    )
    writing_area(form, "text", say("Information in writing"), height=140, longest=LONGEST_INFORMATION)
    form.status()
    words = say("Replace what you gave") if given.text else say("Give this instead of coming")
    if st.button(words, key="give_information", width="stretch", disabled=not str(form["text"]).strip()):
        with refusals_shown(say):
            give_information(screen.work, str(form["text"]), version=int(form["version"]))
            form.discard()
            st.rerun()


def _calendar(screen: Screen) -> None:
    """The guest's own calendar: busy or free, and nothing else of it."""
    say = screen.say
    text = say("Save your calendar as an .ics file and choose it here. Then times are proposed at which you can come.")
    show(Markup("<p>{}</p>").format(text))
    if summary := st.session_state.pop(_READ, None):
        told = f"{spoken_reading(say, summary)} {spoken_summary(say, summary)}"
        show(Markup('<p class="good" role="status">{}</p>').format(told))
    if (read := calendar_file(screen, "guest", lambda content: read_own_calendar(screen.work, content))) is not None:
        st.session_state[_READ] = read
        st.rerun()
