"""How one sees that a condition holds, filled in by the case director after a call with its author.

The rest of the condition goes along as it stands; what changed since it was on the screen is not written over.
"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import sentence
from pages.partner.condition_form import checking
from pages.plan.board.do_or_leave import do_or_leave
from pages.plan.board.laid import Laid
from services.conditions.actions import hand_in_for, record_condition
from services.conditions.facts import ConditionView, HandIn
from services.directory.partners import organisations
from services.errors import ServiceError
from services.unit_of_work import ChangedMeanwhile
from services.wording.labels import organisation_label


def filler(laid: Laid, view: ConditionView) -> Callable[[], None]:
    """A callback that opens the form for a condition."""
    return lambda: st.session_state.update({_key(laid): view.id})


def draw_check(laid: Laid) -> None:
    """Draws the form for the condition that was chosen, if it can still be changed."""
    view = laid.views.get(str(st.session_state.get(_key(laid))))
    if view is None or view.decided:
        return
    say, form = laid.say, _form(laid, view)
    home = organisation_label(say, view.organisation)
    with st.container(key="card_check", gap="small"):
        title = say("V{n}, {organisation}: how do you see that it holds?", n=view.number, organisation=home)
        told = say("Agree on it with {organisation} first: you record it in their name.", organisation=home)
        words = Markup('<h3>{}</h3><p class="quote below">{}</p><p class="small below">{}</p>')
        show(words.format(title, view.text, told))
        if problem := st.session_state.pop(_key(laid, "problem"), None):
            text = sentence(problem, say) if isinstance(problem, ServiceError) else str(problem)
            show(Markup('<p class="stop" role="alert">{}</p>').format(text))
        seats = (seat.organisation for seat in laid.state.facts.seats)
        homes = list(dict.fromkeys([view.organisation, *seats]))
        checking(laid.screen, form, homes, facts=laid.state.facts, needed=True)
        form.status(quiet=True)
        record, back = say("Record how V{n} is checked", n=view.number), say("Back; your text is kept")
        do_or_leave("check", record, _recorder(laid, view, form), back, _closer(laid, form))


def _form(laid: Laid, view: ConditionView) -> DraftForm:
    fields = {
        "version": view.version,
        "check": view.check,
        "checked_by": view.checked_by or view.organisation,
        "every_checked_by": False,
        "tier": view.tier,
    }
    return DraftForm(laid.screen, f"check.{view.id}", fields, laid.case_id)


def _recorder(laid: Laid, view: ConditionView, form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        if not str(form["check"]).strip():
            st.session_state[_key(laid, "problem")] = laid.say("Write first how one sees that it holds.")
            return
        try:
            _record(laid, view, _order(view, form))
        except ServiceError as refusal:
            st.session_state[_key(laid, "problem")] = refusal
            if isinstance(refusal, ChangedMeanwhile):
                form["version"] = refusal.fields["version"]  # drawn anew with what stands now; a second click means it
        else:
            form.discard()
            st.session_state.pop(_key(laid), None)

    return go


def _record(laid: Laid, view: ConditionView, order: HandIn) -> None:
    work = laid.screen.work
    if view.invitation_id:
        hand_in_for(work, laid.case_id, view.invitation_id, order)
        return
    home = next(one for one in organisations(work) if one.key == view.organisation)
    record_condition(work, laid.case_id, home.id, order)


def _order(view: ConditionView, form: DraftForm) -> HandIn:
    return view.handed_in_again(
        seen_version=int(form["version"]), check=str(form["check"]), checked_by=str(form["checked_by"] or "")
    )


def _closer(laid: Laid, form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        form.forget()
        st.session_state.pop(_key(laid), None)

    return go


def _key(laid: Laid, what: str = "") -> str:
    return f"board.{laid.case_id}.check{what}"
