"""Looks at what organisations say of a version of the plan. Below `services.plans.queries`, which tells it too."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import col, select

from models.directory import Professional
from models.plan import PlanResponse, PlanVersion
from models.terms import PlanAnswer, PlanStatus
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.seating import seats
from services.conditions.queries import readable
from services.directory.partners import organisations_by_id
from services.meetings.queries import meetings_in
from services.plans.composing.contributing import presence
from services.plans.facts import PlanAgreement, PlanContent
from services.plans.orders import DraftLine
from services.plans.versions.facts import AnswerLine, Words
from services.protection.rules import WHOLE, Reader
from services.relations.queries import barred_by_case
from services.scheduling.facts import local_day
from services.unit_of_work import Reading


def answers_in(look: Reading, version_id: str) -> tuple[PlanAgreement, ...]:
    """Every partner organisation of the case once, with its word on a version; nothing is cut to a reader yet.

    Whoever is barred is left out, and so is an answer that they gave. Empty for a version that does not exist.
    """
    row = look.session.get(PlanVersion, version_id) if version_id else None
    if row is None:
        return ()
    return tuple(agreement_of(line) for line in answer_lines(look, row.case_id, version_id, WHOLE))


def with_answers(look: Reading, version_id: str, content: PlanContent) -> PlanContent:
    """A version with what partners say of it by now, without whoever is barred since; one on which nobody was asked,
    or nobody said anything yet after its release, stays as it was frozen."""
    row = look.session.get(PlanVersion, version_id)
    if row is None or (row.circulated_at is None and row.released_at is None):
        return content
    said = answers_in(look, version_id)
    if row.circulated_at is None and not any(one.answer for one in said):
        return content
    return replace(content, agreements=said)


def agreement_of(line: AnswerLine) -> PlanAgreement:
    """An answer as the plan tells it: the words of a remark or reason are printed as they are."""
    return PlanAgreement(
        organisation=line.organisation,
        role=line.role,
        present=line.present,
        agreed_on=local_day(line.answered_at) if line.answered_at else None,
        reservation=line.remark,
        tier=line.tier,
        answer=line.answer,
    )


def answer_lines(look: Reading, case_id: str, version_id: str, reader: Reader) -> tuple[AnswerLine, ...]:
    """The same for a screen, as `reader` may read it; in the order of the chain. Without a version nobody answered."""
    homes = _partners(look, case_id)
    given, present = _given(look, case_id, version_id), _present(look, case_id)
    return tuple(_line(look, seat, given.get(home), present.get(home), reader) for home, seat in homes.items())


def words_in_many(
    look: Reading, facts: Mapping[str, CaseFacts], drafts: Mapping[str, DraftLine | None]
) -> dict[str, Words]:
    """Of each of these cases whose open version was sent round: who was asked, who is silent, who does not agree."""
    sent = {i: line.id for i, line in drafts.items() if line and line.status is PlanStatus.CIRCULATED}
    given = _given_many(look, sent)
    found = {}
    for case_id in sent:
        homes = dict.fromkeys(s.organisation for s in facts[case_id].seats if not (s.external or s.barred))
        answers = {home: row.answer for home, (row, _) in given[case_id].items()}
        found[case_id] = Words(
            asked=len(homes),
            silent=tuple(home for home in homes if home not in answers),
            against=tuple(home for home in homes if answers.get(home) is PlanAnswer.NOT_AGREED),
        )
    return found


def _partners(look: Reading, case_id: str) -> dict[str, PartnerSeat]:
    """By organisation its first seat in force; external parties get their own agreements only and are not asked."""
    found: dict[str, PartnerSeat] = {}
    for _, seat in seats(look, [case_id]):
        if not seat.external:
            found.setdefault(seat.organisation, seat)
    return found


def _given(look: Reading, case_id: str, version_id: str) -> Mapping[str, tuple[PlanResponse, str]]:
    """By organisation the answer that stands and who gave it, without whoever is barred."""
    return _given_many(look, {case_id: version_id} if version_id else {}).get(case_id, {})


def _given_many(look: Reading, versions: Mapping[str, str]) -> dict[str, dict[str, tuple[PlanResponse, str]]]:
    """The same of one version of each of these cases, by case id."""
    if not versions:
        return {}
    statement = (
        select(PlanResponse, Professional)
        .join(Professional, col(Professional.id) == col(PlanResponse.professional_id))
        .where(col(PlanResponse.plan_version_id).in_(versions.values()), col(PlanResponse.replaced_at).is_(None))
        .order_by(col(PlanResponse.answered_at))
    )
    rows = look.session.exec(statement).all()
    barred = barred_by_case(look.session, look.database.vault, versions, {who.id for _, who in rows}) if rows else {}
    homes = organisations_by_id(look.session, {row.organisation_id for row, _ in rows}) if rows else {}
    found: dict[str, dict[str, tuple[PlanResponse, str]]] = {case_id: {} for case_id in versions}
    for row, who in rows:
        if who.id not in barred[row.case_id]:
            found[row.case_id][homes[row.organisation_id].key] = (row, who.name)
    return found


def _present(look: Reading, case_id: str) -> dict[str, bool]:
    """By organisation whether somebody on a seat of it was there, by the same `presence` that the plan prints."""
    there = presence(meetings_in(look, case_id))
    came: dict[str, bool] = {}
    for _, seat in seats(look, [case_id]):
        if seat.id in there:
            came[seat.organisation] = came.get(seat.organisation, False) or there[seat.id]
    return came


def _line(
    look: Reading, seat: PartnerSeat, given: tuple[PlanResponse, str] | None, present: bool | None, reader: Reader
) -> AnswerLine:
    if given is None:
        return AnswerLine(seat.organisation, seat.role, present)
    row, name = given
    return AnswerLine(
        seat.organisation,
        seat.role,
        present,
        answer=row.answer,
        remark=look.unseal(row, "remark_sealed") if readable(look, row.case_id, row.tier, reader) else "",
        tier=row.tier,
        person=name,
        answered_at=row.answered_at,
        by_phone=row.invitation_id is None,
        seen_sha256=row.seen_sha256,
        response_id=row.id,
    )
