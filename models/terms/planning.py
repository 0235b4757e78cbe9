"""The way from meeting to plan, and what is said to the rules of the route map. Standard library only."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """The ways partners come together (route map H-VT-3)."""

    ACTION_MEETING = "actieoverleg"
    CASE_CONFERENCE = "mdo"
    REVIEW = "evaluatie"
    COORDINATION = "afstemming"


class MeetingStatus(StrEnum):
    """How far a meeting is: a time kept free without inviting, times put to the vote, announced, or recorded
    afterwards; a withdrawn one was called off and its links are dead."""

    RESERVED = "gereserveerd"
    POLLED = "peiling"
    PLANNED = "gepland"
    HELD = "gehouden"
    WITHDRAWN = "afgezegd"


class MeetingMode(StrEnum):
    """Where attendees meet."""

    ONLINE = "online"
    ON_SITE = "op_locatie"


class InvitationAnswer(StrEnum):
    """What an attendee said to an invitation. A deputy comes only once the case director agrees."""

    OPEN = "open"
    YES = "ja"
    NO = "nee"
    DEPUTY = "vervanger"
    INFORMATION = "schriftelijk"


NOT_COMING = (InvitationAnswer.NO, InvitationAnswer.INFORMATION)
"""Whoever said this about a meeting does not come, and keeps that time for something else."""
STANDING = (MeetingStatus.POLLED, MeetingStatus.PLANNED)
"""A meeting that stands: its attendees were asked, and their links open."""


class PollChoice(StrEnum):
    """What somebody says to one time of a date poll."""

    YES = "ja"
    IF_NEEDED = "als_het_moet"
    NO = "nee"


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
    MERGED = "samengevoegd"
    DROPPED = "vervallen"


LAPSED = frozenset((ConditionStatus.MERGED, ConditionStatus.DROPPED))
"""A condition that no longer asks anything by itself: dropped, or gone into another condition or one agreement."""


class Arrival(StrEnum):
    """The way a condition came in: by personal link, told by phone, by Word form, or taken over from last time."""

    LINK = "link"
    PHONE = "telefoon"
    FORM = "formulier"
    LAST_TIME = "vorige_keer"


class Modality(StrEnum):
    """What a structured reading says of an act."""

    MUST = "moet"
    MUST_NOT = "mag_niet"
    MAY = "mag"


class SetAnswer(StrEnum):
    """What the leading organisation says of the conditions together."""

    CONFIRMED = "bevestigd"
    LACKING = "onvolledig"


class Resolution(StrEnum):
    """How the case director settled what was found between conditions: one of them stands and the other lapses, one
    agreement takes their place, somebody goes to court, the stop holds and the rest waits for its release, two become
    one condition, all stays as it is for a reason, or it stays open and goes into the plan that way."""

    ONE_STANDS = "een_geldt"
    AGREEMENT = "een_afspraak"
    TO_COURT = "naar_de_rechter"
    HOLD_STANDS = "stop_geldt"
    MERGED = "samengevoegd"
    STANDS_WITH_REASON = "blijft_met_reden"
    UNRESOLVED = "onopgelost"


class Provenance(StrEnum):
    """Whether a form that came back is the one that was sent: intact, changed, or without its marks."""

    INTACT = "ongeschonden"
    CHANGED = "gewijzigd"
    STRIPPED = "verdwenen"


class FormStatus(StrEnum):
    """Where a form that came in stands: to be taken over row by row, set apart until somebody says whose it is, or
    done with."""

    WAITING = "in_wachtkamer"
    SET_APART = "apart_gezet"
    SETTLED = "verwerkt"


class RowAnswer(StrEnum):
    """What was decided on one row of a form that came in."""

    TAKEN_OVER = "overgenomen"
    LEFT_OUT = "niet_overgenomen"


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

    DRAFT = "concept"
    CIRCULATED = "rondgestuurd"
    ADOPTED = "vastgesteld"
    SUPERSEDED = "vervangen"
    WITHDRAWN = "ingetrokken"


class PlanAnswer(StrEnum):
    """What an organisation says of a version of the plan that it saw."""

    AGREED = "akkoord"
    AGREED_WITH_REMARK = "akkoord_met_opmerking"
    NOT_AGREED = "niet_akkoord"


class ChangeKind(StrEnum):
    """How an item of the plan differs from the version before."""

    ADDED = "toegevoegd"
    CHANGED = "gewijzigd"
    LAPSED = "vervallen"


class ProtectedKind(StrEnum):
    """What protected words are: it decides in which other spellings they are looked for."""

    ADDRESS = "adres"
    PHONE = "telefoon"
    NAME = "naam"
    SCHOOL = "school"
    WORK = "werk"
    VEHICLE = "voertuig"
    OTHER = "overig"


class RecallOutcome(StrEnum):
    """What became of a copy that was called back."""

    DESTROYED = "vernietigd"
    RETURNED = "teruggegeven"
    NOT_REACHED = "niet_bereikt"


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


class RuleAnswer(StrEnum):
    """What was said to a rule of the route map; which answers a rule takes depends on its force."""

    DONE = "gedaan"
    RUNNING = "loopt"
    PLANNED = "gepland"
    YES = "ja_overwogen"
    NO = "nee_overwogen"
    LATER = "later"
    NOT_POSSIBLE = "niet_mogelijk"
    NOT_APPLICABLE = "niet_van_toepassing"
