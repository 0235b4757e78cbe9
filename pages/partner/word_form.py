"""For a guest who would rather write in Word: the form down, the form up, and what came in."""

import streamlit as st
from markupsafe import Markup

from models.terms import FormStatus
from pages.frame.file_choice import file_choice
from pages.frame.markup import show, tag
from pages.frame.screen import Screen
from pages.plan.form_words import receipt_words
from services.documents.forms.facts import FormReceipt
from services.documents.forms.queries import own_forms
from services.documents.forms.receiving import receive_own_form
from services.meetings.facts import GuestMeeting
from services.wording import Say

ADDRESS = "/dl/mijn/formulier"
_TOLD = "word_form.told"


def word_form_fold(screen: Screen, meeting: GuestMeeting) -> None:
    """Draws the fold, and above it what became of the form that was just handed in."""
    say = screen.say
    receipt = st.session_state.pop(_TOLD, None)
    if receipt is not None:
        show(Markup('<p class="good" role="status">{}</p>').format(receipt_words(say, receipt)))
    with st.expander(say("Rather in Word?"), icon=":material/description:"):
        text = say(
            "Open the form, fill it in with Word, save it and hand it in here. It asks the same as this page. You can "
            "also mail it to {name}, but only through a secure mail.",
            name=meeting.director,
        )
        show(Markup("<p>{}</p>").format(text))
        st.link_button(say("Open the form in Word"), ADDRESS, icon=":material/download:", width="stretch")
        received = file_choice(
            screen,
            "own_form",
            lambda content: receive_own_form(screen.work, content),
            label=say("Filled in form (.docx, 5 MB at most)"),
            button=say("Hand in this form"),
            hint=_hint(say, meeting),
            key="hand_in_form",
        )
        _came_in(say, own_forms(screen.work))
    if received is not None:
        st.session_state[_TOLD] = received
        st.rerun()


def _hint(say: Say, meeting: GuestMeeting) -> str:
    if meeting.open:
        return say("Handing in a newer one takes the place of the one before, until it was taken over.")
    return say("The deadline has passed. Your form still comes in; the case director sees that it came later.")


def _came_in(say: Say, receipts: tuple[FormReceipt, ...]) -> None:
    if not receipts:
        return
    lines = [_line(say, receipt) for receipt in receipts]
    show(Markup('<h2 class="asked">{}</h2>{}').format(say("Came in"), Markup("").join(lines)))


def _line(say: Say, receipt: FormReceipt) -> Markup:
    when = say.short_moment(receipt.received_at) if receipt.received_at else ""
    filled = say.plural("{n} filled in condition", "{n} filled in conditions", receipt.blocks)
    state = {
        FormStatus.WAITING: tag(say("waits for the case director"), "blue"),
        FormStatus.SET_APART: tag(say("the case director looks whose it is"), "orange"),
        FormStatus.SETTLED: tag(say("looked at by the case director"), "green"),
    }[receipt.status]
    what = say("no conditions") if receipt.nothing_to_add and not receipt.blocks else filled
    return Markup('<p class="line">{} · {} {}</p>').format(when, what, state)
