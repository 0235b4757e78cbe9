"""The victim's voice, what was promised to her, what she consented to, and the places of her life."""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import Known, PlaceKind


class VoiceRow(Row, table=True):
    """What a victim wishes and fears, in her own words, and who represents her at the table."""

    __tablename__ = "voice"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    person_id: str = Field(foreign_key="case_person.id", unique=True, max_length=32)
    wishes_sealed: str = ""
    fears_sealed: str = ""
    tell_back_sealed: str = ""
    represented_by_seat_id: str | None = Field(default=None, foreign_key="seat.id", max_length=32)
    represented_by_sealed: str = ""
    heard_on: date | None = None


class PromisedContactRow(Row, table=True):
    """A day on which somebody promised to be in touch with a person; kept, or passed in silence."""

    __tablename__ = "promised_contact"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    person_id: str = Field(foreign_key="case_person.id", index=True, max_length=32)
    seat_id: str | None = Field(default=None, foreign_key="seat.id", max_length=32)
    organisation: str = Field(default="", max_length=60)
    promised_for: date = Field(index=True)
    subject_sealed: str = ""
    kept_on: date | None = None
    cancelled_at: datetime | None = moment(default=None)
    cancel_reason_sealed: str = ""


class ConsentRow(Row, table=True):
    """What a person agreed to have shared: what, with whom, until when, and when it was withdrawn."""

    __tablename__ = "consent"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    person_id: str = Field(foreign_key="case_person.id", index=True, max_length=32)
    organisation: str = Field(max_length=60)
    subject_sealed: str
    given_on: date
    valid_until: date | None = None
    withdrawn_on: date | None = None


class PlaceRow(Row, table=True):
    """A place in somebody's life beside home: where it is stays sealed."""

    __tablename__ = "place"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    person_id: str = Field(foreign_key="case_person.id", index=True, max_length=32)
    kind: PlaceKind = term(PlaceKind)
    address_sealed: str
    secret: bool = False
    known_to_suspect: Known = term(Known, default=Known.UNKNOWN)
    from_on: date | None = None
    until_on: date | None = None
