"""The leading organisation's word on the conditions together: asked by the director, given by link or by phone.

Veilig Thuis leads where it is competent, else whom the region names (H-VT-3). It answers on every condition of the case
that stands and that it may read, also those of earlier meetings that were not taken over: together they must be enough.
"""

from datetime import datetime, timedelta

from sqlmodel import col, select

from models.condition import ConditionRevision, ConditionSetAnswer
from models.directory import Organisation
from models.meeting import Meeting
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.conditions.facts import AnswerSet, ConditionSet, ConditionView, SetToAnswer
from services.conditions.keeping import standing_invitation
from services.conditions.queries import conditions_in
from services.conditions.rules import SetChanged, check_set_answer, set_is_stale
from services.meetings.attendees import attendees_in
from services.meetings.queries import case_of_guest
from services.protection.rules import Reader, may_read
from services.route_map.queries import regional
from services.route_map.rules import lead_organisation
from services.unit_of_work import NotAllowed, Reading, Transaction, Work
from services.wording import speak
from services.wording.labels import organisation_label

_A_TICK = timedelta(microseconds=1)


def ask_for_set(work: Work, case_id: str, meeting_id: str) -> None:
    """The case director asks the leading organisation whether the conditions are enough; asking again moves the moment
    of asking. Raises `NotAllowed` for a meeting that does not stand."""
    with work.act(Permission.CONDITION_ASK, case_id) as tx:
        meeting = _meeting(tx, case_id, meeting_id, lock=True)
        meeting.set_asked_at = tx.now
        tx.add(meeting)
        tx.note(meeting=meeting.id)


def set_of(work: Work, case_id: str, meeting_id: str) -> ConditionSet | None:
    """Where the conditions of a meeting stand together, for who is on the case."""
    with work.read(Permission.CONDITION_READ, case_id, screen="condition set") as look:
        return set_in(look, case_id, meeting_id)


def set_in(look: Reading, case_id: str, meeting_id: str) -> ConditionSet | None:
    """The same inside an open look; None where that meeting is not there."""
    meeting = look.session.get(Meeting, meeting_id)
    if meeting is None or meeting.case_id != case_id:
        return None
    lead = _lead(look, case_id)
    return _state(look, meeting, lead, _shown_to(look, case_id, lead))


def set_to_answer(work: Work) -> SetToAnswer | None:
    """What the acting guest is asked to answer on; None for another organisation than the leading one, and as long as
    nobody asked. The conditions are those that this organisation may read."""
    case_id = case_of_guest(work)
    with work.read(Permission.CONDITION_SET_READ, case_id, screen="condition set") as look:
        invitation, meeting = standing_invitation(look, work.actor.invitation_id, case_id)
        lead = _lead(look, case_id)
        if meeting.set_asked_at is None or not _is_of(look, invitation.organisation_id, lead):
            return None
        shown = _shown_to(look, case_id, lead)
        return SetToAnswer(shown, _state(look, meeting, lead, shown))


def answer_set(work: Work, order: AnswerSet) -> None:
    """The acting guest of the leading organisation answers on the conditions as they were shown; twice is once.

    Raises `SetChanged` when they are no longer that, `SetRemarkWrong`, and `NotAllowed` for who is not asked.
    """
    check_set_answer(order)
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_SET_ANSWER, case_id) as tx:
        invitation, meeting = standing_invitation(tx, work.actor.invitation_id, case_id)
        lead = _lead(tx, case_id)
        if meeting.set_asked_at is None or not _is_of(tx, invitation.organisation_id, lead):
            raise NotAllowed
        _keep(tx, meeting, lead, order, invitation.id)


def answer_set_for(work: Work, case_id: str, meeting_id: str, order: AnswerSet) -> None:
    """The case director records what the leading organisation said by phone. Of `versions` only the conditions count
    that this organisation may read. Raises as `answer_set`."""
    check_set_answer(order)
    with work.act(Permission.CONDITION_SET_ANSWER, case_id) as tx:
        if tx.actor.invitation_id:
            raise NotAllowed
        _keep(tx, _meeting(tx, case_id, meeting_id, lock=True), _lead(tx, case_id), order, None)


def _keep(tx: Transaction, meeting: Meeting, lead: str, order: AnswerSet, invitation_id: str | None) -> None:
    stands = {view.id: view.version for view in _shown_to(tx, meeting.case_id, lead)}
    seen = dict(order.versions)
    if {name: seen.get(name) for name in stands} != stands or (invitation_id and set(seen) != set(stands)):
        raise SetChanged
    home = tx.session.exec(select(Organisation).where(Organisation.key == lead)).first()
    if home is None:
        raise NotAllowed
    last = _latest(tx, meeting.id)
    row = ConditionSetAnswer(
        id=tx.chance.id(),
        case_id=meeting.case_id,
        meeting_id=meeting.id,
        organisation_id=home.id,
        invitation_id=invitation_id,
        answer=order.answer,
        versions=stands,
        answered_at=_after(last, tx.now),
        answered_by=tx.actor.reference,
    )
    if last is not None and _says_the_same(tx, last, row, order):
        return
    tx.seal(row, "remark_sealed", order.remark.strip())
    tx.add(row)
    tx.note(meeting=meeting.id, answer=order.answer.value, conditions=len(stands))


def _says_the_same(tx: Transaction, last: ConditionSetAnswer, row: ConditionSetAnswer, order: AnswerSet) -> bool:
    same = (last.answer, last.answered_by, last.versions) == (row.answer, row.answered_by, row.versions)
    return same and tx.unseal(last, "remark_sealed") == order.remark.strip()


def _after(last: ConditionSetAnswer | None, moment: datetime) -> datetime:
    """Later than the answer before it, so that there is one latest."""
    return max(moment, last.answered_at + _A_TICK) if last else moment


def _state(look: Reading, meeting: Meeting, lead: str, shown: tuple[ConditionView, ...]) -> ConditionSet:
    home = look.session.exec(select(Organisation).where(Organisation.key == lead)).first()
    attendees = attendees_in(look, [meeting])[meeting.id]
    last = _latest(look, meeting.id)
    return ConditionSet(
        lead=lead,
        lead_name=home.name if home else organisation_label(speak("nl"), lead),
        lead_invitation_id=next((one.invitation_id for one in attendees if one.organisation == lead), ""),
        asked_at=meeting.set_asked_at,
        answer=last.answer if last else None,
        remark=look.unseal(last, "remark_sealed") if last else "",
        answered_at=last.answered_at if last else None,
        stale=last is not None and set_is_stale(last.versions, {view.id for view in shown}, _changes(look, last)),
    )


def _changes(look: Reading, last: ConditionSetAnswer) -> list[tuple[str, int]]:
    """Of the conditions that were answered on: every version that was changed since they were first handed in."""
    statement = select(ConditionRevision.condition_id, ConditionRevision.number)
    return list(look.session.exec(statement.where(col(ConditionRevision.condition_id).in_(last.versions))).all())


def _latest(look: Reading, meeting_id: str) -> ConditionSetAnswer | None:
    statement = select(ConditionSetAnswer).where(ConditionSetAnswer.meeting_id == meeting_id)
    return look.session.exec(statement.order_by(col(ConditionSetAnswer.answered_at).desc())).first()


def _shown_to(look: Reading, case_id: str, lead: str) -> tuple[ConditionView, ...]:
    """The conditions that stand and that this organisation may read, whoever looks; what was dropped stands no more."""
    every = conditions_in(look, case_id, Reader(lead))
    return tuple(view for view in every if may_read(view.tier, Reader(lead)) and not view.lapsed)


def _lead(look: Reading, case_id: str) -> str:
    facts: CaseFacts = gathered(look, case_id, reader_of(look))
    return lead_organisation(facts, regional(look.settings.route_map).region)


def _is_of(look: Reading, organisation_id: str, key: str) -> bool:
    home = look.session.get(Organisation, organisation_id)
    return home is not None and home.key == key


def _meeting(look: Reading, case_id: str, meeting_id: str, *, lock: bool = False) -> Meeting:
    meeting = look.session.get(Meeting, meeting_id, with_for_update=lock or None)
    if meeting is None or meeting.case_id != case_id or meeting.status is not MeetingStatus.PLANNED:
        raise NotAllowed
    return meeting
