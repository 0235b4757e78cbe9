"""What the last review came to: a part of chapter 10 of the partners' plan."""

from collections.abc import Iterable

from models.terms import Known
from services.documents import phrases
from services.documents.plan.pieces import calm, noted, table
from services.documents.word.layout import Block, Cell, Column, Heading, KeyValueTable, Text, line, strong
from services.plans.appendices import PlanFinding, PlanReview
from services.plans.facts import PlanContent
from services.wording import Say
from services.wording.labels import event_label, label, within


def last_review(say: Say, plan: PlanContent) -> list[Block]:
    """The day, the decision and why, when the next one is, and what was found of the conditions that this reader may
    read. Of what was found of others nothing is told, not even how many there are."""
    heading = Heading(say("The last review"), level=2)
    if plan.last_review is None:
        return [heading, calm(say("No review of this plan has been decided yet."))]
    review = plan.last_review
    about = say("When the plan was reviewed, what was decided and why, and when the next review is.")
    facts = KeyValueTable(tuple(_facts(say, plan, review)), say("The last review"), about)
    return [heading, facts, *_found(say, review)]


def _facts(say: Say, plan: PlanContent, review: PlanReview) -> Iterable[tuple[str, Cell]]:
    day = say.day(review.decided_on)
    yield say("Reviewed on"), say("{day}, version {number}", day=day, number=review.version)
    yield say("Decision"), line(strong(label(say, review.decision)))
    yield say("Grounds"), tuple(part for part in review.reasons.splitlines() if part.strip()) or phrases.NOTHING
    if review.next_on:
        yield say("Next review"), tuple(_next(say, plan, review))
    if met := [one.number for one in review.found if one.met is Known.YES]:
        yield say("Conditions that were met"), say.listed(met)


def _next(say: Say, plan: PlanContent, review: PlanReview) -> Iterable[Text]:
    """The day, and what brings it forward where that is not what this chapter already says."""
    if review.next_on:
        yield say("On {day} at the latest", day=say.day(review.next_on))
    if review.next_events and review.next_events != plan.review_triggers:
        events = say.listed([within(event_label(say, event)) for event in review.next_events])
        yield say("Sooner after: {events}", events=events)


def _found(say: Say, review: PlanReview) -> list[Block]:
    """What was not as it must be; a soft condition says that it is a wish."""
    rows = tuple(_row(say, one) for one in review.found if one.met is not Known.YES)
    if not rows:
        return []
    columns = (Column(say("No."), 7), Column(say("Condition"), 40), Column(say("What was found"), 53))
    told = say("Per condition that was not met or not known to be met what was found, and why the plan goes on.")
    return [table(say("Conditions that were not met at the review"), told, columns, rows)]


def _row(say: Say, one: PlanFinding) -> tuple[Cell, ...]:
    words = say("Not met") if one.met is Known.NO else say("Not known yet")
    found: list[Text] = [line(strong(words))]
    if one.evidence:
        found.append(one.evidence)
    if one.why_go_on:
        found.append(line(strong(say("Why the plan goes on:")), f" {one.why_go_on}"))
    if seen := _seen(say, one):
        found.append(noted(seen))
    wish = () if one.hard else (noted(say("A wish, not a must")),)
    return one.number, (one.text, *wish), tuple(found)


def _seen(say: Say, one: PlanFinding) -> str:
    who = phrases.organisation(say, one.by_organisation)
    if one.met is Known.UNKNOWN:
        return say("{who} finds this out", who=who) if one.by_organisation else ""
    return say("seen by {who} on {day}", who=who, day=say.short_day(one.seen_on)) if one.seen_on else ""
