"""The dialog in which the victim's own words are written down; it saves itself until they are kept."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts, CasePerson
from services.unit_of_work import ChangedMeanwhile
from services.victim.actions import write_voice
from services.victim.facts import Voice
from services.victim.orders import WriteVoice
from services.victim.queries import victim_side
from services.victim.rules import LONGEST_TEXT
from services.wording import Say
from services.wording.labels import seat_label

OUTSIDE = "outside"


def voice_dialog(screen: Screen, facts: CaseFacts, person: CasePerson, voice: Voice | None) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(screen.say("In the victim's own words"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, facts, person, voice)

    opened()


def _form(screen: Screen, facts: CaseFacts, person: CasePerson, voice: Voice | None) -> None:
    say = screen.say
    form = DraftForm(screen, f"voice.{person.id}", _defaults(facts, voice), facts.id)
    note = say("Write it as it was said, in the first person. Ask what may be told back, and how.")
    show(Markup('<p class="small">{} · {}</p>').format(person.alias, note))
    for field, title in _titles(say).items():
        writing_area(form, field, title, height=110, longest=LONGEST_TEXT)
    left, right = st.columns(2, gap="medium")
    with left:
        _representative(say, form, facts)
    with right:
        st.date_input(say("Heard on"), key=form.key("heard_on"), format="DD-MM-YYYY", on_change=form.save)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="voice_keep"):
            with refusals_shown(say):
                _keep(screen, facts, person, form)
        if st.button(say("Give up changes"), key="voice_cancel"):
            form.discard()
            st.rerun()


def _titles(say: Say) -> dict[str, str]:
    return {
        "wishes": say("What the victim wants"),
        "fears": say("What the victim fears"),
        "tell_back": say("What may be told back"),
    }


def _representative(say: Say, form: DraftForm, facts: CaseFacts) -> None:
    seats = {seat.id: f"{seat.name}, {seat_label(say, seat.role)}" for seat in facts.seats}
    named = {"": say("Nobody yet"), **seats, OUTSIDE: say("Somebody outside the partners")}
    st.selectbox(
        say("Speaks at the table for the victim"),
        list(named),
        format_func=lambda seat: named.get(seat, ""),
        key=form.key("seat"),
        on_change=form.save,
    )
    if form["seat"] == OUTSIDE:
        text = say("Who, for example a lawyer or confidant")
        st.text_input(plain(text), key=form.key("outside"), max_chars=120, on_change=form.save)


def _keep(screen: Screen, facts: CaseFacts, person: CasePerson, form: DraftForm) -> None:
    """Keeps her words. Words that changed meanwhile are shown beside these; keeping again puts these in their place."""
    order = _order(facts, person, form)
    try:
        write_voice(screen.work, order)
    except ChangedMeanwhile as changed:
        say = screen.say
        now = next((v for v in victim_side(screen.work, facts.id).voices if v.person_ref == person.ref), None)
        form["version"] = changed.fields["version"]
        form.save()
        text = say("Somebody else changed this. Keep once more to put yours in its place, or give up changes.")
        theirs = _summed(say, now.wishes, now.fears, now.tell_back, now.represented_by, now.heard_on) if now else ""
        named = {seat.id: seat.name for seat in facts.seats}
        who = order.represented_by or named.get(order.represented_by_seat_id, "")
        mine = _summed(say, order.wishes, order.fears, order.tell_back, who, order.heard_on)
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))
        return
    form.discard()
    st.rerun()


def _summed(say: Say, wishes: str, fears: str, tell_back: str, who: str, heard_on: date | None) -> str:
    parts = (
        *zip(_titles(say).values(), (wishes, fears, tell_back), strict=True),
        (say("Speaks at the table for the victim"), who),
        (say("Heard on"), say.day(heard_on) if heard_on else ""),
    )
    return " · ".join(f"{title}: {text}" for title, text in parts if text)


def _defaults(facts: CaseFacts, voice: Voice | None) -> dict[str, object]:
    voice = voice or Voice("")
    seated = voice.represented_by_seat_id in {seat.id for seat in facts.seats}
    outside = voice.represented_by and not voice.represented_by_seat_id
    return {
        "version": voice.version,
        "wishes": voice.wishes,
        "fears": voice.fears,
        "tell_back": voice.tell_back,
        "seat": voice.represented_by_seat_id if seated else (OUTSIDE if outside else ""),
        "outside": voice.represented_by if outside else "",
        "heard_on": voice.heard_on,
    }


def _order(facts: CaseFacts, person: CasePerson, form: DraftForm) -> WriteVoice:
    """The version is the one that stood when the form was first opened: a change in between is not overwritten."""
    outside = form["seat"] == OUTSIDE
    return WriteVoice(
        case_id=facts.id,
        person_id=person.id,
        version=int(form["version"]),
        wishes=form["wishes"],
        fears=form["fears"],
        tell_back=form["tell_back"],
        represented_by_seat_id="" if outside else str(form["seat"] or ""),
        represented_by=form["outside"] if outside else "",
        heard_on=form["heard_on"],
    )
