"""The dialog in which a rule of the route map is answered; what is typed saves itself."""

import streamlit as st
from markupsafe import Markup

from models.terms import RuleAnswer
from pages.casework.duty_words import home_name, state_word
from pages.frame.choices import tier_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.duties.actions import answer_rule, take_back
from services.duties.facts import CaseDuties, Obligation, RuleAnswerView
from services.duties.orders import AnswerRule, TakeBack
from services.duties.queries import case_duties
from services.duties.rules import accepts, wants_day, wants_reason
from services.duties.words import note_words
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label


def answer_dialog(screen: Screen, found: CaseDuties, duty: Obligation) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(plain(screen.say("Answer rule {rule}", rule=duty.id)), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, found, duty)

    opened()


def _form(screen: Screen, found: CaseDuties, duty: Obligation) -> None:
    say = screen.say
    show(_head(say, duty))
    takes = {answer.value: label(say, answer) for answer in accepts(duty.rule)}
    form = DraftForm(screen, f"rule.{screen.case_id}.{duty.id}", _defaults(duty, next(iter(takes))), screen.case_id)
    if form["answer"] not in takes:  # a draft from when the rule took other answers
        form["answer"] = next(iter(takes))
    st.radio(
        say("Answer"),
        list(takes),
        format_func=lambda value: takes.get(value, ""),
        key=form.key("answer"),
        on_change=form.save,
        horizontal=True,
    )
    chosen = RuleAnswer(form["answer"])
    writing_area(form, "reason", _why_label(say, duty, chosen), height=100)
    left, right = st.columns(2, gap="medium")
    with left:
        st.date_input(
            say("Agreed for which day?"),
            key=form.key("planned_for"),
            format="DD-MM-YYYY",
            on_change=form.save,
            disabled=not wants_day(chosen),
        )
    with right:
        tier_choice(say, form, "tier", say("Who may read this"))
    form.status()
    with st.container(horizontal=True):
        keep = st.button(say("Record this answer"), type="primary", key="rule_keep")
        if st.button(say("Give up changes"), key="rule_cancel"):
            form.discard()
            st.rerun()
    if keep:
        with refusals_shown(say):
            _keep(screen, form, duty, chosen)
    _before(screen, found, duty)


def _head(say: Say, duty: Obligation) -> Markup:
    guidance = duty.rule.guidance(say.language)
    notes = [note_words(say, note) for note in duty.notes]
    return Markup('<p><strong>{}</strong></p><p class="small">{} · {}</p>{}{}').format(
        duty.rule.text(say.language),
        home_name(say, duty.organisation),
        state_word(say, duty),
        Markup('<p class="below">{}</p>').format(guidance) if guidance else "",
        Markup('<p class="small below">{} {}</p>').format(say("The file shows:"), " · ".join(notes)) if notes else "",
    )


def _why_label(say: Say, duty: Obligation, answer: RuleAnswer) -> str:
    record = duty.rule.record_en if say.language == "en" else duty.rule.record_nl
    if answer is RuleAnswer.DONE and record:
        return record
    return say("Why") if wants_reason(duty.rule, answer) else say("What is worth knowing (not required)")


def _keep(screen: Screen, form: DraftForm, duty: Obligation, answer: RuleAnswer) -> None:
    """Keeps the answer. One that was given meanwhile is shown beside it; whoever then records again replaces it."""
    order = AnswerRule(
        case_id=screen.case_id,
        rule_id=duty.id,
        answer=answer,
        reason=form["reason"],
        planned_for=form["planned_for"] if wants_day(answer) else None,
        tier=form["tier"],
        seen_answer_id=form["seen"],
        seen_version=int(form["seen_version"]),
    )
    try:
        answer_rule(screen.work, order)
    except ChangedMeanwhile:
        _both(screen, form, duty, order)
        return
    form.discard()
    st.rerun()


def _both(screen: Screen, form: DraftForm, duty: Obligation, order: AnswerRule) -> None:
    say = screen.say
    now = case_duties(screen.work, screen.case_id).duty(duty.id)
    stands = now.answer if now else None
    form["seen"], form["seen_version"] = (stands.id, stands.version) if stands else ("", 0)
    form.save()
    text = say("Somebody else answered this rule. Record once more to put yours in its place, or give up changes.")
    mine = f"{label(say, order.answer)}. {order.reason}"
    theirs = f"{label(say, stands.answer)}. {stands.reason}" if stands else say("It was taken back.")
    show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))


def _defaults(duty: Obligation, first: str) -> dict[str, object]:
    stands = duty.answer
    takes = [answer.value for answer in accepts(duty.rule)]
    return {
        "answer": stands.answer.value if stands and stands.answer.value in takes else first,
        "reason": stands.reason if stands else "",
        "planned_for": stands.planned_for if stands else None,
        "tier": stands.tier if stands else "partners",
        "seen": stands.id if stands else "",
        "seen_version": stands.version if stands else 0,
    }


def _before(screen: Screen, found: CaseDuties, duty: Obligation) -> None:
    """Every answer ever given to this rule, and taking back the one that stands."""
    say = screen.say
    told = [answer for answer in found.answers if answer.rule_id == duty.id]
    if not told:
        return
    with st.expander(say.plural("{n} answer so far", "{n} answers so far", len(told))):
        show(Markup("<ul>{}</ul>").format(joined([_past(say, answer) for answer in told])))
        standing = next((answer for answer in told if answer.replaced_at is None), None)
        if standing and st.button(say("Take this answer back"), key="rule_take_back"):
            with refusals_shown(say):
                take_back(screen.work, TakeBack(screen.case_id, standing.id, standing.version))
                st.rerun()


def _past(say: Say, answer: RuleAnswerView) -> Markup:
    who = answer.answered_by or home_name(say, answer.organisation)
    until = say("stands") if answer.replaced_at is None else say("until {day}", day=say.short_day(answer.replaced_at))
    head = f"{say.short_day(answer.answered_on)} · {label(say, answer.answer)} · {who} · {until}"
    return Markup('<li class="row"><div class="grow"><p>{}</p><p class="small">{}</p></div></li>').format(
        head, answer.reason
    )
