"""Who a meeting is for, and what was decided to do without: read inside a look that was allowed, for many meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import col, select

from models.base import rows_of
from models.condition import ReceivedForm
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting, WaiverRow
from models.terms import STANDING, Belonging
from services.directory.partners import organisations_by_id
from services.meetings.deputies import unpacked
from services.meetings.facts import Attendee, Waiver
from services.meetings.orders import ProposedDeputy
from services.messages.facts import QueuedMail
from services.messages.queries import mail_of
from services.relations.queries import barred_by_case
from services.unit_of_work import Reading


@dataclass(frozen=True)
class _Listed:
    """One invitation with what its line needs. Without `mails` the reader does not direct the case and gets neither
    link nor code, nor what the attendee wrote to the director."""

    row: Invitation
    person: Professional
    home: Organisation
    mails: tuple[QueuedMail, ...] | None
    proposed: ProposedDeputy | None
    stands_in_for: str
    form_in: bool


def attendees_in(look: Reading, meetings: Iterable[Meeting]) -> Mapping[str, list[Attendee]]:
    """By meeting: by organisation and name, without whoever is barred.

    Of a meeting that stands, whose invitation was taken back is no attendee any more. Mails are looked for in the cases
    that the reader directs. The number of queries does not grow with meetings or cases.
    """
    of_case, asked = {}, set()
    for meeting in meetings:
        of_case[meeting.id] = meeting.case_id
        asked |= {meeting.id} if meeting.status in STANDING else set()
    found = look.session.exec(rows_of(Invitation, whole=look.opens).where(col(Invitation.meeting_id).in_(of_case)))
    invited = [row for row in found.all() if row.revoked_at is None or row.meeting_id not in asked]
    cases = set(of_case.values())
    directed = {case for case in cases if look.belonging_to(case) in (Belonging.DIRECTOR, Belonging.DEPUTY)}
    own = {row.id for row in invited if of_case[row.meeting_id] in directed}
    proposals = {row.id: unpacked(look.unseal(row, "deputy_sealed")) for row in invited if row.id in own}
    people = _people(look, invited, proposals.values())
    homes = organisations_by_id(look.session, {row.organisation_id for row in invited})
    barred = barred_by_case(look.session, look.database.vault, cases, people)
    mails, forms = mail_of(look, own), forms_in(look, {row.id for row in invited})
    lines: dict[str, list[tuple[tuple[str, str, str], Attendee]]] = defaultdict(list)
    for row in invited:
        kept_out = barred[of_case[row.meeting_id]]
        if row.professional_id in kept_out:
            continue
        home, person, instead = homes[row.organisation_id], people[row.professional_id], row.stands_in_for
        listed = _Listed(
            row=row,
            person=person,
            home=home,
            mails=mails.get(row.id, ()) if row.id in own else None,
            proposed=_named(proposals.get(row.id), people),
            stands_in_for=people[instead].name if instead and instead not in kept_out else "",
            form_in=row.id in forms,
        )
        lines[row.meeting_id].append(((home.name, person.name, row.id), _attendee(look, listed)))
    return defaultdict(list, {which: [one for _, one in sorted(rows, key=_in_order)] for which, rows in lines.items()})


def waivers_in(look: Reading, meeting_ids: Collection[str]) -> Mapping[str, list[Waiver]]:
    """By meeting what was decided to do without, earliest first, in one query."""
    rows = look.session.exec(
        select(WaiverRow, Account.name)
        .outerjoin(Account, col(Account.id) == col(WaiverRow.waived_by))
        .where(col(WaiverRow.meeting_id).in_(meeting_ids))
        .order_by(col(WaiverRow.waived_at), col(WaiverRow.id))
    ).all()
    found: dict[str, list[Waiver]] = defaultdict(list)
    for row, name in rows:
        reason = look.unseal(row, "reason_sealed")
        found[row.meeting_id].append(Waiver(tuple(row.organisations), reason, name or "", row.waived_at))
    return found


def forms_in(look: Reading, invitation_ids: Collection[str]) -> frozenset[str]:
    """Of these invitations those from which a Word form came in, in whatever state it is."""
    statement = select(ReceivedForm.invitation_id).where(col(ReceivedForm.invitation_id).in_(invitation_ids)).distinct()
    return frozenset(found for found in look.session.exec(statement) if found) if invitation_ids else frozenset()


def _people(
    look: Reading, invited: Iterable[Invitation], proposals: Iterable[ProposedDeputy | None]
) -> dict[str, Professional]:
    """Everybody who is invited, replaced by a deputy or proposed as one."""
    wanted = {who for row in invited for who in (row.professional_id, row.stands_in_for) if who}
    wanted |= {deputy.professional_id for deputy in proposals if deputy and deputy.professional_id}
    return {row.id: row for row in look.session.exec(select(Professional).where(col(Professional.id).in_(wanted)))}


def _named(proposed: ProposedDeputy | None, people: Mapping[str, Professional]) -> ProposedDeputy | None:
    """A known deputy under the name of the directory. Whether they may come, also for a bar, the director hears when
    deciding."""
    if proposed is None or not proposed.professional_id:
        return proposed
    person = people.get(proposed.professional_id)
    return replace(proposed, name=person.name, function=person.function) if person else proposed


def _in_order(line: tuple[tuple[str, str, str], Attendee]) -> tuple[str, str, str]:
    return line[0]


def _attendee(look: Reading, listed: _Listed) -> Attendee:
    row, directs = listed.row, listed.mails is not None
    return Attendee(
        invitation_id=row.id,
        seat_id=row.seat_id,
        organisation=listed.home.key,
        organisation_name=listed.home.name,
        name=listed.person.name,
        answer=row.answer,
        opened_at=row.opened_at,
        handed_in_at=row.handed_in_at,
        nothing_to_add=row.nothing_to_add,
        locked=row.locked_at is not None,
        has_email=bool(listed.person.email_sealed),
        link=look.unseal(row, "link_sealed") if directs else "",
        code=look.unseal(row, "code_sealed") if directs else "",
        mails=listed.mails or (),
        attended=row.attended,
        version=row.version,
        answered_at=row.answered_at,
        proposed=listed.proposed,
        stands_in_for=listed.stands_in_for,
        stands_in_for_id=(row.stands_in_for or "") if listed.stands_in_for else "",
        information=look.unseal(row, "information_sealed") if directs else "",
        information_at=row.information_at,
        reminded_at=row.reminded_at,
        reminders=row.reminders,
        conditions_asked=row.conditions_asked,
        conditions_due_at=row.conditions_due_at,
        form_in=listed.form_in,
        professional_id=row.professional_id,
    )
