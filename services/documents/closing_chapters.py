"""Chapters 7 to 12 of the partners' plan and the annex of abbreviations: what was weighed, agreed and changed."""

import re

from models.terms import PlanStatus
from services.documents import phrases
from services.documents.word.layout import Block, BulletList, Column, Heading, KeyValueTable, Paragraph, Table, texts
from services.plans.facts import PlanContent, PlanSignal
from services.wording import Say
from services.wording.labels import label, seat_label

ABBREVIATIONS = {
    "AOL": "location marker: agreements that the control room sees at an address",
    "AOP": "person marker: agreements that the control room sees with a person",
    "AWARE": "personal alarm for people who are being stalked",
    "CCB": "the police team for conflict and crisis",
    "CR": "case director",
    "DR": "district detectives",
    "DUT": "immediate enforceability of conditions and supervision",
    "EM": "electronic monitoring",
    "GGZ": "mental health care",
    "MDO": "multidisciplinary case conference",
    "OM": "Public Prosecution Service",
    "OvJ": "public prosecutor",
    "PV": "official police report",
    "RISC": "the probation service's assessment of the chance of repetition",
    "RN": "the probation service",
    "RvdK": "Child Protection Board",
    "SASH": "screening instrument for stalking and harassment",
    "SHN": "Victim Support",
    "VHB": "safety assessment by Veilig Thuis",
    "VHH": "Safety House",
    "VT": "Veilig Thuis, advice and reporting centre for domestic violence and child abuse",
}


def weighings(say: Say, plan: PlanContent) -> list[Block]:
    """7: the measures that were weighed, whatever the outcome."""
    heading = Heading(say("Measures that were weighed"))
    if not plan.weighings:
        return [heading, _calm(say("No weighings have been recorded for this reader."))]
    columns = (
        Column(say("Measure"), 27),
        Column(say("Weighed by"), 18),
        Column(say("Date"), 13),
        Column(say("Decision"), 15),
        Column(say("Reason"), 27),
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
    return [heading, _table(say("Weighings"), told, columns, rows)]


def escalation(say: Say, plan: PlanContent) -> list[Block]:
    """8: what happens when something goes wrong: recorded signals, then what each item says for when it fails."""
    heading = Heading(say("Signals and escalation"))
    signals = [*plan.signals, *_failures(say, plan)]
    if not signals:
        return [heading, _calm(say("No signals have been recorded. In danger call 112, then the case director."))]
    columns = (
        Column(say("Signal"), 24),
        Column(say("Do at once"), 35),
        Column(say("Who signals"), 22),
        Column(say("Inform"), 19),
    )
    rows = tuple((s.signal, s.act, s.signalled_by or phrases.NOTHING, s.inform or phrases.NOTHING) for s in signals)
    told = say("Per signal what to do, who signals it and who is told.")
    return [heading, _table(say("Signals"), told, columns, rows)]


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
    """9: on what basis information is shared, what the victim knows, how long it is kept."""
    facts = (
        (say("Basis"), plan.sharing_basis),
        (say("What the victim knows"), plan.victim_knows),
        (say("Kept until"), plan.retention),
    )
    rows = tuple((name, value) for name, value in facts if value)
    heading = Heading(say("Sharing information"))
    rules = BulletList(
        (
            say("This copy is for its receiver only. Do not pass it on or copy it; who needs one asks the director."),
            say("Each organisation gets an edition of its own. What is not in it is not meant for it."),
            say("Addresses, phone numbers and working hours of the victim do not belong in this plan."),
        )
    )
    if not rows:
        return [heading, rules]
    return [heading, KeyValueTable(rows, say("Sharing information")), rules]


def review(say: Say, plan: PlanContent) -> list[Block]:
    """10: when the plan is looked at again, and what brings that forward."""
    heading = Heading(say("Review"))
    when = (
        say("This plan is reviewed on {day} at the latest.", day=say.day(plan.review_on))
        if plan.review_on
        else say("No review date has been recorded.")
    )
    if not plan.review_triggers:
        return [heading, Paragraph(when)]
    sooner = say("Sooner when one of these happens:")
    triggers = BulletList(tuple(trigger.replace("_", " ") for trigger in plan.review_triggers))
    return [heading, Paragraph(when), Paragraph(sooner, keep_with_next=True), triggers]


def adoption(say: Say, plan: PlanContent) -> list[Block]:
    """11: each organisation's word; a reservation is printed."""
    heading = Heading(say("Adoption"))
    adopted = say("Adopted on {day} as version {number}.", day=say.day(plan.adopted_on), number=plan.version)
    if not plan.agreements:
        return [heading, Paragraph(adopted), _calm(say("No agreement per organisation has been recorded."))]
    columns = (
        Column(say("Organisation"), 29),
        Column(say("Seat"), 25),
        Column(say("Present"), 13),
        Column(say("Agreed on"), 15),
        Column(say("Reservation"), 18),
    )
    rows = tuple(
        (
            phrases.organisation(say, a.organisation),
            phrases.role(say, a.role) if a.role else phrases.NOTHING,
            phrases.NOTHING if a.present is None else say("Yes") if a.present else say("No"),
            phrases.day(say, a.agreed_on),
            a.reservation or phrases.NOTHING,
        )
        for a in plan.agreements
    )
    told = say("Per organisation whether it was present and agreed.")
    return [heading, Paragraph(adopted), _table(say("Agreement per organisation"), told, columns, rows)]


def history(say: Say, plan: PlanContent) -> list[Block]:
    """12: the versions of the plan."""
    heading = Heading(say("Versions and changes"))
    if not plan.versions:
        return [heading, _calm(say("This is the only version."))]
    columns = (
        Column(say("Version"), 12),
        Column(say("Date"), 16),
        Column(say("Status"), 18),
        Column(say("What changed"), 54),
    )
    rows = tuple(
        (str(v.number), phrases.day(say, v.adopted_on), label(say, PlanStatus(v.status)), v.change or phrases.NOTHING)
        for v in plan.versions
    )
    return [heading, _table(say("Versions"), say("Per version its date, status and changes."), columns, rows)]


def abbreviations(say: Say, blocks: tuple[Block, ...]) -> list[Block]:
    """Annex: the abbreviations that this document really uses."""
    used = set(re.findall(r"\w+", " ".join(texts(blocks))))
    rows = tuple((short, say(long)) for short, long in ABBREVIATIONS.items() if short in used)
    if not rows:
        return []
    return [Heading(say("Annex: abbreviations"), numbered=False), KeyValueTable(rows, say("Abbreviations"))]


def _calm(text: str) -> Paragraph:
    return Paragraph(text, quiet=True)


def _table(title: str, description: str, columns: tuple[Column, ...], rows: tuple[tuple, ...]) -> Table:
    return Table(columns, rows, title, description, caption=title)
