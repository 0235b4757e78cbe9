"""A case: how grave, by whom, on what grounds, what happened in it. Standard library only."""

from enum import StrEnum


class Risk(StrEnum):
    """How grave the stalking is, as the SASH or a later assessment concluded."""

    LOW = "laag"
    MEDIUM = "gemiddeld"
    HIGH = "hoog"


class Phase(StrEnum):
    """The part of the route map that holds: always act, high or medium risk, low risk, task list per role."""

    ALWAYS = "A"
    HIGH = "H"
    LOW = "L"
    TASK = "T"


class Relation(StrEnum):
    """What victim and alleged perpetrator are to each other; decides whether Veilig Thuis is competent."""

    EX_PARTNER = "ex_partner"
    PARTNER = "partner"
    FAMILY = "familie"
    HOUSEHOLD = "huisgenoot"
    EX_COLLEAGUE = "ex_collega"
    COLLEAGUE = "collega"
    NEIGHBOUR = "buur"
    ACQUAINTANCE = "kennis"
    STRANGER = "onbekende"
    UNKNOWN = "onbekend"


class Known(StrEnum):
    """A fact that may be unknown; unknown fires no rule and is itself a question."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


class PersonRole(StrEnum):
    """A private person's part in a case."""

    VICTIM = "slachtoffer"
    SUSPECT = "vermoedelijke_dader"
    CHILD = "kind"
    NETWORK = "netwerk"


class Instrument(StrEnum):
    """Where a risk or safety outcome comes from; only outcomes are kept, never the instrument's questions."""

    SASH = "SASH"
    SAFETY_ASSESSMENT = "VHB"
    RISC = "RISC"


class CaseStatus(StrEnum):
    """Where a case stands as a file. In preparation until it has a director and a deputy."""

    PREPARING = "in_voorbereiding"
    ACTIVE = "actief"
    CLOSED = "gesloten"


class LegalBasis(StrEnum):
    """On what law the chain shares in this case; the region confirms which of them it uses (domain.md section 5)."""

    SAFETY_HOUSE = "WGS"
    SOCIAL_SUPPORT = "Wmo"
    POLICE_DATA = "Wpg"
    JUDICIAL_DATA = "Wjsg"
    DATA_PROTECTION = "AVG"
    CONSENT = "toestemming"


class CloseReason(StrEnum):
    """Why a case was closed."""

    STOPPED = "gestopt"
    HANDED_OVER = "overgedragen"
    NOT_STALKING = "geen_stalking"
    OTHER_REGION = "andere_regio"


class SafeChannel(StrEnum):
    """By what way a person can safely be reached."""

    PHONE = "telefoon"
    TEXT = "bericht"
    MAIL = "e_mail"
    LETTER = "brief"
    IN_PERSON = "persoonlijk"
    THROUGH_CONTACT = "via_contactpersoon"


class PlaceKind(StrEnum):
    """What a place is in somebody's life."""

    WORK = "werk"
    SCHOOL = "school"
    FAMILY = "familie"
    SHELTER = "opvangadres"
    LEISURE = "vrije_tijd"
    OTHER = "andere_plek"


class CourtOrderKind(StrEnum):
    """What a court, prosecutor or mayor has ordered; no meeting can set it aside."""

    CONTACT_ARRANGEMENT = "omgangsregeling"
    CONTACT_BAN = "contactverbod"
    LOCATION_BAN = "locatieverbod"
    HOME_BAN = "huisverbod"
    BEHAVIOUR_ORDER = "gedragsaanwijzing"
    SPECIAL_CONDITIONS = "bijzondere_voorwaarden"
    OTHER = "andere_beslissing"


class EventKind(StrEnum):
    """What happened in a case, as the log of events names it (domain.md section 3)."""

    INCIDENT = "incident"
    BREACH = "overtreding"
    ORDER_STARTS = "maatregel_begint"
    ORDER_ENDS = "maatregel_eindigt"
    ARREST = "aanhouding"
    RELEASE = "vrijlating"
    HEARING = "zitting"
    COMPLAINT = "aangifte"
    ADDRESS_KNOWN = "adres_bekend"
    CHILD_CONTACT = "omgang"
    DIRECTOR_CHANGED = "wissel_casusregisseur"
    OTHER = "anders"


EVENT_WORDS = {kind.value: kind for kind in EventKind} | {
    "breach": EventKind.BREACH,
    "arrest": EventKind.ARREST,
    "wissel_cr": EventKind.DIRECTOR_CHANGED,
}
"""The words by which files and cases name a kind of event, in small letters."""


class Gravity(StrEnum):
    """How near and how grave an incident was; the order is that of escalation."""

    CONTACT = "contact"
    PROXIMITY = "nabijheid"
    THREAT = "dreiging"
    VIOLENCE = "geweld"
