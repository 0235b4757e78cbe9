"""Chapters 11 and 12 of the partners' plan: each organisation's word on it, its versions, and what changed."""

from models.terms import ChangeKind, PlanAnswer, PlanStatus
from services.documents import phrases
from services.documents.plan.pieces import calm, noted, table
from services.documents.word.layout import Block, Cell, Column, Heading, Paragraph, Text, line, strong
from services.plans.appendices import ChangedPart, PlanChange
from services.plans.facts import PlanAgreement, PlanContent
from services.wording import Say
from services.wording.labels import label

_ALSO = {
    ChangedPart.HARD: "how firm it is",
    ChangedPart.CHECK: "the check",
    ChangedPart.PROOF: "how it shows",
    ChangedPart.IF_NOT: "what is done if it does not work",
    ChangedPart.ENDS: "the day on which it ends",
    ChangedPart.SUPPORTING: "who helps",
    ChangedPart.STATUS: "how far it is",
    ChangedPart.TELLS_VICTIM: "who tells the victim",
    ChangedPart.INFORM: "who signals and who is told",
    ChangedPart.ORGANISATION: "whose condition it is",
    ChangedPart.READERS: "who may read it",
}


def adoption(say: Say, plan: PlanContent) -> list[Block]:
    """11: each organisation's word; a reservation is printed, and so is who does not agree."""
    blocks: list[Block] = [Heading(say("Adoption")), Paragraph(phrases.standing(say, plan))]
    words = _words_of(plan)
    if words:
        columns = (
            Column(say("Organisation"), 22),
            Column(say("Function"), 25),
            Column(say("Present"), 12),
            Column(say("Agreed on"), 18),
            Column(say("Reservation"), 23),
        )
        rows = tuple(_word(say, plan, word) for word in words)
        told = say("Per organisation whether it was present and agreed, and what it said.")
        blocks.append(table(say("Agreement per organisation"), told, columns, rows))
    if not plan.agreements:
        blocks.append(calm(say("No agreement per organisation has been recorded.")))
    if against := _against(say, plan):
        blocks.append(calm(against))
    open_points = [point for point in plan.open_points if not point.key.startswith("seat:")]
    return [*blocks, *(calm(phrases.left_open(say, point)) for point in open_points)]


def _words_of(plan: PlanContent) -> list[PlanAgreement]:
    """What was said, then every partner organisation that said nothing yet."""
    said = {word.organisation for word in plan.agreements}
    silent = dict.fromkeys(s.organisation for s in plan.seats if not s.external and s.organisation not in said)
    return [*plan.agreements, *(PlanAgreement(organisation) for organisation in silent)]


def _word(say: Say, plan: PlanContent, word: PlanAgreement) -> tuple[Cell, ...]:
    seats = [seat for seat in plan.seats if seat.organisation == word.organisation]
    roles = [word.role] if word.role else list(dict.fromkeys(seat.role for seat in seats))
    known = [seat.present for seat in seats if seat.present is not None and (not word.role or seat.role == word.role)]
    present = word.present if word.present is not None else any(known) if known else None
    return (
        phrases.organisation(say, word.organisation),
        say.listed([phrases.role(say, role) for role in roles]) or phrases.NOTHING,
        phrases.NOTHING if present is None else say("Yes") if present else say("No"),
        _agreed(say, word),
        word.reservation or phrases.NOTHING,
    )


def _agreed(say: Say, word: PlanAgreement) -> Cell:
    """The day of agreeing; any other answer in words, so that nobody takes its day for one."""
    day = phrases.day(say, word.agreed_on)
    if word.answer is None:
        return day if word.agreed_on else say("No answer yet")
    if word.answer is PlanAnswer.AGREED:
        return day
    told = label(say, word.answer)
    return (line(strong(told)), noted(day)) if word.answer is PlanAnswer.NOT_AGREED else (day, noted(told))


def _against(say: Say, plan: PlanContent) -> str:
    """Where dissent with a decision between conditions stands."""
    found = [
        f"{phrases.organisation(say, word.organisation)} ({say.listed(list(one.conditions))})"
        for one in plan.contradictions
        for word in one.dissent
    ]
    return say("Does not agree with a decision in chapter 5: {who}.", who=say.listed(found)) if found else ""


def history(say: Say, plan: PlanContent) -> list[Block]:
    """12: the versions of the plan, and what changed since the one before."""
    blocks: list[Block] = [Heading(say("Versions and changes"))]
    if not plan.versions:
        return [*blocks, calm(say("This is the only version."))]
    columns = (
        Column(say("Version"), 12),
        Column(say("Date"), 18),
        Column(say("Status"), 24),
        Column(say("What changed"), 46),
    )
    first = min(version.number for version in plan.versions)
    rows = tuple(
        (
            str(v.number),
            phrases.day(say, v.adopted_on),
            label(say, PlanStatus(plan.status if v.number == plan.version else v.status)),
            v.change or _summed(say, plan, v.number, first),
        )
        for v in plan.versions
    )
    blocks.append(table(say("Versions"), say("Per version its date, status and changes."), columns, rows))
    if plan.changes:
        return [*blocks, Heading(say("What changed in this version"), level=2), _changes(say, plan)]
    alone = plan.version == first
    words = say("This is the first version.") if alone else say("Nothing changed for this reader in this version.")
    return [*blocks, calm(words)]


def _summed(say: Say, plan: PlanContent, number: int, first: int) -> str:
    """Counted over what this reader gets; what changed in an earlier version stands in that one."""
    if number == first:
        return say("First version")
    if number != plan.version:
        return say("See version {number}", number=number)
    counts = [(kind, sum(1 for one in plan.changes if one.kind is kind)) for kind in ChangeKind]
    told = [f"{n} {label(say, kind).lower()}" for kind, n in counts if n]
    return say.listed(told) if told else phrases.NOTHING


def _changes(say: Say, plan: PlanContent) -> Block:
    columns = (
        Column(say("Kind"), 15),
        Column(say("No."), 7),
        Column(say("What"), 43),
        Column(say("Owner"), 20),
        Column(say("Date"), 15),
    )
    rows = tuple(
        (
            line(strong(label(say, one.kind))),
            one.number or phrases.NOTHING,
            _what(say, one),
            _owner(say, one),
            _due(say, one),
        )
        for one in plan.changes
    )
    told = say("Per item whether it was added, changed or lapsed, whose it is and by when.")
    return table(say("Changes"), told, columns, rows)


def _what(say: Say, one: PlanChange) -> Cell:
    named = f"{label(say, one.measure)}: " if one.measure else ""
    came_to = one.outcome or one.outcome_before
    outcome = f"{label(say, came_to)}. " if came_to else ""
    lines: list[Text] = [f"{named}{outcome}{one.after or one.before}"]
    if one.kind is ChangeKind.CHANGED and one.before != one.after and one.before:
        lines.append(noted(say("Was: {words}", words=one.before)))
    if one.kind is ChangeKind.CHANGED and one.outcome != one.outcome_before and one.outcome_before:
        lines.append(noted(say("Was: {words}", words=label(say, one.outcome_before))))
    if one.gone_into:
        lines.append(noted(say("Goes on in {number}.", number=one.gone_into)))
    if one.also:
        lines.append(noted(say("Also changed: {what}.", what=say.listed([say(_ALSO[part]) for part in one.also]))))
    return tuple(lines)


def _owner(say: Say, one: PlanChange) -> Cell:
    now = phrases.organisation(say, one.owner)
    if one.kind is not ChangeKind.CHANGED or one.owner == one.owner_before or not one.owner_before:
        return now
    return now, noted(say("Was: {words}", words=phrases.organisation(say, one.owner_before)))


def _due(say: Say, one: PlanChange) -> Cell:
    now = phrases.day_of(say, one.due)
    if one.kind is not ChangeKind.CHANGED or one.due == one.due_before:
        return now
    return now, noted(say("Was: {words}", words=phrases.day_of(say, one.due_before)))
