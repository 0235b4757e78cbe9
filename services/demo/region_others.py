"""The cases of the other directors of the fictional region, which make it as large as a coordinator needs it.

Of each no more is told than a coordinator may see: its number, risk and who sits on it. All of it invented; none of
these people sits in the three cases of the visiting director, so that her calendars stay as they are. Working weeks are
narrow on purpose: prosecutors are scarce, and in one case two who must come never work on the same day.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from models.terms import Instrument, OrganisationKind, PersonRole, Relation, Risk, SeatRole
from services.cases.actions import open_case
from services.cases.facts import Assessment
from services.cases.orders import NewCase, NewPerson, NewSeat
from services.demo.accounts import FictionalColleague, fictional_address, settle_coordinator, settle_director
from services.demo.region import NAMES
from services.demo.region_contacts import BASES
from services.directory.partners import (
    AddOrganisation,
    AddProfessional,
    add_organisation,
    add_professional,
    professionals,
)
from services.directory.week import Week
from services.region_plan.actions import save_room
from services.region_plan.facts import SaveRoom
from services.region_plan.queries import rooms_of
from services.relations.facts import Actor
from services.scheduling.facts import local_day
from services.unit_of_work import Work

COORDINATOR = "W. Landman"
POLICE = OrganisationKind.POLITIE.value
_HIGH, _MEDIUM, _LOW = Risk.HIGH, Risk.MEDIUM, Risk.LOW


@dataclass(frozen=True)
class ToldPartner:
    """Somebody who sits in several cases: where, as what, and on which weekdays (0 is Monday) between which hours."""

    organisation: str
    role: str
    days: tuple[int, ...]
    begins: int = 9
    ends: int = 17

    @property
    def week(self) -> Week:
        """The working week, as the directory keeps it."""
        return tuple((day, time(self.begins), time(self.ends)) for day in self.days)


@dataclass(frozen=True)
class ToldCase:
    """A case: its number, code name and risk, who directs it, and the partners on its seats."""

    code: str
    code_name: str
    risk: Risk
    director: str
    partners: tuple[str, ...]
    relation: Relation = Relation.EX_PARTNER


DIRECTORS = {
    "F. Hoogland": ToldPartner(POLICE, SeatRole.CASE_DIRECTOR, (0, 1, 2, 3), 8, 16),
    "S. Wierda": ToldPartner(POLICE, SeatRole.CASE_DIRECTOR, (1, 2, 3, 4)),
    "D. Otten": ToldPartner(POLICE, SeatRole.CASE_DIRECTOR, (0, 1, 3, 4), 8, 17),
}
"""Each has the next one as deputy."""
VT_1, VT_2, HOUSE = "K. Verhoeff", "L. Baarsma", "A. Heuvelman"
LOCAL_1, LOCAL_2, LOCAL_3, LOCAL_4 = "J. Tolsma", "P. Zijlmans", "N. Wiersum", "R. Nooteboom"
OM_1, OM_2, RN_1, RN_2, SHN = "mr. H. Loohuis", "mr. Y. Dekkinga", "B. Sinnema", "C. Vreugdenhil", "E. Poortinga"
PARTNERS = {
    VT_1: ToldPartner("VT", SeatRole.CASE_HOLDER, (0, 1, 2, 3), 9, 16),
    VT_2: ToldPartner("VT", SeatRole.CASE_HOLDER, (1, 2, 3, 4), 10, 17),
    HOUSE: ToldPartner("VHH", SeatRole.PROCESS_DIRECTOR, (0, 1, 2, 3)),
    LOCAL_1: ToldPartner("lokale_veld", SeatRole.LOCAL_DIRECTOR, (0, 1, 3), 9, 16),
    LOCAL_2: ToldPartner("lokale_veld", SeatRole.LOCAL_DIRECTOR, (1, 3, 4), 9, 16),
    LOCAL_3: ToldPartner("lokale_veld", SeatRole.LOCAL_DIRECTOR, (0, 2, 4)),
    LOCAL_4: ToldPartner("lokale_veld", SeatRole.LOCAL_DIRECTOR, (2,), 9, 12),
    OM_1: ToldPartner("OM", SeatRole.PUBLIC_PROSECUTOR, (1, 3), 9, 13),
    OM_2: ToldPartner("OM", SeatRole.PUBLIC_PROSECUTOR, (0, 2), 13, 17),
    RN_1: ToldPartner("RN", SeatRole.ADVISER, (0, 1, 3)),
    RN_2: ToldPartner("RN", SeatRole.ADVISER, (1, 2, 4)),
    SHN: ToldPartner("SHN", "casemanager", (0, 1, 2, 3, 4), 9, 14),
}
_F, _S, _D = DIRECTORS
_COLLEAGUE, _NEIGHBOUR, _KNOWN = Relation.EX_COLLEAGUE, Relation.NEIGHBOUR, Relation.ACQUAINTANCE
CASES = (
    ToldCase("H-04", "Zaak Boomvalk", _HIGH, _F, (VT_1, HOUSE, LOCAL_1, OM_1, RN_1, SHN)),
    ToldCase("H-05", "Zaak Tureluur", _HIGH, _F, (VT_1, HOUSE, LOCAL_1, OM_1, RN_1, SHN)),
    ToldCase("H-06", "Zaak Wielewaal", _HIGH, _S, (VT_2, HOUSE, LOCAL_2, OM_1, RN_2, SHN)),
    ToldCase("H-07", "Zaak Kneu", _HIGH, _S, (VT_2, HOUSE, LOCAL_3, OM_2, RN_2)),
    ToldCase("H-08", "Zaak Grutto", _HIGH, _D, (VT_1, HOUSE, LOCAL_1, OM_1, RN_1, SHN)),
    ToldCase("H-09", "Zaak Putter", _HIGH, _D, (VT_2, HOUSE, LOCAL_2, OM_1, RN_1)),
    ToldCase("H-10", "Zaak Scholekster", _HIGH, _F, (VT_1, HOUSE, LOCAL_3, OM_2, RN_1, SHN)),
    ToldCase("M-11", "Zaak Fitis", _MEDIUM, _F, (VT_1, HOUSE, LOCAL_1, OM_1)),
    ToldCase("M-12", "Zaak Kievit", _MEDIUM, _F, (VT_2, LOCAL_3, RN_2, SHN)),
    ToldCase("M-13", "Zaak Sijs", _MEDIUM, _S, (VT_2, HOUSE, LOCAL_2, OM_1, RN_2)),
    ToldCase("M-14", "Zaak Ortolaan", _MEDIUM, _S, (VT_1, LOCAL_1, RN_1)),
    ToldCase("M-15", "Zaak Steltkluut", _MEDIUM, _S, (HOUSE, LOCAL_2, OM_2), _COLLEAGUE),
    ToldCase("M-16", "Zaak Wulp", _MEDIUM, _D, (VT_1, LOCAL_1, OM_1, SHN)),
    ToldCase("M-17", "Zaak Geelgors", _MEDIUM, _D, (HOUSE, LOCAL_2, RN_1), _NEIGHBOUR),
    ToldCase("M-18", "Zaak Baardman", _MEDIUM, _D, (VT_1, LOCAL_4)),
    ToldCase("M-19", "Zaak Zomertortel", _MEDIUM, _F, (VT_2, HOUSE, LOCAL_3, OM_2, SHN)),
    ToldCase("M-20", "Zaak Kwartelkoning", _MEDIUM, _S, (HOUSE, LOCAL_2, RN_2), _KNOWN),
    ToldCase("L-21", "Zaak Spotvogel", _LOW, _F, (VT_1, LOCAL_1)),
    ToldCase("L-22", "Zaak Braamsluiper", _LOW, _S, (VT_2, LOCAL_2)),
    ToldCase("L-23", "Zaak Tjiftjaf", _LOW, _S, (LOCAL_3, SHN), _KNOWN),
    ToldCase("L-24", "Zaak Bokje", _LOW, _D, (VT_1, LOCAL_1)),
    ToldCase("L-25", "Zaak Goudhaan", _LOW, _D, (VT_2, LOCAL_2)),
)

ROOMS = {"Zaal Linde": 12, "Zaal Wilg": 8}
SITE = "Veiligheidshuis Voorbeeldstad"


def play_others(work: Work, known: Collection[str]) -> None:
    """Enters the coordinator, and every case whose number is not among those `known`. `work` is the system's, in a
    practice database that holds the three cases."""
    coordinator = settle_coordinator(work, FictionalColleague(COORDINATOR, fictional_address(COORDINATOR, "regio")))
    _enter_rooms(work.as_actor(coordinator))
    missing = [case for case in CASES if case.code not in known]
    if not missing:
        return
    directors = {name: settle_director(work, _colleague(name, told)) for name, told in DIRECTORS.items()}
    people = _people(work.as_actor(directors[_F]))
    people |= {name: actor.professional_id for name, actor in directors.items()}
    today = local_day(work.clock())
    for case in missing:
        deputy = directors[_after(case.director)]
        open_case(work.as_actor(directors[case.director]), _order(case, people, deputy, today))


def _enter_rooms(work: Work) -> None:
    if not rooms_of(work):
        for name, seats in ROOMS.items():
            save_room(work, SaveRoom(work.chance.id(), 0, name, seats, SITE))


def _colleague(name: str, told: ToldPartner) -> FictionalColleague:
    home = told.organisation
    return FictionalColleague(name, fictional_address(name, home), home, weekly_hours=told.week)


def _people(work: Work) -> dict[str, str]:
    """The ids of the partners by name, each added when absent."""
    homes = {key: _home(work, key) for key in dict.fromkeys(told.organisation for told in PARTNERS.values())}
    there = {one.name: one.id for one in professionals(work)}
    for name, told in PARTNERS.items():
        if name not in there:
            address = fictional_address(name, told.organisation)
            order = AddProfessional(homes[told.organisation], name, told.role, address, weekly_hours=told.week)
            there[name] = add_professional(work, order).id
    return {name: there[name] for name in PARTNERS}


def _home(work: Work, key: str) -> str:
    order = AddOrganisation(key, NAMES[key], OrganisationKind(key), legal_basis=BASES.get(key, ""))
    return add_organisation(work, order).id


def _after(director: str) -> str:
    names = list(DIRECTORS)
    return names[(names.index(director) + 1) % len(names)]


def _order(case: ToldCase, people: dict[str, str], deputy: Actor, today: date) -> NewCase:
    roles = {name: told.role for name, told in (DIRECTORS | PARTNERS).items()}
    return NewCase(
        code=case.code,
        code_name=case.code_name,
        risk=case.risk,
        relation=case.relation,
        persons=(
            NewPerson("P1", PersonRole.VICTIM, "Mevrouw N."),
            NewPerson("P2", PersonRole.SUSPECT, "De heer N."),
        ),
        seats=tuple(
            NewSeat(people[name], roles[name], chairs=name == HOUSE) for name in (case.director, *case.partners)
        ),
        assessments=(Assessment(Instrument.SASH, case.risk.value, today, POLICE),),
        deputy_account_id=deputy.account_id,
    )
