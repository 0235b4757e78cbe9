"""Who was in touch with whom in the cases of the fictional region, what was agreed and who is tied to whom.

All of it invented, and days count back from today, so that the network is as lively on any day. Never for a rehearsal:
a case file that somebody brings gets no contact that is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from models.terms import ContactKind, TieKind
from services.cases.actions import name_deputy
from services.cases.facts import CaseFacts
from services.cases.queries import case_facts
from services.contacts.actions import agree_to_inform_all, record_contacts, record_tie
from services.contacts.orders import AgreeToInform, NewContact, RecordContacts, RecordTie
from services.demo.facts import FilePartner
from services.demo.region_voices import workday
from services.demo.staging import Stage, Staged
from services.scheduling.facts import local_day
from services.scheduling.hours import Stretch
from services.unit_of_work import Work

_K, _T = ContactKind, TieKind
BASES = {
    "politie": "Wpg",
    "DR": "Wpg",
    "CCB": "Wpg",
    "VT": "Wmo 2015, art. 5.1.6",
    "VHH": "WGS",
    "lokale_veld": "Wmo 2015",
    "OM": "Wjsg",
    "RN": "Wjsg",
    "RvdK": "AVG, wettelijke taak",
    "GGZ": "AVG, met medisch beroepsgeheim",
}
"""On what law the region's organisations share; those that are not here still have to say so."""
_FULL_DAY = (time(9), time(17))
WEEKS: dict[str, tuple[Stretch, ...]] = {
    "J. Terpstra-Vos": tuple((day, *_FULL_DAY) for day in (1, 2, 3)),
    "N. el Idrissi": ((0, *_FULL_DAY), (1, *_FULL_DAY), (2, time(9), time(12))),
}
"""Who does not work office hours."""


@dataclass(frozen=True)
class ToldContact:
    """A contact so many days ago; who by `organisation/role` or a private person's reference."""

    days: int
    kind: ContactKind
    who: tuple[str, ...]


@dataclass(frozen=True)
class ToldAgreement:
    """Who tells whom within how many hours, since so many days ago."""

    teller: str
    told: str
    hours: int
    around_the_clock: bool = False
    days: int = 10


@dataclass(frozen=True)
class ToldDeputy:
    """Who deputises on a seat; `briefed`: how many days ago, None where nobody did yet. An empty name: as it is."""

    seat: str
    name: str = ""
    briefed: int | None = None


@dataclass(frozen=True)
class ToldNetwork:
    """Everything that is told of the network of one case."""

    contacts: tuple[ToldContact, ...]
    agreements: tuple[ToldAgreement, ...] = ()
    ties: tuple[tuple[str, str, TieKind], ...] = ()
    deputies: tuple[ToldDeputy, ...] = ()


def _at(days: int, kind: ContactKind, *who: str) -> ToldContact:
    return ToldContact(days, kind, who)


_CR, _FIXED = "politie/casusregisseur", "politie/contactpersoon_slachtoffer"
_DR, _CCB, _VT = "DR/coordinator_opsporing", "CCB/adviseur", "VT/casushouder"
_VHH, _WIJK, _OVJ = "VHH/procesregisseur", "lokale_veld/regisseur_wijkteam", "OM/officier_van_justitie"
_SLACO, _RN, _RAAD = "OM/slachtoffercoordinator", "RN/adviseur", "RvdK/raadsonderzoeker"
_SHN, _OPVANG = "SHN/casemanager", "vrouwenopvang/AWARE_coordinator"
_TOEZICHT, _GGZ, _WIJKAGENT = "RN/toezichthouder", "GGZ/behandelaar", "politie/wijkagent"

HIGH = ToldNetwork(
    contacts=(
        _at(34, _K.MESSAGE, _CR, _SLACO),
        _at(31, _K.PHONE, _OVJ, _RN),
        _at(33, _K.MEETING, _CR, _DR, _VT, _VHH, _WIJK, _OVJ),
        _at(25, _K.PHONE, _CR, _CCB),
        _at(23, _K.PHONE, _VT, _RAAD),
        _at(20, _K.IN_PERSON, _FIXED, "P1"),
        _at(19, _K.PHONE, _SHN, "P1"),
        _at(19, _K.PHONE, _SHN, _VT),
        _at(15, _K.PHONE, _OPVANG, "P1"),
        _at(15, _K.MESSAGE, _OPVANG, _FIXED),
        _at(14, _K.VISIT, _VT, "P5"),
        _at(13, _K.IN_PERSON, _VT, "P3", "P4"),
        _at(12, _K.PHONE, _FIXED, "P1"),
        _at(11, _K.PHONE, _RN, "P2"),
        _at(9, _K.OTHER, "P2", "P3", "P4", "P5"),
        _at(9, _K.PHONE, _VT, _WIJK),
        _at(8, _K.VISIT, _VT, "P1"),
        _at(7, _K.PHONE, _CR, _RN),
        _at(7, _K.IN_PERSON, _WIJK, _RAAD),
        _at(6, _K.PHONE, _SHN, "P1"),
        _at(6, _K.VISIT, "P1", "P5"),
        _at(5, _K.PHONE, _CR, _OVJ),
        _at(5, _K.PHONE, _OVJ, _VHH),
        _at(4, _K.PHONE, _VT, "P1"),
        _at(4, _K.VIDEO, _VT, _RAAD),
        _at(3, _K.PHONE, _CR, _DR),
        _at(3, _K.PHONE, _OPVANG, "P1"),
        _at(2, _K.PHONE, _CR, _VT),
    ),
    agreements=(
        ToldAgreement(_FIXED, _CR, 4),
        ToldAgreement(_VT, _CR, 4),
        ToldAgreement(_CR, _DR, 2, around_the_clock=True),
        ToldAgreement(_CR, _OVJ, 24),
        ToldAgreement(_CR, _VT, 24),
        ToldAgreement(_VT, _RAAD, 24),
        ToldAgreement(_SHN, _VT, 24),
        ToldAgreement(_OVJ, _SLACO, 48),
    ),
    ties=(
        ("P5", "P1", _T.FAMILY),
        ("P3", "P2", _T.FAMILY),
        ("P4", "P2", _T.FAMILY),
        (_WIJK, "P2", _T.NEIGHBOUR),
    ),
    deputies=(
        ToldDeputy(_CR, briefed=9),
        ToldDeputy(_VT, "R. Lansbergen"),
        ToldDeputy(_OVJ, "mr. A. Veltman", briefed=6),
    ),
)
"""Much goes well; the fixed contact has not spoken with her for a while, and a weekend report stays with a few."""

MEDIUM = ToldNetwork(
    contacts=(
        _at(16, _K.PHONE, _CR, _VHH),
        _at(13, _K.PHONE, _CR, _OVJ),
        _at(12, _K.IN_PERSON, _WIJKAGENT, "P2"),
        _at(9, _K.PHONE, _GGZ, _TOEZICHT),
        _at(8, _K.IN_PERSON, _GGZ, "P2"),
        _at(6, _K.VISIT, _WIJK, "P2"),
        _at(5, _K.IN_PERSON, _TOEZICHT, "P2"),
        _at(4, _K.PHONE, _TOEZICHT, _CR),
        _at(3, _K.PHONE, _SHN, "P1"),
        _at(2, _K.MESSAGE, _SHN, _CR),
    ),
    agreements=(
        ToldAgreement(_GGZ, _CR, 1, around_the_clock=True),
        ToldAgreement(_GGZ, _TOEZICHT, 1, around_the_clock=True),
        ToldAgreement(_TOEZICHT, _CR, 24),
        ToldAgreement(_CR, _VHH, 24),
    ),
    ties=(("P3", "P1", _T.FAMILY),),
    deputies=(ToldDeputy(_CR, briefed=5),),
)
LOW = ToldNetwork(
    contacts=(
        _at(6, _K.PHONE, _CR, "VT/beoordelaar"),
        _at(5, _K.PHONE, "VT/beoordelaar", "lokale_veld/maatschappelijk_werker"),
        _at(3, _K.IN_PERSON, "lokale_veld/maatschappelijk_werker", "P1"),
        _at(2, _K.PHONE, _FIXED, "P1"),
    ),
    deputies=(ToldDeputy(_CR, briefed=4),),
)
NETWORKS = {"H-01": HIGH, "M-02": MEDIUM, "L-03": LOW}


def tell_network(stage: Stage, staged: Staged) -> None:
    """Records what is told of a case's network, as its director would have kept it."""
    told = NETWORKS[staged.case.code]
    work = stage.work.as_actor(staged.director)
    today = local_day(work.clock())
    facts = case_facts(work, staged.case_id)
    ends = {f"{seat.organisation}/{seat.role}": seat.id for seat in facts.seats}
    ends |= {person.ref: person.ref for person in facts.persons}
    contacts = tuple(
        NewContact(workday(today, -one.days), one.kind, tuple(ends[who] for who in one.who)) for one in told.contacts
    )
    record_contacts(work, RecordContacts(facts.id, contacts))
    _tell_standing(work, facts, told, ends, today)
    for deputy in told.deputies:
        _name_deputy(stage, work, facts, deputy, today)


def _tell_standing(work: Work, facts: CaseFacts, told: ToldNetwork, ends: Mapping[str, str], today: date) -> None:
    by_teller = groupby(sorted(told.agreements, key=lambda one: one.teller), key=lambda one: one.teller)
    for teller, some in by_teller:
        orders = [
            AgreeToInform(
                *(facts.id, ends[teller], ends[one.told], one.hours, one.around_the_clock),
                agreed_on=workday(today, -one.days),
            )
            for one in some
        ]
        agree_to_inform_all(work, orders)
    for first, second, kind in told.ties:
        record_tie(work, RecordTie(facts.id, ends[first], ends[second], kind))


def _name_deputy(stage: Stage, work: Work, facts: CaseFacts, told: ToldDeputy, today: date) -> None:
    organisation, _, role = told.seat.partition("/")
    seat = next(one for one in facts.seats if (one.organisation, one.role) == (organisation, role))
    who = stage.professional(FilePartner(organisation, "", told.name), told.seat) if told.name else seat.deputy_id
    briefed = workday(today, -told.briefed) if told.briefed is not None else None
    name_deputy(work, facts.id, seat.id, who, briefed, seat.version)
