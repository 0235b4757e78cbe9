"""The decision of a review: what stands in its way, why it is taken, and when the plan is looked at again."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import CloseReason, ReviewDecision
from pages.casework.assessment_form import assessment_dialog
from pages.follow_up.review_words import decision_words
from pages.frame.choices import events_choice, optional_term
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show, tag
from pages.frame.refusal import sentence
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.errors import ServiceError
from services.plans.queries import CaseState
from services.reviews.actions import decide_review
from services.reviews.facts import DecideReview, ReviewLine, ReviewNow, ReviewPoint
from services.reviews.words import point_words
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label

_OF_THE_SASH = {"sash_missing", "sash_due", "not_higher", "not_lower", "risk_higher"}
_ASKED_BELOW = {"close_reason"}


def draw_decision(screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine) -> None:
    """Draws the card, for who directs the case."""
    say, form = screen.say, _form(screen, state, now, review)
    with st.container(key="card_review_decision", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("The decision")))
        named = {decision.value: label(say, decision) for decision in ReviewDecision}
        with st.container(key="way_review"):
            st.segmented_control(
                say("What you decide"),
                list(named),
                format_func=lambda value: named[value],
                key=form.key("decision"),
                on_change=form.save,
            )
        if form["decision"] is None:
            show(Markup('<p class="soft">{}</p>').format(say("Choose one; what it asks of you comes below it.")))
            return
        _chosen(screen, state, now, review, form)


def _chosen(screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine, form: DraftForm) -> None:
    say, decision = screen.say, ReviewDecision(form["decision"])
    show(Markup("<p>{}</p>").format(decision_words(say, decision)))
    if decision is ReviewDecision.CLOSE:
        optional_term(say, form, "close_reason", say("Why the case can be closed"), CloseReason)
    points = [point for point in _points(now, form, decision) if point.key not in _ASKED_BELOW]
    _in_the_way(screen, state, [point for point in points if not point.explains])
    for point in points:
        if point.explains:
            writing_area(form, f"why.{point.explains}", point_words(say, point), height=70)
    writing_area(form, "reasons", say("Why you decide this"), height=110, longest=4000, hint=_readers(say))
    if decision is not ReviewDecision.CLOSE:
        _next(say, form, now)
    _settle(screen, state, now, review, form, blocked=any(not point.explains for point in points))


def _readers(say: Say) -> str:
    return say("Every partner reads this, also in the plan in Word. What only some may read stands with the condition.")


def _points(now: ReviewNow, form: DraftForm, decision: ReviewDecision) -> list[ReviewPoint]:
    found = list(now.points.get(decision, ()))
    if decision is ReviewDecision.CLOSE:
        if form["close_reason"] is None:
            return [*found, ReviewPoint("close_reason")]
        closing = now.closing.get(CloseReason(form["close_reason"]), ())
        found += [ReviewPoint(f"closing.{one.key}", tuple(one.data.get("rules", ())), one.data) for one in closing]
    return found


def _in_the_way(screen: Screen, state: CaseState, points: list[ReviewPoint]) -> None:
    """What must come first, with the way to it where that is not on this screen."""
    if not points:
        return
    say = screen.say
    lines = [
        Markup("<li>{} {}</li>").format(
            point_words(say, point), joined([tag(rule, "white") for rule in _rules(point)], " ")
        )
        for point in points
    ]
    head = say("This cannot be decided yet:")
    show(Markup('<div class="mind" role="status"><p>{}</p><ul class="why">{}</ul></div>').format(head, joined(lines)))
    keys = {point.key for point in points}
    with st.container(horizontal=True, gap="small"):
        if keys & _OF_THE_SASH and st.button(say("Record a SASH"), key="decision_sash"):
            assessment_dialog(screen, state.facts)
        if any(key.startswith("closing.") for key in keys):
            screen.link("routekaart", say("To the route map"), state.facts.id, icon=":material/arrow_forward:")


def _rules(point: ReviewPoint) -> tuple[str, ...]:
    return point.rule_ids if len(point.rule_ids) <= 4 else (*point.rule_ids[:4], "…")


def _next(say: Say, form: DraftForm, now: ReviewNow) -> None:
    """When to look again, filled in with the proposal until somebody chooses otherwise, and what brings it forward."""
    if form["next_on"] in (None, form["proposed"]):
        form["next_on"] = form["proposed"] = now.next.proposed
    st.date_input(say("Next review on"), key=form.key("next_on"), format="DD-MM-YYYY", on_change=form.save, width=240)
    weeks = say.plural("{n} week", "{n} weeks", now.next.weeks)
    text = say(
        "At {risk} risk your region looks again within {weeks}: {latest} at the latest. An agreement, not a law.",
        risk=label(say, now.next.risk).lower(),
        weeks=weeks,
        latest=say.day(now.next.latest),
    )
    show(Markup('<p class="small">{}</p>').format(text))
    events_choice(say, form, "events")


def _settle(
    screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine, form: DraftForm, *, blocked: bool
) -> None:
    say = screen.say
    form.status(quiet=True)
    held = st.session_state.pop(_problem(review), None)
    if isinstance(held, ChangedMeanwhile):
        text = say("Something changed in this case since you looked. Look once more, then decide; your text is kept.")
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
    elif isinstance(held, ServiceError):
        show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(held, say)))
    sure = st.checkbox(
        plain(say("I decide this. The review is then kept as it is; nothing in it changes any more.")),
        key=f"review_sure_{review.id}",
    )
    st.button(
        say("Record the decision"),
        type="primary",
        key="review_decide",
        disabled=blocked or not sure,
        on_click=_decider(screen, state, now, review, form),
    )


def _decider(
    screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine, form: DraftForm
) -> Callable[[], None]:
    """A callback that decides on what was on the screen when the button was drawn."""

    def go() -> None:
        why = {one.condition.id: str(form[f"why.{one.condition.id}"]) for one in now.needed}
        order = DecideReview(
            case_id=state.facts.id,
            review_id=review.id,
            version=review.version,
            decision=ReviewDecision(form["decision"]),
            reasons=str(form["reasons"]),
            next_on=form["next_on"],
            next_events=tuple(form["events"]),
            explanations=why,
            close_reason=CloseReason(form["close_reason"]) if form["close_reason"] else None,
            seen=now.mark,
        )
        try:
            decide_review(screen.work, order)
        except ServiceError as refusal:
            st.session_state[_problem(review)] = refusal
            form.save()
            return
        form.discard()

    return go


def _problem(review: ReviewLine) -> str:
    return f"deciding.{review.id}.problem"


def _form(screen: Screen, state: CaseState, now: ReviewNow, review: ReviewLine) -> DraftForm:
    fields = {
        "decision": None,
        "reasons": "",
        "close_reason": None,
        "next_on": None,
        "proposed": None,
        "events": list(state.facts.review_events),
    }
    why = {f"why.{one.condition.id}": "" for one in now.needed}
    return DraftForm(screen, f"decide-review.{review.id}", fields | why, state.facts.id)
