"""Chapters 1 to 3 of the partners' plan (`word.md`). Each takes a plan already cut down to its reader.

A chapter without data says so in one calm line.
"""

from services.documents import phrases
from services.documents.plan.pieces import calm, table
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Tone,
    line,
    strong,
)
from services.plans.facts import PlanAssessment, PlanCondition, PlanContent
from services.wording import Say
from services.wording.labels import label

_CORE = 5


def core(say: Say, plan: PlanContent) -> list[Block]:
    """1: the hold, and the conditions that everyone must know: those that were chosen, else the hard ones."""
    blocks: list[Block] = [Heading(say("The plan in brief"))]
    if plan.hold_in_force:
        stop = say("Stop: nobody approaches the alleged perpetrator until the case director releases this.")
        blocks.append(Callout((line(strong(stop)),), Tone.DANGER))
    standing = [c for c in plan.conditions if c.holds and not c.withheld]
    chosen = [c for c in standing if c.number in plan.core]
    shown = chosen or [c for c in standing if c.hard][:_CORE] or standing[:_CORE]
    if not shown:
        return [*blocks, calm(say("No conditions have been recorded."))]
    return [*blocks, BulletList(tuple(_pointed(say, condition) for condition in shown))]


def _pointed(say: Say, condition: PlanCondition) -> Line:
    facts = [condition.number, phrases.organisation(say, condition.responsible or condition.organisation)]
    facts += [say("by {day}", day=say.short_day(condition.due))] if condition.due else []
    return line(condition.text, Span(f" ({' · '.join(facts)})", quiet=True))


def situation(say: Say, plan: PlanContent) -> list[Block]:
    """2: what happened, and the private persons by alias."""
    blocks: list[Block] = [Heading(say("Situation and people"))]
    blocks.append(Paragraph(plan.summary) if plan.summary else calm(say("No summary has been recorded.")))
    if not plan.persons:
        return [*blocks, calm(say("No people have been recorded."))]
    columns = (Column(say("Person"), 40), Column(say("Part in the case"), 40), Column(say("Age"), 20))
    rows = tuple(
        (p.alias, label(say, p.role), str(p.age) if p.age is not None else phrases.NOTHING) for p in plan.persons
    )
    return [*blocks, table(say("People in the case"), say("Every person by alias, with part and age."), columns, rows)]


def risk(say: Say, plan: PlanContent) -> list[Block]:
    """3: the risk, and the outcomes of instruments; one that was asked for and has not come says so."""
    blocks: list[Block] = [Heading(say("Risk and what it means"))]
    if plan.risk:
        told = line(f"{say('Risk in this case')}: ", strong(label(say, plan.risk).lower()), ".")
        blocks.append(Paragraph(told, keep_with_next=True))
    if not plan.assessments:
        return [*blocks, calm(say("No assessment has been received yet."))]
    columns = (
        Column(say("Instrument"), 24),
        Column(say("Date"), 13),
        Column(say("By"), 18),
        Column(say("Outcome"), 20),
        Column(say("Explanation"), 25),
    )
    rows = tuple(
        (
            label(say, a.instrument),
            phrases.day(say, a.assessed_on),
            phrases.organisation(say, a.by_organisation),
            line(strong(a.outcome)) if a.outcome else say("Not received"),
            _explained(say, a),
        )
        for a in plan.assessments
    )
    return [*blocks, table(say("Assessments"), say("Per instrument date, assessor and outcome."), columns, rows)]


def _explained(say: Say, found: PlanAssessment) -> str:
    told = [found.explanation] if found.explanation else []
    told += [say("Coordinated with Veilig Thuis.")] if found.coordinated else []
    told += [say("Version {number} of the instrument.", number=found.edition)] if found.edition else []
    return " ".join(told) or phrases.NOTHING
