"""Partners and who works there, orders and results of coming in: frozen, without rows, hashes or secrets at rest."""

from dataclasses import dataclass, field
from datetime import date, datetime

from models.terms import AccountRole, Domain, OrganisationKind
from services.scheduling.hours import Stretch


@dataclass(frozen=True)
class BeginSetup:
    """Who becomes the first administrator, with the code from the terminal. `ip` is where it came from."""

    code: str = field(repr=False)
    name: str
    email: str
    password: str = field(repr=False)
    ip: str = ""


@dataclass(frozen=True)
class InviteAccount:
    """Who may make an account. `organisation_id` None means the police for a case director."""

    name: str
    email: str
    role: AccountRole
    organisation_id: str | None = None
    function: str = ""


@dataclass(frozen=True)
class BeginAcceptance:
    """An invitee with the link and the password of choice."""

    invitation_id: str
    secret: str = field(repr=False)
    password: str = field(repr=False)
    ip: str = ""


@dataclass(frozen=True)
class Enrolment:
    """What the browser carries to the last step, and what the authenticator app must learn.

    `totp_address` goes into the QR code; `totp_secret` is the same, to type.
    """

    ticket: str = field(repr=False)
    name: str
    totp_address: str = field(repr=False)
    totp_secret: str = field(repr=False)


@dataclass(frozen=True)
class ConfirmEnrolment:
    """The ticket and the first code of the authenticator app."""

    ticket: str = field(repr=False)
    code: str = field(repr=False)
    language: str = "nl"


@dataclass(frozen=True)
class NewAccount:
    """An account that was just made: its recovery codes, shown once, and the secret of its first session."""

    account_id: str
    recovery_codes: tuple[str, ...] = field(repr=False)
    session_secret: str = field(repr=False)


@dataclass(frozen=True)
class SignIn:
    """The first step: e-mail and password."""

    email: str
    password: str = field(repr=False)
    ip: str = ""


@dataclass(frozen=True)
class SecondStep:
    """The second step: the ticket of the first, and a time code or recovery code."""

    ticket: str = field(repr=False)
    code: str = field(repr=False)
    language: str = ""
    ip: str = ""


@dataclass(frozen=True)
class KnownAccount:
    """An account in the administrator's list. No case content. `invited` ones have yet to accept."""

    account_id: str
    name: str
    email: str
    role: AccountRole
    organisation: str
    since: datetime
    disabled: bool


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation to make an account that nobody has used yet."""

    invitation_id: str
    name: str
    email: str
    role: AccountRole
    expires_at: datetime


@dataclass(frozen=True)
class PartnerOrganisation:
    """An organisation in the directory: on what law it shares, since when it signed, how it is reached at night."""

    id: str
    key: str
    name: str
    kind: OrganisationKind
    external: bool
    legal_basis: str = ""
    covenant_on: date | None = None
    domains: tuple[Domain, ...] = ()
    day_and_night_number: str = ""
    steering_contact: str = ""
    version: int = 1


@dataclass(frozen=True)
class PartnerProfessional:
    """A professional in the directory; `organisation` is the key of where they work. `weekly_hours`: when they work,
    None for office hours."""

    id: str
    name: str
    function: str
    organisation: str
    organisation_name: str
    external: bool = False
    has_email: bool = False
    team: str = ""
    secure_channel: str = ""
    confidentiality_on: date | None = None
    active: bool = True
    version: int = 1
    weekly_hours: tuple[Stretch, ...] | None = None


@dataclass(frozen=True)
class AddOrganisation:
    """The order to add an organisation."""

    key: str
    name: str
    kind: OrganisationKind
    external: bool = False
    legal_basis: str = ""
    covenant_on: date | None = None
    domains: tuple[Domain, ...] = ()
    day_and_night_number: str = ""
    steering_contact: str = ""


@dataclass(frozen=True)
class AddProfessional:
    """The order to add a professional. `weekly_hours`: one stretch for each weekday they work, None for office
    hours."""

    organisation_id: str
    name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    team: str = ""
    secure_channel: str = ""
    confidentiality_on: date | None = None
    weekly_hours: tuple[Stretch, ...] | None = None
