"""What a review led to, where the plan stands, and every review that was: read, never changed."""

import streamlit as st
from markupsafe import Markup

from models.terms import ReviewDecision
from pages.follow_up.review_words import found_tag, news_words, seen_words
from pages.frame.markup import Text, facts_list, joined, plain, show, tag
from pages.frame.screen import Screen
from services.plans.queries import CaseState
from services.reviews.facts import CheckedCondition, ReviewLine, ReviewNow
from services.wording import Say, label
from services.wording.labels import within

_COLOUR = {
    ReviewDecision.CONTINUE: "green",
    ReviewDecision.CHANGE: "blue",
    ReviewDecision.SCALE_UP: "red",
    ReviewDecision.SCALE_DOWN: "blue",
    ReviewDecision.CLOSE: "grey",
}


def draw_follows(screen: Screen, state: CaseState, now: ReviewNow) -> None:
    """Draws what comes after the last decision, with the way there."""
    last = next((line for line in now.history if line.decision is not None), None)
    if last is None or last.decision is None:
        return
    say, case_id = screen.say, state.facts.id
    with st.container(key="card_review_follows", gap="small"):
        text = Markup("<h2>{} {}</h2><p>{}</p>").format(
            say("What follows from the last review"), decision_tag(say, last), _follows(say, last.decision)
        )
        show(text)
        if not state.directs:
            return
        with st.container(horizontal=True, gap="small"):
            for place, words in _places(say, last.decision):
                if st.button(plain(words), key=f"review_to_{place}"):
                    screen.go(place, case_id)


def _follows(say: Say, decision: ReviewDecision) -> str:
    return {
        ReviewDecision.CONTINUE: say("The plan goes on as it is, until the next review or until something happens."),
        ReviewDecision.CHANGE: say(
            "The next draft is ready to be changed. The plan in force holds until it is adopted."
        ),
        ReviewDecision.SCALE_UP: say(
            "Come together today, weigh what goes further, and ask the prosecutor whether guarding and protection is "
            "needed. Then make the plan follow."
        ),
        ReviewDecision.SCALE_DOWN: say(
            "Make the plan follow: which measures end, who takes over, what stays. Tell the victim before it changes."
        ),
        ReviewDecision.CLOSE: say("Close the case with the term for its file. Until then its plan stays in force."),
    }[decision]


def _places(say: Say, decision: ReviewDecision) -> tuple[tuple[str, str], ...]:
    return {
        ReviewDecision.CONTINUE: (),
        ReviewDecision.CHANGE: (("plan", say("To the plan")),),
        ReviewDecision.SCALE_UP: (
            ("overleg", say("Plan an action meeting")),
            ("maatregelen", say("Weigh measures")),
            ("plan", say("To the plan")),
        ),
        ReviewDecision.SCALE_DOWN: (("plan", say("To the plan")), ("maatregelen", say("To the measures"))),
        ReviewDecision.CLOSE: (("routekaart", say("To closing the case")),),
    }[decision]


def draw_where(say: Say, now: ReviewNow) -> None:
    """Draws which plan it is about, and when it is looked at."""
    if now.plan is None:
        return
    with st.container(key="card_review_where"):
        rows: list[tuple[str, Text]] = [
            (say("Plan"), say("version {n}", n=now.plan.number)),
            (say("Adopted"), say.day(now.plan.adopted_at)),
            (say("Review"), say.day(now.due_on) if now.due_on else say("No date chosen yet")),
        ]
        if now.going is not None:
            rows.append((say("Begun"), say.moment(now.going.begun_at)))
        show(Markup("<h2>{}</h2>{}").format(say("Which plan"), facts_list(rows)))


def draw_history(say: Say, now: ReviewNow) -> None:
    """Draws every review that is over, newest first."""
    with st.container(key="card_review_history", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Earlier reviews")))
        if not now.history:
            text = say("Once a review is decided it stands here, with what was found of every condition.")
            show(Markup('<p class="soft">{}</p>').format(text))
        for review in now.history:
            with st.container(key=f"row_review_{review.id}", gap="small"):
                show(_review(say, review))


def decision_tag(say: Say, review: ReviewLine) -> Markup:
    """How a review ended, as a small word."""
    if review.decision is None:
        return tag(say("not finished"), "white")
    return tag(label(say, review.decision), _COLOUR[review.decision])


def _review(say: Say, review: ReviewLine) -> Markup:
    when = say.day(review.decided_at or review.begun_at)
    head = Markup('<div class="line"><h3>{}</h3>{}</div>').format(when, decision_tag(say, review))
    notes = [say("plan version {n}", n=review.plan_number)]
    if review.decided_by:
        notes.append(say("decided by {name}", name=review.decided_by))
    if review.decision is None:
        notes.append(say("another plan came before it was decided"))
    body = Markup('<p class="lines">{}</p><p class="small">{}</p>').format(review.reasons, " · ".join(notes))
    if review.next_on:
        day = say("Next review: {day}.", day=say.day(review.next_on))
        early = say.listed([within(news_words(say, word)) for word in review.next_events])
        told = f"{day} {say('Earlier when: {events}.', events=early)}" if early else day
        body += Markup('<p class="small">{}</p>').format(told)
    return head + body + _found(say, review.checks)


def _found(say: Say, checks: tuple[CheckedCondition, ...]) -> Markup:
    if not checks:
        return Markup("")
    count = say.plural("{n} condition looked at", "{n} conditions looked at", len(checks))
    lines = joined([_check(say, check) for check in checks])
    return Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(count, lines)


def _check(say: Say, check: CheckedCondition) -> Markup:
    parts = [check.evidence, seen_words(say, check)]
    if check.why_go_on:
        parts.append(say("Why it went on: {why}", why=check.why_go_on))
    if check.reworded:
        parts.append(say("worded otherwise since"))
    told = joined([Markup('<p class="small">{}</p>').format(part) for part in parts if part])
    return Markup('<li class="below"><strong>V{}</strong> {}<br>{}{}</li>').format(
        check.number, found_tag(say, check.met), check.text, told
    )
