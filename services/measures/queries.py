"""Looks at measures, for one case or for many at once: the number of queries does not grow with the cases."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import col, func, select

from models.directory import Account
from models.events import CourtOrderRow, EventRow
from models.measures import PolicePlanRow, StopTalkRow, WeighingRow
from models.terms import CaseId, EventKind, Measure, Tier
from services.access.rules import Permission
from services.cases.facts import CaseFacts, CourtOrder, Weighing
from services.cases.gathering import gathered, weighing
from services.cases.queries import reader_of
from services.measures import rules
from services.measures.expiry import WITHIN, calendar
from services.measures.facts import AfterTalk, Entry, Expiry, Register, StopTalk, Weighed
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.relations.queries import barred_accounts
from services.scheduling.facts import local_day
from services.unit_of_work import Reading, Work

AHEAD = 400
"""How many days ahead the calendar of one case looks: farther than any term of a measure."""


def register(work: Work, case_id: str) -> Register:
    """Everything the measures screen shows of a case. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="measures") as look:
        reader = reader_of(look)
        facts = gathered(look, case_id, reader)
        talk = stop_talk_in(look, [case_id]).get(case_id, StopTalk())
        investigates, closed = may_read(Tier.INVESTIGATION, reader), facts.closed
        return Register(
            entries=_entries(look, case_id, reader),
            expiring=calendar(facts.weighings, facts.court_orders, local_day(look.now), AHEAD),
            stop_talk=talk,
            guards=rules.guards(facts, talk, look.now),
            after_talk=_after(look, facts, talk, reader),
            weighs=look.may(Permission.MEASURE_WEIGH) and not closed,
            reads_police_plan=investigates and look.may(Permission.POLICE_PLAN_READ),
            writes_police_plan=investigates and look.may(Permission.POLICE_PLAN_WRITE) and not closed,
        )


def stop_talk_in(look: Reading, case_ids: Collection[str]) -> dict[CaseId, StopTalk]:
    """The stop conversations of these cases, by case id; a case without one is left out."""
    rows = look.session.exec(select(StopTalkRow).where(col(StopTalkRow.case_id).in_(case_ids)))
    return {
        CaseId(row.case_id): StopTalk(
            id=row.id,
            veilig_thuis_agreed_on=row.veilig_thuis_agreed_on,
            prosecution_agreed_on=row.prosecution_agreed_on,
            held_on=row.held_on,
            held_where=look.unseal(row, "held_where_sealed"),
            report_number=look.unseal(row, "report_number_sealed"),
            closed=row.closed_at is not None,
            version=row.version,
        )
        for row in rows
    }


def expiring_in(
    look: Reading, case_ids: Collection[str], day: date, within: int = WITHIN
) -> dict[CaseId, tuple[Expiry, ...]]:
    """What of these cases ended or ends within so many days after `day`, as far as the acting reader may see it.

    Two queries, whatever the number of cases; no sealed text is opened. A case with nothing is left out.
    """
    weighings: dict[str, list[Weighing]] = defaultdict(list)
    orders: dict[str, list[CourtOrder]] = defaultdict(list)
    reader = reader_of(look)
    standing = select(WeighingRow).where(col(WeighingRow.case_id).in_(case_ids), col(WeighingRow.replaced_at).is_(None))
    for row in look.session.exec(standing):
        if may_read(row.tier, reader):
            weighings[row.case_id].append(weighing(row, _sealed))
    for order in look.session.exec(select(CourtOrderRow).where(col(CourtOrderRow.case_id).in_(case_ids))):
        orders[order.case_id].append(
            CourtOrder(
                order.id,
                order.kind,
                order.given_by,
                from_on=order.from_on,
                until_on=order.until_on,
                ended_on=order.ended_on,
            )
        )
    found = {
        CaseId(case_id): calendar(weighings.get(case_id, ()), orders.get(case_id, ()), day, within)
        for case_id in case_ids
    }
    return {case_id: expiries for case_id, expiries in found.items() if expiries}


def police_plan_written_in(look: Reading, case_ids: Collection[str]) -> dict[CaseId, date | None]:
    """On what local day the police plan of approach of each case was last written; never a word of it."""
    last = (
        select(PolicePlanRow.case_id, func.max(PolicePlanRow.written_at))
        .where(col(PolicePlanRow.case_id).in_(case_ids))
        .group_by(PolicePlanRow.case_id)
    )
    written = {case_id: local_day(moment) for case_id, moment in look.session.exec(last)}
    return {CaseId(case_id): written.get(case_id) for case_id in case_ids}


def names_of(look: Reading, case_id: str, account_ids: Collection[str]) -> dict[str, str]:
    """The names of accounts by id, without those whom a bar keeps out of the case by now."""
    wanted = [account_id for account_id in account_ids if account_id]
    barred = barred_accounts(look.session, look.database.vault, case_id, wanted) if wanted else frozenset()
    rows = look.session.exec(select(Account).where(col(Account.id).in_(wanted)))
    return {row.id: row.name for row in rows if row.id not in barred}


def _sealed(row: WeighingRow, column: str) -> str:
    """In place of opening a sealed text that nobody needs."""
    return ""


def _after(look: Reading, facts: CaseFacts, talk: StopTalk, reader: Reader) -> AfterTalk:
    """What the log says since. An event of the investigation is not there for others; of one that is for a single
    organisation everybody may know that it happened."""
    rows = look.session.exec(
        select(EventRow.kind, EventRow.happened_at, EventRow.tier).where(
            EventRow.case_id == facts.id,
            col(EventRow.kind).in_((EventKind.INCIDENT, EventKind.BREACH)),
            col(EventRow.struck_at).is_(None),
        )
    )
    known = [
        (EventKind(kind), moment)
        for kind, moment, tier in rows
        if may_read(tier, reader) or tier.startswith(ONE_ORGANISATION)
    ]
    return rules.after_talk(talk, known, facts)


def _entries(look: Reading, case_id: str, reader: Reader) -> tuple[Entry, ...]:
    """Per measure and organisation what stands and what stood before. What the reader may not see is in neither."""
    rows = look.session.exec(select(WeighingRow).where(WeighingRow.case_id == case_id)).all()
    rows = [row for row in rows if may_read(row.tier, reader)]
    names = names_of(look, case_id, {row.weighed_by for row in rows})
    found: dict[tuple[Measure, str], list[Weighed]] = defaultdict(list)
    for row in sorted(rows, key=_newest_first, reverse=True):
        known = Weighed(weighing(row, look.unseal), names.get(row.weighed_by, ""), row.replaced_at)
        found[row.measure, row.organisation].append(known)
    places = {measure: place for place, measure in enumerate(Measure)}
    order = sorted(found, key=lambda key: (places[key[0]], key[1]))
    return tuple(Entry(found[key][0], tuple(found[key][1:])) for key in order)


def _newest_first(row: WeighingRow) -> tuple[bool, float]:
    """What stands comes first, then what was replaced last."""
    replaced: datetime | None = row.replaced_at
    return (replaced is None, replaced.timestamp() if replaced else 0.0)
