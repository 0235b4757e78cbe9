"""A case and what belongs to it: people, seats, who speaks with whom, assessments, holds, words, drafts."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import (
    CaseStatus,
    CloseReason,
    Instrument,
    Known,
    LegalBasis,
    PersonRole,
    ProtectedKind,
    Relation,
    Risk,
    SafeChannel,
)


class Case(Row, table=True):
    """One stalking case as the chain knows it. `code_name` is what mail and calendars may carry."""

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_going_on", "id", "status", "risk"),)

    code: str = Field(unique=True, max_length=20)
    code_name: str = Field(max_length=60)
    risk: Risk = term(Risk)
    relation: Relation = term(Relation)
    veilig_thuis_competent: bool
    status: CaseStatus = term(CaseStatus, default=CaseStatus.ACTIVE)
    complaint: Known = term(Known, default=Known.UNKNOWN)
    serious_grounds: Known = term(Known, default=Known.UNKNOWN)
    suspect_arrested: Known = term(Known, default=Known.UNKNOWN)
    stalking_active: Known = term(Known, default=Known.YES)
    complaint_on: date | None = None
    serious_grounds_on: date | None = None
    suspect_arrested_on: date | None = None
    threats_or_violence: Known = term(Known, default=Known.UNKNOWN)
    veilig_thuis_advises_intervention: Known = term(Known, default=Known.UNKNOWN)
    serious_intrusion: Known = term(Known, default=Known.UNKNOWN)
    investigation_done: Known = term(Known, default=Known.UNKNOWN)
    competence_reason_sealed: str = ""
    brought_by: str = Field(default="", max_length=60)
    legal_basis: LegalBasis | None = term(LegalBasis, default=None)
    safety_house_on: date | None = None
    region: str = Field(default="", max_length=60)
    summary_sealed: str = ""
    director_id: str = Field(foreign_key="account.id", index=True, max_length=32)
    deputy_id: str | None = Field(default=None, foreign_key="account.id", index=True, max_length=32)
    review_on: date | None = None
    review_events: list[str] = Field(default_factory=list, sa_type=JSON)
    opened_at: datetime = moment()
    closed_at: datetime | None = moment(default=None)
    close_reason: CloseReason | None = term(CloseReason, default=None)
    close_note_sealed: str = ""
    retention_until: date | None = None


class CasePerson(Row, table=True):
    """A private person in a case, by alias; what could find her is sealed.

    `name_key` and `birth_key` are keyed hashes of name and birth date, by which the same person is recognised in
    another case without opening either.
    """

    __tablename__ = "case_person"
    __table_args__ = (UniqueConstraint("case_id", "ref"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    ref: str = Field(max_length=10)
    role: PersonRole = term(PersonRole)
    alias: str = Field(max_length=80)
    age: int | None = None
    address_secret: bool = False
    address_sealed: str = ""
    phone_sealed: str = ""
    safe_contact_sealed: str = ""
    note_sealed: str = ""
    name_sealed: str = ""
    birth_date_sealed: str = ""
    address_known_to_suspect: Known = term(Known, default=Known.UNKNOWN)
    domicile_sealed: str = ""
    safe_channel: SafeChannel | None = term(SafeChannel, default=None)
    safe_times_sealed: str = ""
    safe_caller_sealed: str = ""
    texting_allowed: Known = term(Known, default=Known.UNKNOWN)
    voicemail_allowed: Known = term(Known, default=Known.UNKNOWN)
    language: str = Field(default="", max_length=40)
    interpreter: bool = False
    vulnerabilities_sealed: str = ""
    faces_agreed: int | None = None
    informed: Known = term(Known, default=Known.UNKNOWN)
    informed_on: date | None = None
    informed_by: str = Field(default="", max_length=60)
    not_informed_sealed: str = ""
    name_key: str = Field(default="", index=True, max_length=64)
    birth_key: str = Field(default="", max_length=64)


class AssessmentRow(Row, table=True):
    """An outcome of an instrument; a later one does not erase an earlier one."""

    __tablename__ = "assessment"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    instrument: Instrument = term(Instrument)
    outcome: str = Field(max_length=80)
    assessed_on: date
    by_organisation: str = Field(max_length=60)
    by_person: str = Field(default="", max_length=120)
    instrument_version: str = Field(default="", max_length=40)
    coordinated_with_veilig_thuis: bool = False


class Seat(Row, table=True):
    """A professional on a seat of a case, until a day that may be known beforehand. A seat that ended keeps its row.

    Both indexes hold what counts over a whole region ask for, so that these read no rows.
    """

    __tablename__ = "seat"
    __table_args__ = (
        Index("ix_seat_by_case", "case_id", "professional_id", "ended_at", "until_on", "organisation_id", "role"),
        Index("ix_seat_by_professional", "professional_id", "case_id", "ended_at", "until_on", "organisation_id"),
    )

    case_id: str = Field(foreign_key="case_file.id", max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=32)
    professional_id: str = Field(foreign_key="professional.id", max_length=32)
    deputy_id: str | None = Field(default=None, foreign_key="professional.id", index=True, max_length=32)
    role: str = Field(max_length=60)
    attends: bool = True
    chairs: bool = False
    note_sealed: str = ""
    since_on: date | None = None
    until_on: date | None = None
    deputy_briefed_on: date | None = None
    ended_at: datetime | None = moment(default=None)


class SpeaksWith(Row, table=True):
    """Who speaks with which private person (route map H-VT-1). What ended stays; one line at a time is current."""

    __tablename__ = "speaks_with"
    __table_args__ = (
        Index(
            "uq_speaks_with_current",
            "seat_id",
            "person_id",
            unique=True,
            sqlite_where=text("until_on IS NULL"),
            postgresql_where=text("until_on IS NULL"),
        ),
    )

    seat_id: str = Field(foreign_key="seat.id", index=True, max_length=32)
    person_id: str = Field(foreign_key="case_person.id", index=True, max_length=32)
    topic_sealed: str = ""
    since_on: date | None = None
    until_on: date | None = None


class RecordedLine(Row, table=True):
    """A recorded fixed line between two organisations in a case; never the content of a contact."""

    __tablename__ = "recorded_line"
    __table_args__ = (UniqueConstraint("case_id", "first_key", "second_key"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    first_key: str = Field(max_length=60)
    second_key: str = Field(max_length=60)
    recorded_on: date


class HoldRow(Row, table=True):
    """Nobody approaches the suspect until then, or until the case director releases it."""

    __tablename__ = "hold"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    condition_id: str | None = Field(default=None, max_length=32)
    by_organisation: str = Field(max_length=60)
    until: datetime | None = moment(default=None)
    reason_sealed: str = ""
    released_at: datetime | None = moment(default=None)
    released_by: str | None = Field(default=None, max_length=32)


class ProtectedTerm(Row, table=True):
    """Words that may not reach readers outside `tier`: addresses, phone numbers, names. Sealed. `kind` says in which
    other spellings they are looked for."""

    __tablename__ = "protected_term"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    tier: str = Field(max_length=60)
    kind: ProtectedKind = term(ProtectedKind, default=ProtectedKind.OTHER)
    term_sealed: str
    taken_out_at: datetime | None = moment(default=None)


class Draft(Row, table=True):
    """What someone typed and has not handed in yet; sealed, one per form and writer."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("owner", "form"),)

    owner: str = Field(index=True, max_length=40)
    form: str = Field(max_length=80)
    case_id: str | None = Field(default=None, foreign_key="case_file.id", index=True, max_length=32)
    content_sealed: str
    saved_at: datetime = moment()
