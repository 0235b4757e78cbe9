"""Partner organisations and the professionals who work there, with the hours they said to be free."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlmodel import Session, col, select

from models.directory import Organisation, Professional
from models.terms import Domain
from services.access.rules import Permission
from services.barring.actions import notice_professional
from services.directory.facts import AddOrganisation, AddProfessional, PartnerOrganisation, PartnerProfessional
from services.directory.week import packed_week, read_week, week_flaw
from services.errors import ServiceError
from services.messages.facts import Mail
from services.messages.rules import MessageFieldWrong, check_mail
from services.protection.typed import flaw
from services.relations.queries import barred_professionals
from services.scheduling.facts import local_day
from services.scheduling.hours import WeeklyHours
from services.unit_of_work import Reading, Transaction, Work

_EARLIEST = date(1900, 1, 1)


class DirectoryFieldWrong(ServiceError):
    """A name, key, day or address cannot be used. Fields: `field`, `reason`; for a text that is too long also
    `length` and `longest`, in characters."""

    code = "directory.field_wrong"


def add_organisation(work: Work, order: AddOrganisation) -> PartnerOrganisation:
    """Adds an organisation, or gives the one that has this key already. Raises `DirectoryFieldWrong`."""
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        key, name = _required(order.key, "key", 60), _required(order.name, "name", 120)
        row = tx.session.exec(select(Organisation).where(Organisation.key == key)).first()
        if row is None:
            row = Organisation(id=tx.chance.id(), key=key, name=name, kind=order.kind)
            fill_organisation(tx, row, order)
        tx.note(organisation=row.id)
        return _organisation(row)


def add_professional(work: Work, order: AddProfessional) -> PartnerProfessional:
    """Adds a professional to an organisation. Raises `DirectoryFieldWrong`."""
    with work.act(Permission.DIRECTORY_EDIT) as tx:
        home = tx.session.get(Organisation, order.organisation_id)
        if home is None:
            raise DirectoryFieldWrong(field="organisation", reason="unknown")
        row = Professional(id=tx.chance.id(), organisation_id=home.id, name=order.name)
        fill_professional(tx, row, order)
        notice_professional(tx, row)
        tx.note(professional=row.id)
        return _professional(row, home)


def fill_organisation(tx: Transaction, row: Organisation, order: AddOrganisation) -> None:
    """Writes what was entered into an organisation's row; its key and kind stay. Raises `DirectoryFieldWrong`."""
    row.name, row.external = _required(order.name, "name", 120), order.external
    row.legal_basis = _line(order.legal_basis, "legal_basis", 120)
    row.covenant_on = _past(tx, order.covenant_on, "covenant_on")
    row.domains = [domain.value for domain in Domain if domain in order.domains]
    row.day_and_night_number = _line(order.day_and_night_number, "number", 40)
    row.steering_contact = _line(order.steering_contact, "steering_contact", 120)
    tx.add(row)


def fill_professional(tx: Transaction, row: Professional, order: AddProfessional) -> None:
    """Writes what was entered into a professional's row; where they work stays. Raises `DirectoryFieldWrong`."""
    row.name = _required(order.name, "name", 120)
    row.function = _line(order.function, "function", 120)
    row.team = _line(order.team, "team", 120)
    row.secure_channel = _line(order.secure_channel, "secure_channel", 120)
    row.confidentiality_on = _past(tx, order.confidentiality_on, "confidentiality_on")
    if wrong := week_flaw(order.weekly_hours):
        raise DirectoryFieldWrong(field="weekly_hours", reason=wrong)
    row.weekly_hours = packed_week(order.weekly_hours)
    if order.email and not _looks_like_address(order.email):
        raise DirectoryFieldWrong(field="email", reason="malformed")
    tx.seal(row, "email_sealed", order.email.strip())
    tx.seal(row, "phone_sealed", _line(order.phone, "phone", 40))
    tx.add(row)


def weekly_hours_in(look: Reading, professional_ids: Collection[str]) -> dict[str, WeeklyHours]:
    """When these professionals work, by id; who is not among them keeps office hours."""
    rows = look.session.exec(
        select(Professional.id, Professional.weekly_hours).where(col(Professional.id).in_(professional_ids))
    )
    return {who: WeeklyHours(week) for who, kept in rows if (week := read_week(kept)) is not None}


def organisations(work: Work) -> tuple[PartnerOrganisation, ...]:
    """Every organisation, by name."""
    with work.read(Permission.DIRECTORY_READ) as look:
        rows = look.session.exec(select(Organisation).order_by(col(Organisation.name)))
        return tuple(_organisation(row) for row in rows)


def professionals(work: Work, *, active: bool = True) -> tuple[PartnerProfessional, ...]:
    """Every active professional, by organisation and name; or those who are not active any more."""
    with work.read(Permission.DIRECTORY_READ) as look:
        return tuple(_listed(look, active))


def professionals_for(work: Work, case_id: str) -> tuple[PartnerProfessional, ...]:
    """The active ones for a choice in a case: whoever is kept out of it is not among them. Raises `NotAllowed`."""
    with work.read(Permission.CASE_EDIT, case_id, screen="directory") as look:
        barred = barred_professionals(look.session, look.database.vault, case_id)
        return tuple(person for person in _listed(look, True) if person.id not in barred)


def _listed(look: Reading, active: bool) -> Iterable[PartnerProfessional]:
    rows = look.session.exec(
        select(Professional, Organisation)
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(Professional.active).is_(active))
        .order_by(col(Organisation.name), col(Professional.name))
    )
    return (_professional(person, home) for person, home in rows)


def organisations_by_id(session: Session, ids: Collection[str] | None = None) -> dict[str, Organisation]:
    """These organisations by id; all of them without `ids`: a region has dozens, not thousands."""
    everyone = select(Organisation)
    return {
        row.id: row for row in session.exec(everyone if ids is None else everyone.where(col(Organisation.id).in_(ids)))
    }


def contact_address(tx: Transaction | Reading, professional: Professional) -> str:
    """The mail address of a professional, or the empty string."""
    return tx.unseal(professional, "email_sealed")


def work_numbers(look: Reading, professional_ids: set[str]) -> dict[str, str]:
    """The phone numbers at work of these professionals, without those who gave none."""
    rows = look.session.exec(select(Professional).where(col(Professional.id).in_(professional_ids)))
    numbers = {row.id: look.unseal(row, "phone_sealed") for row in rows}
    return {who: number for who, number in numbers.items() if number}


def _required(text: str, name: str, longest: int) -> str:
    if not text.strip():
        raise DirectoryFieldWrong(field=name, reason="empty")
    return _line(text, name, longest)


def _line(text: str, name: str, longest: int) -> str:
    text = text.strip()
    if wrong := flaw(text, longest, lines=False):
        raise DirectoryFieldWrong(field=name, reason=wrong, length=len(text), longest=longest)
    return text


def _past(tx: Transaction, day: date | None, name: str) -> date | None:
    if day is not None and day > local_day(tx.now):
        raise DirectoryFieldWrong(field=name, reason="in_future")
    if day is not None and day < _EARLIEST:
        raise DirectoryFieldWrong(field=name, reason="too_early")
    return day


def _looks_like_address(text: str) -> bool:
    """Whether the outbox could send to it; an address that it refuses would stop a whole meeting's invitations."""
    try:
        check_mail(Mail(text.strip(), subject="-", body="-"))
    except MessageFieldWrong:
        return False
    return True


def _organisation(row: Organisation) -> PartnerOrganisation:
    return PartnerOrganisation(
        id=row.id,
        key=row.key,
        name=row.name,
        kind=row.kind,
        external=row.external,
        legal_basis=row.legal_basis,
        covenant_on=row.covenant_on,
        domains=tuple(Domain(domain) for domain in row.domains),
        day_and_night_number=row.day_and_night_number,
        steering_contact=row.steering_contact,
        version=row.version,
    )


def _professional(row: Professional, home: Organisation) -> PartnerProfessional:
    return PartnerProfessional(
        id=row.id,
        name=row.name,
        function=row.function,
        organisation=home.key,
        organisation_name=home.name,
        external=home.external,
        has_email=bool(row.email_sealed),
        team=row.team,
        secure_channel=row.secure_channel,
        confidentiality_on=row.confidentiality_on,
        active=row.active,
        version=row.version,
        weekly_hours=read_week(row.weekly_hours),
    )
