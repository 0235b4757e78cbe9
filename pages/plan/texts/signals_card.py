"""The card with the signals: what to do at once when something happens, who signals it and who is told."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.choices import tier_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from pages.plan.papers.edition_words import tier_tag
from pages.plan.texts.signal_words import Proposed, proposals
from services.errors import ServiceError
from services.plans.queries import CaseState
from services.plans.written.actions import move_up, take_out_signal, write_signal
from services.plans.written.facts import SignalView
from services.plans.written.orders import WriteSignal
from services.plans.written.queries import written_of
from services.plans.written.rules import LONGEST_ACT, LONGEST_SIGNAL, LONGEST_WHO
from services.unit_of_work import ChangedMeanwhile

_FIELDS = ("signal", "act", "signalled_by", "inform")
_PROBLEM = "signals.problem"


def signals_card(screen: Screen, state: CaseState, signals: tuple[SignalView, ...]) -> None:
    """Draws the signals in their order, with what one click proposes for those that are not there yet."""
    say = screen.say
    with st.container(key="card_signals", gap="small"):
        note = say("When this happens, everybody does this at once. It becomes the chapter on signals.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Signals and escalation"), note))
        if problem := st.session_state.pop(_PROBLEM, None):
            show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, say)))
        if not signals:
            show(Markup("<p>{}</p>").format(say("No signal is written yet. Begin with what happens most often.")))
        for number, view in enumerate(signals, 1):
            _line(screen, state, view, number)
        if state.directs:
            _more(screen, state, signals)


def _line(screen: Screen, state: CaseState, view: SignalView, number: int) -> None:
    say = screen.say
    with st.container(key=f"signal_{view.id}", gap="small", border=True):
        head = Markup('<div class="line"><h3>{}. {}</h3>{}</div>').format(number, view.signal, tier_tag(say, view.tier))
        told = Markup('<p class="lines">{}</p>').format(view.act)
        who = [(say("Who signals it"), view.signalled_by), (say("Who is told"), view.inform)]
        notes = " · ".join(f"{title}: {text}" for title, text in who if text)
        show(head + told + (Markup('<p class="small below">{}</p>').format(notes) if notes else Markup("")))
        if not state.directs:
            return
        with st.container(horizontal=True, gap="small"):
            if st.button(say("Change"), icon=":material/edit:", key=f"signal_change_{view.id}"):
                _dialog(screen, state, view)
            st.button(
                say("Up"),
                icon=":material/arrow_upward:",
                key=f"signal_up_{view.id}",
                disabled=number == 1,
                help=plain(say("Put {number} one place higher", number=number)),
                on_click=partial(_up, screen, state.facts.id, view),
            )


def _up(screen: Screen, case_id: str, view: SignalView) -> None:
    try:
        move_up(screen.work, case_id, view.id, view.version)
    except ServiceError as refusal:
        st.session_state[_PROBLEM] = refusal


def _more(screen: Screen, state: CaseState, signals: tuple[SignalView, ...]) -> None:
    say, known = screen.say, {view.signal for view in signals}
    open_ones = [one for one in proposals(say) if one.signal not in known]
    if open_ones:
        show(Markup('<p class="small below">{}</p>').format(say("Fill in with one click, then make it fit this case:")))
        with st.container(horizontal=True, gap="small", key="signal_proposals"):
            for one in open_ones:
                if st.button(plain(one.title), key=f"signal_propose_{one.key}"):
                    _dialog(screen, state, None, one)
    if st.button(say("Write another signal"), icon=":material/add:", key="signal_new"):
        _dialog(screen, state, None)


def _dialog(screen: Screen, state: CaseState, view: SignalView | None, proposed: Proposed | None = None) -> None:
    @st.dialog(screen.say("Change signal") if view else screen.say("New signal"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            signal_form(screen, state, view, proposed)

    opened()


def signal_form(screen: Screen, state: CaseState, view: SignalView | None, proposed: Proposed | None = None) -> None:
    """Draws the fields of one signal and the buttons that keep it or take it out."""
    say = screen.say
    about = view.id if view else proposed.key if proposed else "new"
    form = DraftForm(screen, f"signal.{state.facts.id}.{about}", _defaults(screen, view, proposed), state.facts.id)
    st.text_input(
        say("What happens (the signal)"), key=form.key("signal"), max_chars=LONGEST_SIGNAL, on_change=form.save
    )
    writing_area(form, "act", say("What is done at once"), height=90, longest=LONGEST_ACT)
    mind_prohibitions(say, str(form["act"]), state.facts)
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input(say("Who signals it"), key=form.key("signalled_by"), max_chars=LONGEST_WHO, on_change=form.save)
        tier_choice(say, form, "tier", say("Who may read this"))
    with right:
        st.text_input(say("Who is told"), key=form.key("inform"), max_chars=LONGEST_WHO, on_change=form.save)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="signal_keep"):
            with refusals_shown(say):
                _keep(screen, state, form)
        if view and st.button(say("Take out"), key="signal_out"):
            with refusals_shown(say):
                take_out_signal(screen.work, state.facts.id, view.id, view.version)
                form.discard()
                st.rerun()
        if st.button(say("Give up changes"), key="signal_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, state: CaseState, form: DraftForm) -> None:
    say, words = screen.say, {name: str(form[name]) for name in _FIELDS}
    order = WriteSignal(state.facts.id, form["id"], tier=form["tier"], seen_version=form["version"], **words)
    try:
        write_signal(screen.work, order)
    except ChangedMeanwhile as changed:
        standing = written_of(screen.work, state.facts.id).signals
        now = next((one for one in standing if one.id == order.signal_id), None)
        form["version"] = changed.fields["version"]
        form.save()
        stands = _summed(now) if now else say("It was taken out.")
        text = say("Somebody else changed this signal. Keep once more to put yours in its place.")
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, _summed(order), stands)))
        return
    form.discard()
    st.rerun()


def _summed(signal: SignalView | WriteSignal) -> str:
    return " · ".join(text for name in _FIELDS if (text := str(getattr(signal, name)).strip()))


def _defaults(screen: Screen, view: SignalView | None, proposed: Proposed | None) -> dict[str, object]:
    source = view or proposed
    words = {name: getattr(source, name) if source else "" for name in _FIELDS}
    return words | {
        "id": view.id if view else screen.work.chance.id(),
        "version": view.version if view else 0,
        "tier": view.tier if view else Tier.PARTNERS.value,
    }
