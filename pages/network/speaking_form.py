"""The dialog that agrees who speaks with whom: begins a conversation, changes its topic, or ends it."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.unit_of_work import ChangedMeanwhile
from services.victim.actions import agree_line, end_line
from services.victim.facts import SpokenLine
from services.victim.orders import AgreeLine
from services.victim.queries import spoken_lines
from services.victim.rules import LONGEST_LINE
from services.wording import Say
from services.wording.labels import seat_label


def line_dialog(
    screen: Screen, facts: CaseFacts, lines: tuple[SpokenLine, ...], seat_id: str = "", ref: str = ""
) -> None:
    """Opens the dialog, for one cell of the table if a seat and a person are named."""

    @st.dialog(screen.say("Who speaks with whom"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _choose(screen, facts, lines, seat_id, ref)

    opened()


def _choose(screen: Screen, facts: CaseFacts, lines: tuple[SpokenLine, ...], seat_id: str, ref: str) -> None:
    say = screen.say
    seats, persons = {seat.id: seat for seat in facts.seats}, {person.ref: person for person in facts.persons}
    left, right = st.columns(2, gap="medium")
    with left:
        who = _one(say, say("Professional"), {one: _titled(say, seat) for one, seat in seats.items()}, seat_id, "who")
    with right:
        whom = _one(say, say("Speaks with"), {one: person.alias for one, person in persons.items()}, ref, "whom")
    if who not in seats or whom not in persons:
        return
    going = [line for line in lines if line.seat_id == who and line.person_ref == whom and line.until_on is None]
    _form(screen, facts, seats[who], persons[whom], going[0] if going else None)


def _titled(say: Say, seat: PartnerSeat) -> str:
    return f"{seat.name}, {seat_label(say, seat.role)}"


def _one(say: Say, title: str, named: dict[str, str], chosen: str, key: str) -> str:
    options = list(named)
    found = st.selectbox(
        title,
        options,
        index=options.index(chosen) if chosen in named else None,
        format_func=lambda one: named.get(one, ""),
        placeholder=say("Choose"),
        key=f"speaking_{key}.{chosen}",
    )
    return found or ""


def _form(screen: Screen, facts: CaseFacts, seat: PartnerSeat, person: CasePerson, line: SpokenLine | None) -> None:
    say = screen.say
    form = DraftForm(screen, f"line.{seat.id}.{person.ref}", _defaults(screen, line), facts.id)
    st.text_input(say("About what"), key=form.key("topic"), max_chars=LONGEST_LINE, on_change=form.save)
    st.date_input(say("Since"), key=form.key("since_on"), format="DD-MM-YYYY", on_change=form.save)
    form.status()
    with st.container(horizontal=True):
        text = say("Keep") if line else say("Begin this conversation")
        if st.button(text, type="primary", key="line_agree"):
            with refusals_shown(say):
                _keep(screen, facts, seat, person, form)
        if st.button(say("Give up changes"), key="line_cancel"):
            form.discard()
            st.rerun()
        if line:
            _end(screen, facts, line, form)


def _end(screen: Screen, facts: CaseFacts, line: SpokenLine, form: DraftForm) -> None:
    say, today = screen.say, screen.today
    with st.popover(say("End this conversation")):
        told = say("It stays readable below the table. Beginning again makes a new line.")
        show(Markup('<p class="small">{}</p>').format(told))
        last = st.date_input(say("Ended on"), value=today, max_value=today, format="DD-MM-YYYY", key="line_until")
        if st.button(say("End on this day"), type="primary", key="line_end"):
            with refusals_shown(say):
                end_line(screen.work, facts.id, line.id, line.version, last)
                form.discard()
                st.rerun()


def _keep(screen: Screen, facts: CaseFacts, seat: PartnerSeat, person: CasePerson, form: DraftForm) -> None:
    """Keeps the line. One that changed meanwhile is shown beside this one; keeping again puts this in its place."""
    say = screen.say
    order = AgreeLine(
        case_id=facts.id,
        seat_id=seat.id,
        person_id=person.id,
        topic=form["topic"],
        since_on=form["since_on"],
        line_id=form["line_id"],
        version=int(form["version"]),
    )
    try:
        agree_line(screen.work, order)
    except ChangedMeanwhile:
        found = [line for line in spoken_lines(screen.work, facts.id) if _is_at(line, seat, person)]
        now = found[0] if found else None
        form["line_id"], form["version"] = (now.id, now.version) if now else ("", 0)
        form.save()
        text = say("Somebody else changed this. Keep once more to put yours in its place, or give up changes.")
        mine = _summed(say, order.topic, order.since_on)
        theirs = _summed(say, now.topic, now.since_on) if now else say("not in conversation")
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))
        return
    form.discard()
    st.rerun()


def _is_at(line: SpokenLine, seat: PartnerSeat, person: CasePerson) -> bool:
    return line.seat_id == seat.id and line.person_ref == person.ref and line.until_on is None


def _summed(say: Say, topic: str, since_on: date | None) -> str:
    since = say("since {day}", day=say.numeric_day(since_on)) if since_on else ""
    return " · ".join(part for part in (topic or say("in conversation"), since) if part)


def _defaults(screen: Screen, line: SpokenLine | None) -> dict[str, object]:
    return {
        "line_id": line.id if line else "",
        "version": line.version if line else 0,
        "topic": line.topic if line else "",
        "since_on": line.since_on if line else screen.today,
    }
