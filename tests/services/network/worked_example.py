"""One case worked out by hand: 20 professionals, 7 private persons, 46 recorded contacts. Monday 23 November 2026.

High risk, Veilig Thuis competent, no serious grounds. What follows from it stands in `test_worked_example`.
"""

from dataclasses import replace
from datetime import date, datetime, time

from models.terms import (
    CaseId,
    ContactKind,
    CourtOrderKind,
    InvitationAnswer,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    PersonRole,
    Relation,
    Risk,
    TieKind,
)
from services.cases.facts import CaseFacts, CasePerson, CourtOrder, PartnerSeat, Weighing
from services.contacts.facts import Agreement, Contact, End, Tie
from services.network.facts import LinkedCase, MeetingOutlook, NetworkFacts
from services.scheduling.facts import LOCAL
from services.scheduling.hours import WeeklyHours
from tests.networks import a_network

PERSONS = (
    CasePerson("p1", "P1", PersonRole.VICTIM, "Mevrouw V."),
    CasePerson("p2", "P2", PersonRole.SUSPECT, "De heer D."),
    CasePerson("p3", "P3", PersonRole.CHILD, "Kind F."),
    CasePerson("p4", "P4", PersonRole.NETWORK, "Oma W."),
    CasePerson("p5", "P5", PersonRole.NETWORK, "Vriend K."),
    CasePerson("p6", "P6", PersonRole.NETWORK, "Buur B."),
    CasePerson("p7", "P7", PersonRole.NETWORK, "Broer S."),
)

_BRIEFED = {"deputy_briefed_on": date(2026, 11, 2)}
_SEATS = (
    ("cr", "politie", "casusregisseur", "A. Brand", {"deputy": "B. Vos", **_BRIEFED}),
    ("cp", "politie", "contactpersoon_slachtoffer", "C. Wolf", {"speaks_with": ("P1",)}),
    ("wa", "politie", "wijkagent", "D. Haan", {}),
    ("dr", "DR", "coordinator_opsporing", "E. Hof", {"deputy": "U. Berg"}),
    ("ccb", "CCB", "adviseur", "F. Zand", {}),
    ("vt", "VT", "casushouder", "G. Oud", {"speaks_with": ("P1",)}),
    ("vhh", "VHH", "procesregisseur", "H. Eik", {"deputy": "V. Smit", **_BRIEFED}),
    ("lv", "lokale_veld", "regisseur_wijkteam", "I. Koster", {}),
    ("ov", "OM", "officier_van_justitie", "J. Rood", {"deputy": "W. Kuip", **_BRIEFED}),
    ("sc", "OM", "slachtoffercoordinator", "X. Weg", {"barred": True, "speaks_with": ("P1", "P2")}),
    ("rn", "RN", "adviseur", "K. Dijk", {"speaks_with": ("P2",)}),
    ("tz", "RN", "toezichthouder", "L. Prins", {"speaks_with": ("P2",)}),
    ("shn", "SHN", "casemanager", "M. Polder", {"speaks_with": ("P1",)}),
    ("vo", "vrouwenopvang", "AWARE_coordinator", "N. Idris", {"speaks_with": ("P1",)}),
    ("ggz", "GGZ", "behandelaar", "O. Visser", {"speaks_with": ("P2",)}),
    ("rvdk", "RvdK", "raadsonderzoeker", "P. Fenna", {"speaks_with": ("P3",)}),
    ("hv", "hulpverlening", "therapeut", "Q. Lam", {"speaks_with": ("P1",)}),
    ("bb", "BB", "coordinator", "R. Meijer", {}),
    ("gp", "huisarts", "huisarts", "T. Kaya", {}),
    ("school", "school", "intern_begeleider", "S. Laan", {"external": True}),
)
SEATS = tuple(
    PartnerSeat(seat_id, organisation, role, name, professional_id=f"pro-{seat_id}", **more)
    for seat_id, organisation, role, name, more in _SEATS
)

_CONTACTS = """
02-11 cr vt | 18-11 cr vt | 03-11 cr ov | 10-11 cr ov | 20-11 cr ov | 04-11 cr dr | 20-11 cr dr | 04-11 cr ccb
05-11 cr rn | 06-11 cr wa | 12-11 cr cp | 11-11 cr vo | 07-11 wa cp | 06-11 ov rn | 12-11 ov rn | 10-11 ov bb
13-11 ov bb | 21-11 ov bb | 09-11 rn tz | 16-11 rn tz | 10-11 tz ggz | 17-11 tz ggz | 09-11 vt lv | 20-11 vt lv
11-11 vt shn | 12-11 vt rvdk | 13-11 rvdk lv | 13-11 vt hv | 10-11 vhh lv | 12-11 cr vt lv vhh
04-11 cp P1 | 11-11 cp P1 | 13-11 wa P1 | 18-11 wa P1 | 16-11 cr P1 | 20-11 vt P1 | 10-11 shn P1
09-11 rn P2 | 17-11 tz P2 | 18-11 ggz P2 | 05-11 gp P2 | 06-11 gp P1
14-11 P3 P1 | 15-11 P3 P2 | 18-11 P2 P1 | 10-11 sc vhh
"""
"""Day and month of 2026, and who was in touch; `sc` is barred, so the last one must be as if it were not there."""


def end(key: str) -> End:
    """A seat or a person as the end of a contact."""
    for seat in SEATS:
        if seat.id == key:
            return End(key, "", seat.organisation, seat.role, seat.professional_id, seat.name)
    return End(person_ref=key, name=key)


def contacts() -> tuple[Contact, ...]:
    """The contacts of the table, in its order."""
    lines = [line.split() for line in _CONTACTS.replace("\n", "|").split("|") if line.strip()]
    return tuple(
        Contact(f"k{n}", date(2026, int(day[3:]), int(day[:2])), ContactKind.PHONE, tuple(map(end, parties)))
        for n, (day, *parties) in enumerate(lines)
    )


def _agreed(teller: str, told: str, hours: int, *, on_call: bool = False) -> Agreement:
    return Agreement(f"{teller}-{told}", end(teller), end(told), hours, date(2026, 11, 2), on_call)


def _tie(first: str, second: str, kind: TieKind) -> Tie:
    return Tie(f"{first}-{second}", end(first), end(second), kind, date(2026, 11, 9))


def _weighed(measure: Measure, organisation: str) -> Weighing:
    return Weighing(measure, organisation, MeasureOutcome.ADVISED, "reden", "partners", date(2026, 11, 10))


CASE = CaseFacts(
    id=CaseId("c"),
    code="X-1",
    code_name="Zaak Testvogel",
    risk=Risk.HIGH,
    relation=Relation.EX_PARTNER,
    veilig_thuis_competent=True,
    serious_grounds=Known.NO,
    persons=PERSONS,
    seats=SEATS,
    weighings=(
        _weighed(Measure.BEHAVIOUR_ORDER, "OM"),
        _weighed(Measure.CONTACT_OR_LOCATION_BAN, "RN"),
        _weighed(Measure.IMMEDIATE_ENFORCEABILITY, "RN"),
    ),
    court_orders=(
        CourtOrder("o1", CourtOrderKind.CONTACT_BAN, "rechter", about=("P2", "P1"), from_on=date(2026, 11, 12)),
    ),
)

FACTS: NetworkFacts = a_network(
    CASE,
    contacts=contacts(),
    agreements=(
        _agreed("cp", "cr", 4, on_call=True),
        _agreed("cr", "vt", 4, on_call=True),
        _agreed("cr", "ov", 24),
        _agreed("ov", "rn", 4),
        _agreed("rn", "tz", 24),
        _agreed("vt", "lv", 4),
    ),
    ties=(
        _tie("P4", "P1", TieKind.FAMILY),
        _tie("P7", "P2", TieKind.FAMILY),
        _tie("P7", "P6", TieKind.FRIEND),
        _tie("P6", "P1", TieKind.NEIGHBOUR),
        _tie("lv", "P7", TieKind.FAMILY),
    ),
    hours={"pro-tz": WeeklyHours(((3, time(9), time(17)),))},
    meetings=(
        MeetingOutlook(
            "m1",
            MeetingKind.CASE_CONFERENCE,
            datetime(2026, 11, 26, 9, tzinfo=LOCAL),
            (("cr", InvitationAnswer.YES), ("vt", InvitationAnswer.OPEN), ("lv", InvitationAnswer.NO)),
            (frozenset({"lokale_veld"}), frozenset({"VT", "VHH"}), frozenset({"politie"})),
        ),
    ),
    linked=(LinkedCase("c2", "Zaak Reiger", "P2", roles_reversed=True, certain=True),),
    incident_on=date(2026, 11, 19),
    without_basis=("huisarts", "school"),
)


def without(*seat_ids: str) -> NetworkFacts:
    """The same case, in which these seats are empty; what their holders did before is kept."""
    seats = tuple(seat for seat in SEATS if seat.id not in seat_ids)
    return replace(FACTS, case=replace(CASE, seats=seats))
