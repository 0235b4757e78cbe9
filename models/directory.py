"""Organisations, professionals, accounts and how they sign in."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import AccountRole, OrganisationKind


class Organisation(Row, table=True):
    """A partner organisation. `key` is what case files call it (`VT`, `lokale_veld`, a free key)."""

    __tablename__ = "organisation"

    key: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=120)
    kind: OrganisationKind = term(OrganisationKind)
    external: bool = False
    legal_basis: str = Field(default="", max_length=120)
    covenant_on: date | None = None
    domains: list[str] = Field(default_factory=list, sa_type=JSON)
    day_and_night_number: str = Field(default="", max_length=40)
    steering_contact: str = Field(default="", max_length=120)


class Professional(Row, table=True):
    """Someone who works at an organisation; mail and phone are sealed.

    `weekly_hours`: when they work, as `[weekday, from, until]` (`["0", "09:00", "17:00"]` is Monday); empty is office
    hours.
    """

    __tablename__ = "professional"

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=32)
    name: str = Field(max_length=120)
    function: str = Field(default="", max_length=120)
    email_sealed: str = ""
    phone_sealed: str = ""
    team: str = Field(default="", max_length=120)
    secure_channel: str = Field(default="", max_length=120)
    confidentiality_on: date | None = None
    active: bool = True
    weekly_hours: list[list[str]] = Field(default_factory=list, sa_type=JSON)


class Account(Row, table=True):
    """Who may sign in. `email_key` is a keyed hash for look-up; the address itself is sealed."""

    __tablename__ = "account"

    email_key: str = Field(unique=True, max_length=64)
    email_sealed: str
    name: str = Field(max_length=120)
    role: AccountRole = term(AccountRole)
    professional_id: str | None = Field(default=None, foreign_key="professional.id", index=True, max_length=32)
    password_hash: str
    totp_secret_sealed: str
    totp_last_step: int = 0
    language: str = Field(default="nl", max_length=2)
    created_at: datetime = moment()
    disabled_at: datetime | None = moment(default=None)


class RecoveryCode(Row, table=True):
    """A way in without the second factor, once."""

    __tablename__ = "recovery_code"

    account_id: str = Field(foreign_key="account.id", index=True, max_length=32)
    code_hash: str
    used_at: datetime | None = moment(default=None)


class AccountInvitation(Row, table=True):
    """An invitation to make an account: a link that works once, until `expires_at`."""

    __tablename__ = "account_invitation"

    secret_hash: str = Field(max_length=64)
    email_sealed: str
    email_key: str = Field(index=True, max_length=64)
    name: str = Field(max_length=120)
    role: AccountRole = term(AccountRole)
    professional_id: str | None = Field(default=None, foreign_key="professional.id", max_length=32)
    invited_by: str = Field(max_length=32)
    expires_at: datetime = moment()
    used_at: datetime | None = moment(default=None)
    revoked_at: datetime | None = moment(default=None)


class SignInSession(Row, table=True):
    """A signed-in browser: an account's, or a guest's for one invitation or for the actions of one case. Only the
    secret's hash is kept."""

    __tablename__ = "sign_in_session"

    secret_hash: str = Field(unique=True, max_length=64)
    account_id: str | None = Field(default=None, foreign_key="account.id", index=True, max_length=32)
    invitation_id: str | None = Field(default=None, foreign_key="invitation.id", index=True, max_length=32)
    action_link_id: str | None = Field(default=None, foreign_key="action_link.id", index=True, max_length=32)
    language: str = Field(default="nl", max_length=2)
    started_at: datetime = moment()
    last_seen_at: datetime = moment()
    ended_at: datetime | None = moment(default=None)


class SetupCode(Row, table=True):
    """The one-time code that lets the first administrator in; gone once an account exists."""

    __tablename__ = "setup_code"

    code_hash: str = Field(max_length=64)
    made_at: datetime = moment()


class Throttle(Row, table=True):
    """How often something was tried within its window; counted in the database, so a restart forgives nothing."""

    __tablename__ = "throttle"
    __table_args__ = (UniqueConstraint("kind", "subject"),)

    kind: str = Field(max_length=40)
    subject: str = Field(max_length=64)
    window_started_at: datetime = moment()
    tries: int = 0
