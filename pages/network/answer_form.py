"""The dialog in which a finding is answered: done, planned or not applicable, for all of it or for a part."""

from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from models.terms import FindingAnswer
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.writing import writing_area
from pages.network.finding_words import gap_name, place_name
from pages.network.view import View
from services.network.actions import answer_finding
from services.network.facts import Finding
from services.network.orders import AnswerFinding
from services.network.rules import seat_is
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say

LONGEST_REASON = 2000


def answer_dialog(view: View, finding: Finding, answer: FindingAnswer) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(plain(_title(view.say, answer)), width="medium")
    def opened() -> None:
        with refusals_shown(view.say):
            _form(view, finding, answer)

    opened()


def _title(say: Say, answer: FindingAnswer) -> str:
    return {
        FindingAnswer.DONE: say("This is done"),
        FindingAnswer.PLANNED: say("This is planned"),
        FindingAnswer.NOT_APPLICABLE: say("This does not apply"),
    }[answer]


def _form(view: View, finding: Finding, answer: FindingAnswer) -> None:
    say = view.say
    show(Markup('<p><strong>{}</strong></p><p class="small">{}</p>').format(finding.text, _effect(say, answer)))
    form = DraftForm(view.screen, _name(view, finding, answer), _defaults(view, finding), view.case.id)
    if len(finding.gaps) > 1:
        _parts(view, form, finding)
    if answer is FindingAnswer.PLANNED:
        _who_and_when(view, form)
    writing_area(form, "reason", _why(say, answer), height=90, longest=LONGEST_REASON)
    form.status()
    with st.container(horizontal=True):
        keep = st.button(say("Record this answer"), type="primary", key="answer_keep")
        if st.button(say("Give up changes"), key="answer_cancel"):
            form.discard()
            st.rerun()
    if keep:
        with refusals_shown(say):
            _keep(view, form, finding, answer)


def _effect(say: Say, answer: FindingAnswer) -> str:
    """What the answer does to the list."""
    return {
        FindingAnswer.DONE: say(
            "It leaves the list. Was there contact? Then rather record it: the reach of new information counts with it."
        ),
        FindingAnswer.PLANNED: say("It leaves the list until that day has passed."),
        FindingAnswer.NOT_APPLICABLE: say("It leaves the list. The reason stays readable for who works on this case."),
    }[answer]


def _why(say: Say, answer: FindingAnswer) -> str:
    if answer is FindingAnswer.NOT_APPLICABLE:
        return say("Why it does not apply")
    return say("What is worth knowing (not required)")


def _name(view: View, finding: Finding, answer: FindingAnswer) -> str:
    """A draft belongs to exactly these gaps; when one is settled meanwhile, a new form begins."""
    told = sha256("\n".join((answer.value, *finding.gaps)).encode()).hexdigest()[:16]
    return f"answer.{view.case.id}.{told}"


def _defaults(view: View, finding: Finding) -> dict[str, object]:
    owner = next((seat for seat in view.case.seats if finding.owner and seat_is(seat, finding.owner)), None)
    fields: dict[str, object] = {f"part.{number}": True for number in range(len(finding.gaps))}
    by_whom = place_name(view.say, view.facts, owner.id) if owner else None
    return fields | {"by_whom": by_whom, "planned_for": None, "reason": ""}


def _parts(view: View, form: DraftForm, finding: Finding) -> None:
    """The gaps of a finding, each with its own tick."""
    say = view.say
    show(Markup('<p class="small below">{}</p>').format(say("For which part does this hold?")))
    with st.container(gap="xsmall"):
        for number, gap in enumerate(finding.gaps):
            st.checkbox(plain(gap_name(say, view.facts, gap)), key=form.key(f"part.{number}"), on_change=form.save)


def _who_and_when(view: View, form: DraftForm) -> None:
    say = view.say
    known = [place_name(say, view.facts, seat.id) for seat in view.case.seats if not seat.barred]
    if form["by_whom"] and form["by_whom"] not in known:
        known.append(form["by_whom"])
    left, right = st.columns([1.6, 1], gap="medium")
    with left:
        st.selectbox(
            say("By whom"),
            known,
            key=form.key("by_whom"),
            index=None,
            placeholder=say("Choose, or type a name"),
            accept_new_options=True,
            on_change=form.save,
        )
    with right:
        st.date_input(
            say("On which day"),
            key=form.key("planned_for"),
            min_value=view.facts.today,
            format="DD-MM-YYYY",
            on_change=form.save,
        )


def _keep(view: View, form: DraftForm, finding: Finding, answer: FindingAnswer) -> None:
    """Keeps the answer; who answered meanwhile is told of, and recording once more puts this in its place."""
    planned = answer is FindingAnswer.PLANNED
    gaps = tuple(gap for number, gap in enumerate(finding.gaps) if form[f"part.{number}"])
    order = AnswerFinding(
        case_id=view.case.id,
        gaps=gaps,
        answer=answer,
        reason=form["reason"],
        by_whom=str(form["by_whom"] or "") if planned else "",
        planned_for=form["planned_for"] if planned else None,
        seen=tuple((one.id, one.version) for one in finding.answers if one.gap in gaps),
    )
    try:
        answer_finding(view.screen.work, order)
    except ChangedMeanwhile:
        text = view.say("Somebody else answered this meanwhile. Close this window and look at the list again.")
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        return
    form.discard()
    st.rerun()
