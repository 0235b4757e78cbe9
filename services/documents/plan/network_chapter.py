"""Chapter 4 of the partners' plan: the picture, who does what and speaks with whom, and what is still missing."""

from models.terms import OrganisationKind, SeatRole
from services.documents import phrases
from services.documents.plan.pieces import calm, noted, table
from services.documents.word.layout import Block, Cell, Column, Heading, Picture, Text, line, strong
from services.plans.appendices import PlanNetwork
from services.plans.facts import PlanContent, PlanSeat
from services.wording import Say

_OF_SEAT = {
    SeatRole.CASE_DIRECTOR: "directs the case and watches over this plan",
    SeatRole.VICTIM_CONTACT: "fixed contact of the victim",
    SeatRole.CASE_HOLDER: "holds the case and follows whether it becomes safe",
    SeatRole.PROCESS_DIRECTOR: "leads the consultation of the partners",
    SeatRole.PUBLIC_PROSECUTOR: "decides on prosecution and asks for bans",
    SeatRole.VICTIM_COORDINATOR: "guards the victim's place in the criminal case",
    SeatRole.COMMUNITY_OFFICER: "eyes and ears in the neighbourhood",
    SeatRole.SUPERVISION_OFFICER: "supervises the alleged perpetrator",
    SeatRole.ADVISER: "advises on supervision and the chance of repetition",
    SeatRole.INVESTIGATION_COORDINATOR: "coordinates the criminal investigation",
    SeatRole.LOCAL_DIRECTOR: "sees to help in the neighbourhood",
}
_OF_ORGANISATION = {
    OrganisationKind.POLITIE: "guards safety and keeps the law",
    OrganisationKind.DISTRICTSRECHERCHE: "investigates",
    OrganisationKind.CONFLICT_EN_CRISISBEHEERSING: "advises on threat and escalation",
    OrganisationKind.VEILIG_THUIS: "weighs what is needed for safety at home",
    OrganisationKind.VEILIGHEIDSHUIS: "brings the partners together",
    OrganisationKind.LOKALE_VELD: "sees to help in the neighbourhood",
    OrganisationKind.OPENBAAR_MINISTERIE: "decides on prosecution and asks for bans",
    OrganisationKind.RECLASSERING: "advises on and supervises the alleged perpetrator",
    OrganisationKind.RAAD_VOOR_DE_KINDERBESCHERMING: "guards the interests of the children",
    OrganisationKind.SLACHTOFFERHULP: "supports the victim",
    OrganisationKind.VROUWENOPVANG: "offers a safe place and support",
    OrganisationKind.GEESTELIJKE_GEZONDHEIDSZORG: "treats and advises",
    OrganisationKind.BEWAKEN_EN_BEVEILIGEN: "weighs and takes protective measures",
    OrganisationKind.HULPVERLENING: "gives help and support",
}
"""What a seat is for, in our own words: the same in every case, so it is no part of what is frozen (decision 0055)."""

_ALWAYS = 3
"""Columns of the partners that stand there even where a seat has nothing to say in them."""


def network(say: Say, plan: PlanContent, picture: bytes | None) -> list[Block]:
    """4: `picture` is the PNG that was frozen with the version, in this language. External parties are no part."""
    blocks: list[Block] = [Heading(say("Partner network"))]
    drawn = next((one for one in plan.networks if one.language == say.language), None)
    if picture and drawn:
        blocks.append(Picture(picture, drawn.size, say("Partner network"), drawn.description))
    seats = [seat for seat in plan.seats if not seat.external]
    if not seats:
        return [*blocks, calm(say("No partners have been recorded."))]
    return [*blocks, *_partners(say, seats), *_missing(say, plan, seats, drawn)]


def _partners(say: Say, seats: list[PlanSeat]) -> list[Block]:
    """What nobody told (numbers, attendance) is said in one line instead of in a column of dashes."""
    columns = (
        Column(say("Organisation"), 20),
        Column(say("Task"), 17),
        Column(say("Contact person"), 25),
        Column(say("Reachable"), 15),
        Column(say("Speaks with"), 12),
        Column(say("At the MDO"), 11),
    )
    rows = [_row(say, seat) for seat in seats]
    kept = [n for n in range(len(columns)) if n < _ALWAYS or any(row[n] != phrases.NOTHING for row in rows)]
    told = say("Per seat its task, the contact person, with whom this person speaks, and attendance.")
    shown = tuple(tuple(row[n] for n in kept) for row in rows)
    blocks: list[Block] = [table(say("Partners"), told, tuple(columns[n] for n in kept), shown)]
    unknown = [
        *([say("office numbers")] if not any(seat.number for seat in seats) else []),
        *([say("who was at the meeting")] if all(seat.present is None for seat in seats) else []),
    ]
    if unknown:
        blocks.append(calm(say("Not recorded: {what}.", what=say.listed(unknown))))
    return blocks


def _row(say: Say, seat: PlanSeat) -> tuple[Cell, ...]:
    role = phrases.role(say, seat.role)
    person: tuple[Text, ...] = (line(strong(seat.name)), noted(role)) if seat.name else (line(strong(role)),)
    return (
        phrases.organisation(say, seat.organisation),
        seat.task or _task(say, seat),
        person,
        seat.number or phrases.NOTHING,
        say.listed(seat.speaks_with) or phrases.NOTHING,
        _present(say, seat.present),
    )


def _task(say: Say, seat: PlanSeat) -> str:
    known = next((words for role, words in _OF_SEAT.items() if role == seat.role), "")
    words = known or next((words for kind, words in _OF_ORGANISATION.items() if kind == seat.organisation), "")
    said = say(words)
    return said[:1].upper() + said[1:] or phrases.NOTHING


def _missing(say: Say, plan: PlanContent, seats: list[PlanSeat], drawn: PlanNetwork | None) -> list[Block]:
    """The gaps: recorded lines that are missing, people without a fixed contact, seats that stayed open."""
    blocks: list[Block] = []
    gaps = [row for row in drawn.rows if row.gap] if drawn else []
    silent = sorted({p.alias for p in plan.persons} - {alias for seat in seats for alias in seat.speaks_with})
    points = [point for point in plan.open_points if point.key.startswith("seat:")]
    if not (gaps or silent or points):
        return [calm(say("No gaps in the network were known when this version was made."))] if drawn else []
    blocks.append(Heading(say("What is still missing"), level=2))
    if gaps:
        columns = (
            Column(say("Who"), 28),
            Column(say("Speaks with"), 26),
            Column(say("State"), 26),
            Column(say("Rule"), 20),
        )
        rows = tuple((row.who, row.speaks_with, line(strong(row.state)), row.why or phrases.NOTHING) for row in gaps)
        told = say("Per gap who it is about, with whom, how it stands and which rule asks for it.")
        blocks.append(table(say("Gaps in the network"), told, columns, rows))
    if silent:
        blocks.append(calm(say("No fixed contact recorded for: {people}", people=say.listed(silent))))
    return [*blocks, *(calm(phrases.left_open(say, point)) for point in points)]


def _present(say: Say, present: bool | None) -> str:
    if present is None:
        return phrases.NOTHING
    return say("Present") if present else say("Absent")
