"""Looks over all own cases at once, and into the log. Every case is read like on its own screen: allowed and logged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from models.audit import AuditEntry
from models.terms import CaseStatus
from services.access.rules import Permission
from services.audit.queries import ChainReport, verify
from services.cases.facts import CaseFacts
from services.cases.queries import my_cases, reader_of
from services.conditions.queries import conditions_in_many, readable_of
from services.consistency.facts import Board
from services.consistency.queries import boards_in_many
from services.directory.sessions import last_seen
from services.documents.copies.register import unsettled_in
from services.documents.forms.queries import waiting_in
from services.documents.guarding.releases import waiting_for
from services.duties.facts import BecameDue
from services.duties.queries import became_due_in
from services.events.facts import RunningBreach
from services.events.queries import running_breaches_in
from services.live.queries import left_open_in
from services.minutes.queries import unlocked_in
from services.network.facts import GapAnswer
from services.network.queries import planned_in
from services.new_information.facts import News, StalePlan
from services.new_information.queries import stale_and_news_in
from services.oversight import following, rules
from services.oversight.facts import LogEntry, LogPage, MyDay, Need
from services.oversight.leaving import releases_of
from services.oversight.recalls import recalls_of
from services.plans.queries import CaseState, states_in
from services.protection.rules import WHOLE
from services.relations.queries import cases_kept_from
from services.reports.facts import Report
from services.reports.owing import escalations_in
from services.reports.queries import reported_since
from services.scheduling.facts import local_day
from services.unit_of_work import Work
from services.victim.facts import PromisedContact
from services.victim.queries import silent_promises_in

LONGEST_PAGE = 200
_NOTHING = Board()


def my_day(work: Work) -> MyDay:
    """What the acting person must do now, what comes up, what waits on others and what is new, over all own cases.

    A case that this person may not read (any more) is not there, nor in any number. Raises `NotAllowed` for a standing
    that has no cases.
    """
    moment, since = work.clock(), last_visit(work)
    states, beside = _readable(work, since or moment - rules.WEEK)
    boards = _boards(work, states)
    needs = [need for state in states for need in _needs(state, boards.get(state.facts.id, _NOTHING), moment, beside)]
    lately = since or moment - rules.WEEK
    return MyDay(
        now=moment,
        cases=len(states),
        needs=rules.in_order(needs, moment),
        week=tuple(
            sorted((m for s in states for m in rules.coming(s.facts, s.meetings, moment)), key=lambda m: m.starts_at)
        ),
        owed=tuple(sorted((o for s in states for o in rules.owed_of(s.facts, s.meeting)), key=lambda o: o.due_at)),
        today=tuple(
            sorted((t for s in states for t in rules.today_of(s.facts, s.meetings, s.actions, moment)), key=_by_time)
        ),
        arrived=tuple(
            sorted(
                (a for s in states for a in rules.arrived_of(s.facts, s.conditions, lately)),
                key=lambda a: a.at,
                reverse=True,
            )
        ),
        since=since,
        rules=tuple(line for s in states for line in rules.new_rules_of(s.facts, beside.due, _homes(work, s))),
        reported=tuple(
            sorted(
                (one for s in states for one in following.reported_of(s.facts, beside.reported.get(s.facts.id, ()))),
                key=lambda one: one.at,
                reverse=True,
            )
        ),
    )


def last_visit(work: Work) -> datetime | None:
    """When the acting account was last here before this session; None at the first visit."""
    with work.read(Permission.CASE_LIST) as look:
        return last_seen(look)


def log_page(work: Work, day: date | None = None, *, longest: int = LONGEST_PAGE) -> LogPage:
    """The newest entries, of one local day if given. Reading the log stands in the log. Raises `NotAllowed`.

    Entries of a case that the reader is kept out of are not shown and not counted; the chain is checked whole.
    """
    with work.read(Permission.AUDIT_READ, screen="log") as look:
        within: list[ColumnElement[bool]] = []
        if day is not None:
            begins, ends = rules.day_span(day)
            within = [col(AuditEntry.at) >= begins, col(AuditEntry.at) < ends]
        if hidden := cases_kept_from(look.session, look.database.vault, look.actor.identity):
            within.append(col(AuditEntry.case_id).notin_(hidden))
        rows = look.session.exec(
            select(AuditEntry).where(*within).order_by(col(AuditEntry.seq).desc()).limit(longest)
        ).all()
        number = look.session.exec(select(func.count()).select_from(AuditEntry).where(*within)).one()
        return LogPage(tuple(_entry(row) for row in rows), number - len(rows))


def chain(work: Work) -> ChainReport:
    """Recomputes the whole log: whole, or broken at which entry. Takes about a second per 100,000 entries."""
    with work.read(Permission.AUDIT_READ, screen="chain") as look:
        return verify(look.session, look.database.vault.audit_key)


@dataclass(frozen=True)
class _Beside:
    """What rooms beside the plan know of the own cases: rules that began to hold, promises that passed in silence,
    breaches that the prosecution does not know of, what was planned in the network, how many forms and how many
    questions to let a document leave wait, which copies were called back and not settled, plans that no longer fit and
    who must hear of what happened, owners of actions who stay silent, meetings left open, minutes not locked, new
    information in reports; all but the first by case id."""

    due: tuple[BecameDue, ...]
    silences: Mapping[str, tuple[PromisedContact, ...]]
    breaches: Mapping[str, tuple[RunningBreach, ...]]
    planned: Mapping[str, tuple[GapAnswer, ...]]
    forms: Mapping[str, int]
    releases: Mapping[str, int]
    recalled: Mapping[str, tuple[datetime, int]]
    stale: Mapping[str, StalePlan]
    silent_owners: Mapping[str, int]
    left_open: Mapping[str, tuple[datetime, ...]]
    unlocked: Mapping[str, tuple[datetime, ...]]
    reported: Mapping[str, tuple[Report, ...]]
    news: Mapping[str, tuple[News, ...]]


def _readable(work: Work, since: datetime) -> tuple[tuple[CaseState, ...], _Beside]:
    """The own cases, gravest first, and what is known beside them, in a number of queries that does not grow with them.

    A closed case is not read. `since`: from when rules are news.
    """
    going_on = [line.id for line in my_cases(work) if line.status is not CaseStatus.CLOSED]
    with work.read_many(Permission.CASE_READ, going_on, screen="my_day", opens=False) as look:
        states, today = states_in(look, look.allowed), local_day(look.now)
        stale, news = stale_and_news_in(look, look.allowed)
        beside = _Beside(
            due=became_due_in(look, {case_id: state.facts for case_id, state in states.items()}, since),
            silences=silent_promises_in(look, look.allowed, today),
            breaches=running_breaches_in(look, look.allowed),
            planned=planned_in(look, look.allowed),
            forms=waiting_in(look, look.allowed),
            releases=waiting_for(look, look.allowed),
            recalled=unsettled_in(look, look.allowed),
            stale=stale,
            silent_owners={case_id: len(owing) for case_id, owing in escalations_in(look, look.allowed).items()},
            left_open=left_open_in(look, look.allowed),
            unlocked=unlocked_in(look, look.allowed),
            reported=reported_since(look, look.allowed, since),
            news=news,
        )
        return tuple(states.values()), beside


def _boards(work: Work, states: Iterable[CaseState]) -> dict[str, Board]:
    """What was found between the conditions of the cases that the reader directs: the same look at them, with the texts
    opened that are compared, in a number of queries that does not grow. Without a reading nothing is certain there."""
    asked = [state.facts for state in states if state.directs and state.conditions]
    directed: dict[str, CaseFacts] = {facts.id: facts for facts in asked}
    if not directed:
        return {}
    with work.read_many(Permission.CASE_READ, directed, screen="my_day") as look:
        standing = conditions_in_many(look, look.allowed, WHOLE)
        read = [
            case_id for case_id, views in standing.items() if any(view.reading and not view.lapsed for view in views)
        ]
        facts = {case_id: directed[case_id] for case_id in read}
        visible = readable_of(look, standing, reader_of(look))
        return boards_in_many(look, facts, visible, {}, everything=standing)


def _homes(work: Work, state: CaseState) -> set[str] | None:
    """The organisations for whose rules the reader is told; None for who directs: all."""
    if state.directs:
        return None
    mine = work.actor.professional_id
    return {work.actor.organisation} | {s.organisation for s in state.facts.seats if mine and s.professional_id == mine}


def _needs(state: CaseState, board: Board, moment: datetime, beside: _Beside) -> Iterable[Need]:
    facts = state.facts
    yield from rules.needs_of(
        facts,
        state.checks,
        state.meeting,
        adopted=state.in_force is not None,
        moment=moment,
        breaches=beside.breaches.get(facts.id, ()),
        settled=not (board.open or board.open_breaches),
    )
    yield from rules.contradictions_of(facts, board, state.meeting, moment)
    yield from rules.silence_of(facts, beside.silences.get(facts.id, ()))
    yield from rules.planned_of(facts, beside.planned.get(facts.id, ()))
    yield from following.news_needs(facts, beside.news.get(facts.id, ()), beside.stale.get(facts.id))
    if state.directs:
        yield from following.actions_of(facts, state.actions, moment)
        yield from following.owners_of(facts, beside.silent_owners.get(facts.id, 0))
        yield from following.minutes_needs(facts, beside.unlocked.get(facts.id, ()), moment)
        yield from following.left_open_needs(facts, beside.left_open.get(facts.id, ()), moment)
        yield from rules.meeting_needs(facts, state.meetings, moment)
        yield from rules.answers_of(facts, state.checks)
        yield from rules.forms_of(facts, beside.forms.get(facts.id, 0))
        yield from releases_of(rules.name_of(facts), beside.releases.get(facts.id, 0))
        yield from recalls_of(facts, beside.recalled.get(facts.id), moment)
    if state.directs and (ending := rules.ending_need(facts, moment)):
        yield ending


def _by_time(item) -> tuple[bool, datetime]:
    return (item.whole_day, item.at)


def _entry(row: AuditEntry) -> LogEntry:
    return LogEntry(
        row.seq, row.at, row.actor, row.standing, row.organisation, row.permission, row.outcome, row.case_id
    )
