"""The field's own words. Member names are English, values are the Dutch terms that files, tables and documents carry.

This module is the glossary: the README's table is checked against it. Standard library only.
Sources: seed 004 (route map) and `domain.md` sections 1 to 3.
"""

from enum import StrEnum
from typing import NewType

AccountId = NewType("AccountId", str)
CaseId = NewType("CaseId", str)


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


class OrganisationKind(StrEnum):
    """The institutions of the chain; they keep their Dutch names. The value is the key a case file uses."""

    POLITIE = "politie"
    DISTRICTSRECHERCHE = "DR"
    CONFLICT_EN_CRISISBEHEERSING = "CCB"
    VEILIG_THUIS = "VT"
    VEILIGHEIDSHUIS = "VHH"
    LOKALE_VELD = "lokale_veld"
    OPENBAAR_MINISTERIE = "OM"
    RECLASSERING = "RN"
    RAAD_VOOR_DE_KINDERBESCHERMING = "RvdK"
    SLACHTOFFERHULP = "SHN"
    VROUWENOPVANG = "vrouwenopvang"
    GEESTELIJKE_GEZONDHEIDSZORG = "GGZ"
    BEWAKEN_EN_BEVEILIGEN = "BB"
    HULPVERLENING = "hulpverlening"
    WERKGEVER = "werkgever"
    OTHER = "overig"


class SeatRole(StrEnum):
    """Seats that rules speak of; a case may have other roles beside these, in free words."""

    CASE_DIRECTOR = "casusregisseur"
    VICTIM_CONTACT = "contactpersoon_slachtoffer"
    CASE_HOLDER = "casushouder"
    PROCESS_DIRECTOR = "procesregisseur"
    PUBLIC_PROSECUTOR = "officier_van_justitie"
    VICTIM_COORDINATOR = "slachtoffercoordinator"
    COMMUNITY_OFFICER = "wijkagent"
    SUPERVISION_OFFICER = "toezichthouder"
    ADVISER = "adviseur"
    INVESTIGATION_COORDINATOR = "coordinator_opsporing"
    LOCAL_DIRECTOR = "regisseur_wijkteam"


class Instrument(StrEnum):
    """Where a risk or safety outcome comes from; only outcomes are kept, never the instrument's questions."""

    SASH = "SASH"
    SAFETY_ASSESSMENT = "VHB"
    RISC = "RISC"


class CaseStatus(StrEnum):
    """Where a case stands as a file."""

    ACTIVE = "actief"
    CLOSED = "gesloten"


class MeetingKind(StrEnum):
    """The ways partners come together (route map H-VT-3)."""

    ACTION_MEETING = "actieoverleg"
    CASE_CONFERENCE = "mdo"
    COORDINATION = "afstemming"


class MeetingStatus(StrEnum):
    """A planned meeting is announced; a withdrawn one was called off and its links are dead."""

    PLANNED = "gepland"
    WITHDRAWN = "afgezegd"


class InvitationAnswer(StrEnum):
    """What an attendee said to an invitation."""

    OPEN = "open"
    YES = "ja"
    NO = "nee"
    INFORMATION = "schriftelijk"


class ConditionKind(StrEnum):
    """What a safety condition is about; values are those of case files."""

    CONTACT = "contact"
    CHILD_CONTACT = "child_contact"
    SPEAKS_WITH = "speaks_with"
    PLACE = "place"
    MEASURE = "measure"
    DISCLOSURE = "disclosure"
    EVIDENCE = "evidence"
    DIGITAL = "digital"
    ALARM = "alarm"
    WORK = "work"
    WELLBEING = "wellbeing"
    CARE = "care"
    OVERLOAD = "overload"
    MEDIATION = "mediation"
    STOP_TALK = "stopgesprek"
    HANDOVER = "handover"
    OTHER = "other"


class Theme(StrEnum):
    """Chapters under which conditions are shown and printed."""

    CONTACT = "contact_en_omgang"
    SPEAKING = "wie_spreekt_met_wie"
    MEASURES = "maatregelen_en_zones"
    INFORMATION = "informatie"
    DIGITAL = "digitaal_en_bewijs"
    ALARM = "alarm_en_bereik"
    CARE = "hulp_en_dagelijks_leven"
    OTHER = "overige"


class ConditionStatus(StrEnum):
    """A condition's way from draft to decision."""

    DRAFT = "concept"
    SUBMITTED = "ingediend"
    ACCEPTED = "geaccepteerd"
    CHANGED = "gewijzigd"
    DROPPED = "vervallen"


class Tier(StrEnum):
    """Who may read an item, beside `partner:<organisation>` for one organisation only. Unknown means nobody."""

    INVESTIGATION = "opsporing"
    PARTNERS = "partners"
    VICTIM = "slachtoffer"


class Measure(StrEnum):
    """Measures that are weighed; the weighing itself is recorded whatever its outcome."""

    BEHAVIOUR_ORDER = "gedragsaanwijzing_509hh"
    CONTACT_OR_LOCATION_BAN = "contact_locatieverbod"
    IMMEDIATE_ENFORCEABILITY = "DUT"
    ELECTRONIC_MONITORING = "EM"
    ARREST = "aanhouding"
    PROTECTION_SYSTEM = "bewaken_en_beveiligen"
    MEDIATION = "mediation"
    STOP_TALK = "stopgesprek"
    INVESTIGATIVE_PSYCHOLOGIST = "recherchepsycholoog"
    LOCATION_OR_PERSON_MARKER = "AOL_AOP"
    PERSONAL_ALARM = "AWARE"
    VICTIM_DEVICE = "slachtofferdevice"
    HOME_BAN = "huisverbod"
    SHELTER = "opvang"


class MeasureOutcome(StrEnum):
    """What a weighing came to."""

    APPLIED = "toegepast"
    ADVISED = "geadviseerd"
    REPORTED = "gemeld"
    NOT_ADVISED = "niet_geadviseerd"
    POSTPONED = "uitgesteld"
    NOT_POSSIBLE = "niet_mogelijk"
    NOT_APPLICABLE = "niet_van_toepassing"
    NOT_ALLOWED = "niet_toegestaan"


class ActionStatus(StrEnum):
    """Where an action stands; 'not done' and 'no longer possible' are kept apart."""

    OPEN = "open"
    DONE = "gedaan"
    NOT_DONE = "niet_gedaan"
    NO_LONGER_POSSIBLE = "niet_meer_mogelijk"
    REPLACED = "vervangen"


class PlanStatus(StrEnum):
    """A version of the safety plan."""

    ADOPTED = "vastgesteld"
    SUPERSEDED = "vervangen"


class AccountRole(StrEnum):
    """What an account may be used for; administrators and auditors never see case content."""

    ADMINISTRATOR = "beheerder"
    CASE_DIRECTOR = "casusregisseur"
    CASE_HOLDER = "casushouder"
    PARTNER = "partner"
    READER = "lezer"
    AUDITOR = "auditor"


class Belonging(StrEnum):
    """How an acting user belongs to one case; 'barred' beats every role."""

    DIRECTOR = "regisseur"
    DEPUTY = "vervangend_regisseur"
    MEMBER = "lid"
    INVITED = "genodigde"
    NONE = "geen"
    BARRED = "afgeschermd"


class BarKind(StrEnum):
    """By what a person or organisation is kept out of a case."""

    NAME = "naam"
    EMAIL = "e_mailadres"
    ORGANISATION = "organisatie"


class RuleForce(StrEnum):
    """How binding a rule of the route map is (marks of `domain.md` section 2)."""

    ALWAYS = "always"
    INSTRUCT = "instruct"
    CONSIDER = "consider"
    CONSIDER_RECORD = "consider_record"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"
    PROHIBIT = "prohibit"
    ONGOING = "ongoing"
