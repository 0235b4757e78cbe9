"""What leaves the planner on paper: the register of copies, their bytes, what the leak guard let through, texts that
are written for one reader only, and the region's house style."""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import RecallOutcome


class IssuedCopy(Row, table=True):
    """The register of documents that left: for which audience, its copy code and hash, who took it and for whom.

    `plan_version_id` is empty for what is no edition of a plan. `text_mac` is a keyed hash of the words in it, by which
    a copy is recognised that was saved again elsewhere. `leak_release_id`: it left although the leak guard stopped it.
    A copy that must come back has `recalled_at`; `recall_outcome` is what became of it.
    """

    __tablename__ = "issued_copy"

    plan_version_id: str | None = Field(default=None, foreign_key="plan_version.id", index=True, max_length=32)
    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    audience: str = Field(max_length=80)
    language: str = Field(default="nl", max_length=2)
    copy_code: str = Field(unique=True, max_length=20)
    sha256: str = Field(index=True, max_length=64)
    text_mac: str = Field(default="", index=True, max_length=64)
    issued_to: str = Field(max_length=40)
    issued_at: datetime = moment()
    recipient_id: str | None = Field(default=None, foreign_key="professional.id", max_length=32)
    leak_release_id: str | None = Field(default=None, foreign_key="leak_release.id", max_length=32)
    recalled_at: datetime | None = moment(default=None)
    recalled_by: str | None = Field(default=None, max_length=32)
    recall_reason_sealed: str = ""
    recall_outcome: RecallOutcome | None = term(RecallOutcome, default=None)
    recall_settled_at: datetime | None = moment(default=None)
    recall_settled_by: str | None = Field(default=None, max_length=32)


class IssuedBytes(Row, table=True):
    """The very bytes of a copy, sealed as base64; apart from the register, which is read often."""

    __tablename__ = "issued_bytes"

    copy_id: str = Field(foreign_key="issued_copy.id", unique=True, max_length=32)
    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    content_sealed: str


class LeakRelease(Row, table=True):
    """A file that the leak guard stopped, and whether it may leave all the same: asked by one, decided by another.

    `finding_mac` is a keyed hash of what was found in which version, so that the release is of just that. `audience`
    and `language` say how the file is made again; `taken_back_at` ends a release that was granted.
    """

    __tablename__ = "leak_release"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    audience: str = Field(max_length=80)
    language: str = Field(default="nl", max_length=2)
    finding_mac: str = Field(index=True, max_length=64)
    hits: int
    reason_sealed: str
    asked_by: str = Field(max_length=32)
    asked_at: datetime = moment()
    granted: bool | None = None
    decision_reason_sealed: str = ""
    decided_by: str | None = Field(default=None, max_length=32)
    decided_at: datetime | None = moment(default=None)
    taken_back_at: datetime | None = moment(default=None)


class SuspectNotice(Row, table=True):
    """What the alleged perpetrator is told, written for him alone and derived from nothing. A later text replaces,
    never erases: `replaced_at` None is the one that stands."""

    __tablename__ = "suspect_notice"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    person_id: str = Field(foreign_key="case_person.id", max_length=32)
    text_sealed: str
    from_on: date | None = None
    consequences_sealed: str = ""
    call_sealed: str = ""
    written_at: datetime = moment()
    written_by: str = Field(max_length=32)
    replaced_at: datetime | None = moment(default=None)


class ReferralLetter(Row, table=True):
    """A letter to an organisation that a person agreed to be referred to, within that consent."""

    __tablename__ = "referral_letter"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    consent_id: str = Field(foreign_key="consent.id", max_length=32)
    text_sealed: str
    contact_sealed: str = ""
    written_at: datetime = moment()
    written_by: str = Field(max_length=32)
    replaced_at: datetime | None = moment(default=None)


class HouseStyle(Row, table=True):
    """A region's own base document, checked: styles, numbering, theme and page. In use between `used_from` and
    `retired_at`; without `used_from` it was only looked at so far."""

    __tablename__ = "house_style"

    name: str = Field(max_length=80)
    base_sealed: str
    sha256: str = Field(max_length=64)
    uploaded_by: str = Field(max_length=32)
    uploaded_at: datetime = moment()
    used_from: datetime | None = moment(default=None)
    retired_at: datetime | None = moment(default=None)
