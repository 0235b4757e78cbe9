"""The one stop conversation of a low-risk case: its guards, the next step, and what follows when it goes on."""

import streamlit as st
from markupsafe import Markup

from models.terms import Known
from pages.casework.measure_words import guard_note, guard_title
from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, joined, line, plain, rows, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.measures.actions import agree_stop_talk, close_stop_talk, hold_stop_talk
from services.measures.facts import AfterTalk, Guard, GuardState, Register, StopTalk
from services.measures.orders import AgreeStopTalk, CloseStopTalk, HoldStopTalk
from services.plans.queries import CaseState
from services.wording import Say

_SIGN = {GuardState.MET: "ready", GuardState.ASKED: "waiting", GuardState.STOPS: "missing"}


def stop_talk_card(screen: Screen, state: CaseState, found: Register) -> None:
    """Draws the card, and below it how the case is watched and what is asked when the stalking goes on."""
    say, talk = screen.say, found.stop_talk
    with st.container(key="card_stop_talk", gap="small"):
        show(Markup('<div class="line"><h2>{}</h2>{}</div>').format(say("Stop conversation"), _status(say, talk)))
        note = say("One conversation, early, to set the norm. It never happens a second time.")
        show(Markup('<p class="small">{}</p>').format(note))
        if talk.held_on is None:
            show(rows([_guard_line(say, guard, state) for guard in found.guards]))
            _questions(screen, state, found.guards)
        if talk.id:
            show(facts_list(_done(say, talk)))
        if found.weighs:
            _next_step(screen, state, found)
    with st.container(key="card_watch", gap="small"):
        _watching(screen, state, found.after_talk, held=talk.held_on is not None)


def _status(say: Say, talk: StopTalk) -> Markup:
    if talk.closed:
        return tag(say("Closed with a report"), "green")
    if talk.held_on:
        return tag(say("Held, report wanted"), "orange")
    return tag(say("Coordinated"), "blue") if talk.id else tag(say("Not agreed yet"))


def _guard_line(say: Say, guard: Guard, state: CaseState) -> Markup:
    note = " · ".join(part for part in (guard_note(say, guard), ", ".join(guard.rule_ids)) if part)
    return line(_SIGN[guard.state], guard_title(say, guard, competent=state.facts.veilig_thuis_competent), note)


def _questions(screen: Screen, state: CaseState, guards: tuple[Guard, ...]) -> None:
    """Where an unknown fact is answered."""
    asked = any(g.state is GuardState.ASKED and g.key in ("no_complaint", "no_threats") for g in guards)
    if asked:
        place = "dossier" if "dossier" in screen.places else "zaak"
        text = screen.say("Fill in what is not known yet")
        screen.link(place, plain(text), state.facts.id, icon=":material/edit:")


def _done(say: Say, talk: StopTalk) -> list[tuple[str, Markup | str]]:
    found: list[tuple[str, Markup | str]] = []
    if talk.veilig_thuis_agreed_on:
        found.append((say("With Veilig Thuis"), say.day(talk.veilig_thuis_agreed_on)))
    if talk.prosecution_agreed_on:
        found.append((say("With the prosecution"), say.day(talk.prosecution_agreed_on)))
    if talk.held_on:
        found.append((say("Held"), f"{say.day(talk.held_on)}, {talk.held_where}"))
        missing = tag(say("Missing"), "orange")
        found.append((say("Official report"), talk.report_number or missing))
    return found


def _next_step(screen: Screen, state: CaseState, found: Register) -> None:
    """The one act that comes next. What stops it stands above it, so no button leads into a refusal."""
    say, talk = screen.say, found.stop_talk
    if talk.closed:
        return
    if talk.held_on:
        if st.button(say("Close with the report number"), type="primary", width="stretch", key="talk_close"):
            _dialog(screen, state, talk, "close")
        return
    stopped = {guard.key for guard in found.guards if guard.state is not GuardState.MET}
    if not stopped & {"low_risk", "no_complaint", "no_threats"}:
        again = bool(talk.id)
        words = say("Change the coordination") if again else say("Record the coordination")
        if st.button(words, type="secondary" if again else "primary", width="stretch", key="talk_agree"):
            _dialog(screen, state, talk, "agree")
    ready = talk.id and not stopped - {"prosecution"}
    if ready and st.button(say("Record that it was held"), type="primary", width="stretch", key="talk_hold"):
        _dialog(screen, state, talk, "hold")


def _dialog(screen: Screen, state: CaseState, talk: StopTalk, step: str) -> None:
    say = screen.say

    @st.dialog(say("Stop conversation"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            stop_talk_form(screen, state, talk, step)

    opened()


def stop_talk_form(screen: Screen, state: CaseState, talk: StopTalk, step: str) -> None:
    """The form of one step: `agree`, `hold` or `close`."""
    say, today = screen.say, screen.today
    defaults = {
        "agree": {"vt": talk.veilig_thuis_agreed_on or today, "om": talk.prosecution_agreed_on},
        "hold": {"on": today, "where": ""},
        "close": {"number": ""},
    }[step]
    form = DraftForm(screen, f"stoptalk.{step}.{state.facts.id}", {**defaults, "version": talk.version}, state.facts.id)
    {"agree": _agree_fields, "hold": _hold_fields, "close": _close_fields}[step](say, form, state)
    form.status()
    words = {
        "agree": say("Record the coordination"),
        "hold": say("Record that it was held"),
        "close": say("Close the stop conversation"),
    }
    if st.button(plain(words[step]), type="primary", key="talk_keep"):
        with refusals_shown(say):
            _act(screen, state.facts.id, form, step)
            form.discard()
            st.rerun()


def _agree_fields(say: Say, form: DraftForm, state: CaseState) -> None:
    title = say("Coordinated with Veilig Thuis on")
    st.date_input(title, key=form.key("vt"), format="DD-MM-YYYY", on_change=form.save)
    if state.facts.complaint is Known.YES:
        title = say("Coordinated with the prosecution on")
        st.date_input(title, key=form.key("om"), format="DD-MM-YYYY", on_change=form.save)


def _hold_fields(say: Say, form: DraftForm, state: CaseState) -> None:
    told = say("This cannot be undone: there is one stop conversation in a case.")
    show(Markup('<p class="mind">{}</p>').format(told))
    st.date_input(say("Held on"), key=form.key("on"), format="DD-MM-YYYY", on_change=form.save)
    st.text_input(say("Where"), key=form.key("where"), max_chars=200, on_change=form.save)


def _close_fields(say: Say, form: DraftForm, state: CaseState) -> None:
    told = say("The conversation closes with its official report. After that it cannot be changed.")
    show(Markup('<p class="mind">{}</p>').format(told))
    st.text_input(say("Number of the official report"), key=form.key("number"), max_chars=60, on_change=form.save)


def _act(screen: Screen, case_id: str, form: DraftForm, step: str) -> None:
    version = int(form["version"])
    if step == "agree":
        agree_stop_talk(screen.work, AgreeStopTalk(case_id, form["vt"], form["om"], version))
    elif step == "hold":
        hold_stop_talk(screen.work, HoldStopTalk(case_id, form["on"], form["where"], version))
    else:
        close_stop_talk(screen.work, CloseStopTalk(case_id, form["number"], version))


def _watching(screen: Screen, state: CaseState, after: AfterTalk, *, held: bool) -> None:
    """How a low-risk case is followed, and what the route map asks when the stalking goes on."""
    say = screen.say
    show(Markup("<h2>{}</h2>").format(say("Keep watching")))
    if after.goes_on:
        show(Markup('<div class="stop" role="alert">{}</div>').format(_asked_now(say, after)))
    elif after.doubted:
        told = say(
            "The case says that the stalking stopped, but something was recorded on {day}. Look which is right.",
            day=say.day(after.later[-1]),
        )
        show(Markup('<p class="mind">{}</p>').format(told))
    elif after.same_day:
        told = say("Something was recorded on the day of the conversation itself. Was that before or after it?")
        show(Markup('<p class="mind">{}</p>').format(told))
    elif held:
        show(Markup("<p>{}</p>").format(say("Nothing was recorded since the conversation.")))
    rule = say("The case director keeps following the case and asks the victim on fixed days (L-POL-2).")
    show(Markup('<p class="small">{}</p>').format(rule))
    for place, words in (
        ("stem", say("Promised contacts")),
        ("gebeurtenissen", say("Record an event")),
    ):
        if place in screen.places:
            screen.link(place, plain(words), state.facts.id, icon=":material/arrow_forward:")


def _asked_now(say: Say, after: AfterTalk) -> Markup:
    """The steps of the route map once it goes on (L-POL-2b, 3, 4), and the new SASH."""
    steps = [
        (say("Start a criminal investigation"), "L-POL-2b"),
        (say("Consult the prosecution"), "L-POL-3"),
        (say("Coordinate with the detectives"), "L-POL-4"),
        (say("Make a new SASH: the risk may have changed"), "A-POL-2"),
        (say("Tell Veilig Thuis that it goes on"), "L-VT-2"),
    ]
    told = say("The stalking goes on: something was recorded on {day}.", day=say.day(after.later[-1]))
    items = joined([Markup("<li>{} <span class='code'>{}</span></li>").format(*step) for step in steps])
    return Markup("<p><strong>{}</strong></p><ul>{}</ul>").format(told, items)
