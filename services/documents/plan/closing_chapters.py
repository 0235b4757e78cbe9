"""Chapters 7 to 10 of the partners' plan: what was weighed, signals, sharing information and the review."""

from services.documents import phrases
from services.documents.plan.pieces import calm, table
from services.documents.plan.review_part import last_review
from services.documents.word.layout import Block, BulletList, Cell, Column, Heading, KeyValueTable, Paragraph, Table
from services.plans.facts import PlanContent, PlanSignal
from services.wording import Say
from services.wording.labels import event_label, label, seat_label


def weighings(say: Say, plan: PlanContent) -> list[Block]:
    """7: the measures that were weighed, whatever the outcome."""
    heading = Heading(say("Measures that were weighed"))
    if not plan.weighings:
        return [heading, calm(say("No weighings have been recorded for this reader."))]
    columns = (
        Column(say("Measure"), 25),
        Column(say("Weighed by"), 20),
        Column(say("Date"), 13),
        Column(say("Decision"), 15),
        Column(say("Grounds"), 27),
    )
    rows = tuple(
        (
            label(say, w.measure),
            phrases.organisation(say, w.organisation),
            phrases.day(say, w.weighed_on),
            label(say, w.outcome),
            w.reason or phrases.NOTHING,
        )
        for w in plan.weighings
    )
    told = say("Per measure who weighed it and what was decided, with the reason.")
    return [heading, table(say("Weighings"), told, columns, rows)]


def escalation(say: Say, plan: PlanContent) -> list[Block]:
    """8: what happens when something goes wrong: recorded signals, then what each item says for when it fails."""
    heading = Heading(say("Signals and escalation"))
    signals = [*plan.signals, *_failures(say, plan)]
    if not signals:
        return [heading, calm(say("No signals have been recorded. In danger call 112, then the case director."))]
    columns = (
        Column(say("Signal"), 24),
        Column(say("Do at once"), 35),
        Column(say("Who signals"), 22),
        Column(say("Inform"), 19),
    )
    rows = tuple((s.signal, s.act, s.signalled_by or phrases.NOTHING, s.inform or phrases.NOTHING) for s in signals)
    told = say("Per signal what to do, who signals it and who is told.")
    return [heading, table(say("Signals"), told, columns, rows)]


def _failures(say: Say, plan: PlanContent) -> list[PlanSignal]:
    director = seat_label(say, plan.director_role)
    failing = [
        (say("Condition {number} is not kept", number=c.number), c.if_not, c.responsible or c.organisation)
        for c in plan.conditions
        if c.if_not and c.holds
    ]
    failing += [
        (say("Action {number} does not work", number=a.number), a.if_not, a.owner) for a in plan.actions if a.if_not
    ]
    return [PlanSignal(signal, act, phrases.organisation(say, who), director) for signal, act, who in failing]


def sharing(say: Say, plan: PlanContent) -> list[Block]:
    """9: on what basis information is shared, who gets what, what the victim knows, how long it is kept."""
    basis = [label(say, plan.legal_basis)] if plan.legal_basis else []
    basis += [plan.sharing_basis] if plan.sharing_basis else []
    kept = [say("Until {day}", day=say.day(plan.retention_until, weekday=False))] if plan.retention_until else []
    kept += [plan.retention] if plan.retention else []
    missing = say("Not recorded")
    facts: tuple[tuple[str, Cell], ...] = (
        (say("Basis"), tuple(basis) or missing),
        (say("What the victim knows"), plan.victim_knows or missing),
        (say("How long it is kept"), tuple(kept) or missing),
    )
    rules = BulletList(
        (
            say("This copy is for its receiver only. Do not pass it on or copy it; who needs one asks the director."),
            say("Each organisation gets an edition of its own. What is not in it is not meant for it."),
            say("Addresses, phone numbers and working hours of the victim do not belong in this plan."),
        )
    )
    about = say("On what basis information is shared, what the victim knows, and how long it is kept.")
    facts_table = KeyValueTable(facts, say("Sharing information"), about)
    every = Paragraph(say("For every copy:"), quiet=True, keep_with_next=True)
    return [Heading(say("Sharing information")), facts_table, _shared(say, plan), every, rules]


def _shared(say: Say, plan: PlanContent) -> Table:
    """With whom what is shared."""
    partners = dict.fromkeys(seat.organisation for seat in plan.seats if not seat.external)
    outside = dict.fromkeys(seat.organisation for seat in plan.seats if seat.external)
    rows: list[tuple[Cell, ...]] = []
    if partners:
        who = say.listed([phrases.organisation(say, key) for key in partners])
        rows.append((who, say("This plan, each as far as it is meant for that organisation")))
    others = [phrases.organisation(say, key) for key in outside if key not in partners]
    if others:
        rows.append((say.listed(others), say("Only the agreements of that organisation itself")))
    rows.append((say("The victim"), say("A page of their own in plain words, with what is done for them")))
    nothing = say("Nothing of this plan; at most a notice that was written separately")
    rows.append((say("The alleged perpetrator"), nothing))
    columns = (Column(say("With whom"), 45), Column(say("What is shared"), 55))
    return table(say("What is shared with whom"), say("Per reader what they get of this plan."), columns, tuple(rows))


def review(say: Say, plan: PlanContent) -> list[Block]:
    """10: when the plan is looked at again or sooner, when it ends, and what the last review came to."""
    blocks: list[Block] = [Heading(say("Review"))]
    if plan.review_on:
        blocks.append(Paragraph(say("This plan is reviewed on {day} at the latest.", day=say.day(plan.review_on))))
    else:
        blocks.append(calm(say("No review date has been recorded.")))
    if plan.review_triggers:
        blocks.append(Paragraph(say("Sooner when one of these happens:"), keep_with_next=True))
        blocks.append(BulletList(tuple(event_label(say, trigger) for trigger in plan.review_triggers)))
    if plan.ends:
        blocks.append(Paragraph(say("When the plan ends: {words}", words=plan.ends)))
    else:
        blocks.append(calm(say("When the plan ends has not been recorded.")))
    return [*blocks, *last_review(say, plan)]
