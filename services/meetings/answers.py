"""What invited people answer by their own link, and what the case director makes of it.

A deputy comes only once the director agrees: until then nothing is sent to them, and whoever proposes hears the same
whoever it is. Bars, and who is a private person of the case, are the director's to know.
"""

from models.casework import Case
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting
from models.terms import InvitationAnswer, MeetingStatus
from services.access.rules import Permission
from services.barring.actions import notice_professional
from services.directory.facts import AddProfessional
from services.directory.partners import fill_professional
from services.errors import ServiceError
from services.meetings.by_link import Invited, through_link
from services.meetings.candidates import colleagues, entry_of, judged, named, objection_to
from services.meetings.deputies import DeputyWrong, check_proposed, packed, unpacked
from services.meetings.facts import AskedByLink, DeputyChoices, GivenInformation
from services.meetings.inviting import own_item, renew_invitation, send
from services.meetings.orders import AddDeputy, AnswerInvitation, DecideDeputy, RecordInformation
from services.meetings.queries import case_of_guest
from services.messages.facts import Letter
from services.protection.typed import flaw
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Reading, Transaction, Work

LONGEST_INFORMATION = 4_000


class AnswerRefused(ServiceError):
    """This answer cannot be given. Field `reason`: none (nothing was chosen), poll (times are still put to the vote),
    begun (the meeting has begun) or moved (another time stands now than the one that was answered)."""

    code = "meetings.answer_refused"


class DeputyOver(ServiceError):
    """The meeting is over, was called off or not announced yet: nobody takes a place in it."""

    code = "meetings.deputy_over"


class InformationWrong(ServiceError):
    """What is given in writing cannot be kept. Field `reason`: empty, too_long, unreadable, national_number, begun or
    not_announced."""

    code = "meetings.information_wrong"


def asked_by_link(work: Work, invitation_id: str, secret: str, *, ip: str = "") -> AskedByLink:
    """What is asked of whoever holds this link, and what they said so far. Changes nothing but the count of tries.

    Raises `LinkRefused` for every link that does not hold, `TooManyTries` after too many of those.
    """
    return through_link(work, invitation_id, secret, _asked, ip=ip)


def answer_invitation(work: Work, order: AnswerInvitation, *, ip: str = "") -> None:
    """Keeps what an invited person says; it can be said anew until the meeting begins, and twice is once.

    Raises `LinkRefused`, `TooManyTries`, `AnswerRefused` and, for what is wrong with a proposal, `DeputyWrong`.
    """
    through_link(work, order.invitation_id, order.secret, lambda tx, found: _answer(tx, found, order), ip=ip)


def calendar_by_link(work: Work, invitation_id: str, secret: str, *, ip: str = "") -> str:
    """The calendar item of the own invitation, as far as the last mail's. Raises as `answer_invitation`."""

    def item(tx: Transaction, found: Invited) -> str:
        if found.meeting.status is not MeetingStatus.PLANNED:
            raise AnswerRefused(reason="poll")
        return own_item(tx, found.meeting, found.row, practice=work.practice)

    return through_link(work, invitation_id, secret, item, ip=ip)


def deputy_choices(work: Work, case_id: str, invitation_id: str) -> DeputyChoices:
    """Who may take an invited person's place, and what speaks against whoever is proposed. Raises `NotAllowed`."""
    with work.read(Permission.DEPUTY_DECIDE, case_id, screen="deputy") as look:
        row, _meeting = _of_case(look, case_id, invitation_id)
        person = look.session.get(Professional, row.professional_id)
        home = look.session.get(Organisation, row.organisation_id)
        at_home = colleagues(look, case_id, row)
        proposed = unpacked(look.unseal(row, "deputy_sealed"))
        objection, known_as = judged(look, case_id, row, proposed)
        return DeputyChoices(
            name=person.name if person else "",
            organisation_name=home.name if home else "",
            proposed=named(look, proposed),
            objection=objection,
            known_as=known_as,
            choices=tuple((one.id, one.name, one.function) for one in at_home),
            version=row.version,
        )


def decide_deputy(work: Work, order: DecideDeputy) -> None:
    """Lets a professional take an invited person's place, or declines a proposal; also without one, at the last hour.

    The place keeps its conditions; link, code and sessions are new. Raises `ChangedMeanwhile`, `DeputyOver`,
    `DeputyWrong` (field deputy) and `NotAllowed`.
    """
    with work.act(Permission.DEPUTY_DECIDE, order.case_id) as tx:
        row, meeting = _place(tx, order.case_id, order.invitation_id, order.version)
        if not order.professional_id:
            _decline(tx, meeting, row, practice=work.practice)
            return
        person = tx.session.get(Professional, order.professional_id)
        _let_come(tx, meeting, row, person, practice=work.practice)


def add_and_approve(work: Work, order: AddDeputy) -> str:
    """The same for somebody who is not in the directory yet: added and let in as one; gives the professional's id.

    Raises also `DirectoryFieldWrong`, and `DeputyWrong` (known) for somebody who is in the directory already.
    """
    with work.act(Permission.DEPUTY_DECIDE, order.case_id) as tx:
        if not tx.may(Permission.DIRECTORY_EDIT):
            raise NotAllowed
        row, meeting = _place(tx, order.case_id, order.invitation_id, order.version)
        if entry_of(tx, row, order.name, order.email) is not None:
            raise DeputyWrong(field="name", reason="known")
        person = Professional(id=tx.chance.id(), organisation_id=row.organisation_id, name=order.name)
        entry = AddProfessional(row.organisation_id, order.name, order.function, email=order.email, phone=order.phone)
        fill_professional(tx, person, entry)
        notice_professional(tx, person)
        _let_come(tx, meeting, row, person, practice=work.practice)
        return person.id


def record_information(work: Work, order: RecordInformation) -> int:
    """Keeps what an attendee gave in writing, as the director received it; gives the invitation's version.

    Raises `ChangedMeanwhile`, `InformationWrong` and `NotAllowed`.
    """
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        row = tx.edit(Invitation, order.invitation_id, order.version)
        _, meeting = _of_case(tx, order.case_id, row.id)
        _keep_information(tx, meeting, row, order.text)
        return row.version


def guest_information(work: Work) -> GivenInformation:
    """What the acting guest gave in writing so far. Raises `NotAllowed`."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="information") as look:
        row, meeting = _of_case(look, case_id, work.actor.invitation_id)
        text = look.unseal(row, "information_sealed")
        still = meeting.status is MeetingStatus.PLANNED and look.now < meeting.starts_at
        return GivenInformation(text, row.information_at, still, row.version)


def give_information(work: Work, text: str, *, version: int | None = None) -> int:
    """Keeps what the acting guest gives in writing instead of coming, until the meeting begins; gives the version.

    A text that stands already is replaced only by who saw it: pass its `version`. Raises `ChangedMeanwhile`,
    `InformationWrong` and `NotAllowed`.
    """
    case_id = case_of_guest(work)
    with work.act(Permission.CONDITION_HAND_IN, case_id) as tx:
        row, meeting = _of_case(tx, case_id, work.actor.invitation_id, lock=True)
        stands = tx.unseal(row, "information_sealed")
        if tx.now >= meeting.starts_at:
            raise InformationWrong(reason="begun")
        if stands == text.strip() and row.answer is InvitationAnswer.INFORMATION:
            return row.version
        if stands and version != row.version:
            raise ChangedMeanwhile(version=row.version)
        row.version += 1
        _keep_information(tx, meeting, row, text)
        return row.version


def _asked(tx: Transaction, found: Invited) -> AskedByLink:
    row, meeting = found.row, found.meeting
    case = tx.session.get(Case, meeting.case_id)
    director = tx.session.get(Account, case.director_id) if case else None
    known = tx.session.get(Professional, found.seat.deputy_id) if found.seat.deputy_id else None
    may_come = known is not None and not objection_to(tx, meeting.case_id, row, known)
    return AskedByLink(
        invitation_id=row.id,
        code_name=case.code_name if case else "",
        kind=meeting.kind,
        status=meeting.status,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        name=found.person.name,
        director=director.name if director else "",
        answer=row.answer,
        deputies=((known.id, known.name),) if known and may_come else (),
        begun=tx.now >= meeting.starts_at,
        sequence=meeting.sequence,
        proposed=named(tx, unpacked(tx.unseal(row, "deputy_sealed"))),
        information_at=row.information_at,
    )


def _answer(tx: Transaction, found: Invited, order: AnswerInvitation) -> None:
    row, meeting = found.row, found.meeting
    if meeting.status is not MeetingStatus.PLANNED:
        raise AnswerRefused(reason="poll")
    if tx.now >= meeting.starts_at:
        raise AnswerRefused(reason="begun")
    if order.sequence is not None and order.sequence != meeting.sequence:
        raise AnswerRefused(reason="moved")
    if order.answer is InvitationAnswer.OPEN:
        raise AnswerRefused(reason="none")
    proposed = _proposal(found, order)
    before = tx.unseal(row, "deputy_sealed")
    if row.answer is order.answer and before == proposed:
        return
    row.answer, row.answered_at, row.version = order.answer, tx.now, row.version + 1
    _seal_proposal(tx, row, proposed)
    tx.add(row)
    tx.note(answer=order.answer.value)


def _proposal(found: Invited, order: AnswerInvitation) -> str:
    """What is sealed of the proposal. A known deputy is that of the own seat; whether they may come is not said."""
    if order.answer is not InvitationAnswer.DEPUTY:
        return ""
    deputy = check_proposed(order.deputy)
    if deputy.professional_id and deputy.professional_id != found.seat.deputy_id:
        raise DeputyWrong(field="deputy", reason="unknown")
    return packed(deputy)


def _seal_proposal(tx: Transaction, row: Invitation, text: str) -> None:
    row.deputy_sealed = ""
    if text:
        tx.seal(row, "deputy_sealed", text)


def _of_case(look: Reading, case_id: str, invitation_id: str, *, lock: bool = False) -> tuple[Invitation, Meeting]:
    row = look.session.get(Invitation, invitation_id, with_for_update=lock or None)
    meeting = look.session.get(Meeting, row.meeting_id) if row else None
    if row is None or meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    return row, meeting


def _place(tx: Transaction, case_id: str, invitation_id: str, version: int) -> tuple[Invitation, Meeting]:
    """A place that may still change hands: until the meeting ends."""
    _, meeting = _of_case(tx, case_id, invitation_id)
    row = tx.edit(Invitation, invitation_id, version)
    if meeting.status is not MeetingStatus.PLANNED or tx.now >= meeting.ends_at or row.revoked_at is not None:
        raise DeputyOver
    return row, meeting


def _decline(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> None:
    if row.answer is not InvitationAnswer.DEPUTY:
        raise DeputyWrong(field="deputy", reason="none_proposed")
    row.answer, row.answered_at = InvitationAnswer.OPEN, None
    _seal_proposal(tx, row, "")
    tx.add(row)
    send(tx, meeting, row, Letter.DEPUTY_DECLINED, practice=practice)
    tx.note(invitation=row.id, declined=True)


def _let_come(
    tx: Transaction, meeting: Meeting, row: Invitation, person: Professional | None, *, practice: bool
) -> None:
    """The deputy answers for themselves; who is replaced is told."""
    replaced = let_come(tx, meeting, row, person, practice=practice)
    send(tx, meeting, row, Letter.STOOD_IN, practice=practice, to=replaced)


def let_come(tx: Transaction, meeting: Meeting, row: Invitation, person: Professional | None, *, practice: bool) -> str:
    """Another person is invited for a seat, inside somebody's act; gives the id of who is replaced and is not told yet.
    Who comes after all stands in for nobody. Raises `DeputyWrong`."""
    objection = objection_to(tx, meeting.case_id, row, person)
    if person is None or objection:
        raise DeputyWrong(field="deputy", reason=objection)
    original = row.stands_in_for or row.professional_id
    row.answer, row.answered_at, row.opened_at = InvitationAnswer.OPEN, None, None
    row.reminded_at, row.reminders = None, 0
    _seal_proposal(tx, row, "")
    replaced, row.professional_id = row.professional_id, person.id
    row.stands_in_for = original if original != person.id else None
    renew_invitation(tx, meeting, row, practice=practice)
    tx.note(invitation=row.id, deputy=person.id)
    return replaced


def _keep_information(tx: Transaction, meeting: Meeting, row: Invitation, text: str) -> None:
    kept = text.strip()
    reason = "empty" if not kept else flaw(kept, LONGEST_INFORMATION)
    if reason:
        raise InformationWrong(reason=reason)
    if meeting.status is not MeetingStatus.PLANNED:
        raise InformationWrong(reason="not_announced")
    tx.seal(row, "information_sealed", kept)
    row.information_at = row.answered_at = tx.now
    row.answer = InvitationAnswer.INFORMATION
    _seal_proposal(tx, row, "")
    tx.add(row)
    tx.note(invitation=row.id, length=len(kept))
