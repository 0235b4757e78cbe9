"""Who speaks with whom: a row for each gap, one per seat for what is recorded; a partner gets its own gaps."""

from dataclasses import replace

from services.network.facts import FindingAct, FindingKind
from services.network.table import SpeakingRow, speaking_rows
from tests.case_facts import seat
from tests.services.network.drawn.scenes import BASE, NL, contact, finding, network

CASE = replace(
    BASE,
    seats=(seat("politie", "casusregisseur"), seat("VT", "casushouder", speaks_with=("P1",)), seat("RN")),
    recorded_lines=(("politie", "RN"),),
)
DIRECTOR, HOLDER = (one.id for one in CASE.seats[:2])
FACTS = network(CASE, contacts=(contact(CASE, 3, DIRECTOR, HOLDER), contact(CASE, 12, DIRECTOR, HOLDER)))
FOUND = (
    finding(FindingKind.MISSING_PARTNER, 1, "DR"),
    finding(FindingKind.MISSING_CONTACT, 2, "RN", pairs=[("RN", "VT"), ("RN", "P1")]),
    finding(FindingKind.STALE, 3, "politie", pairs=[("politie/casusregisseur", "VT")]),
    finding(FindingKind.FORBIDDEN_CONTACT, 4, "P2", pairs=[("P2", "P1")]),
    replace(finding(FindingKind.WEIGHING_OPEN, 5, "VT"), act=FindingAct.ASSIGN, about=("GGZ",)),
    finding(FindingKind.NO_DEPUTY, 6, "VT"),
)


def test_one_row_for_each_gap_in_the_order_of_the_findings() -> None:
    late = "laatst op 18-11-2026, langer geleden dan afgesproken"
    assert [row for row in speaking_rows(FACTS, FOUND, NL) if row.gap] == [
        SpeakingRow("Districtsrecherche", "–", "nog niemand", "A-1", gap=True),
        SpeakingRow("Reclassering", "Veilig Thuis", "geen contact vastgelegd", "A-1", gap=True),
        SpeakingRow("Reclassering", "Mevrouw V.", "geen contact vastgelegd", "A-1", gap=True),
        SpeakingRow("Casusregisseur", "Veilig Thuis", late, "A-1", gap=True),
        SpeakingRow("De heer D.", "Mevrouw V.", "verboden", "A-1", gap=True),
        SpeakingRow("GGZ", "–", "afweging niet vastgelegd", "A-1", gap=True),
    ]


def test_what_is_recorded_is_one_row_per_seat_with_the_last_day() -> None:
    recorded = [(row.who, row.speaks_with) for row in speaking_rows(FACTS, FOUND, NL) if not row.gap]
    assert recorded == [
        ("Casusregisseur", "Casushouder VT (18-11-2026); Reclassering"),
        ("Casushouder VT", "Casusregisseur (18-11-2026); Mevrouw V."),
        ("Reclassering", "Politie"),
    ]


def test_partner_gets_the_gaps_of_its_own_organisation_and_nothing_else() -> None:
    assert [(row.who, row.speaks_with) for row in speaking_rows(FACTS, FOUND, NL, "RN")] == [
        ("Reclassering", "Veilig Thuis"),
        ("Reclassering", "Mevrouw V."),
    ]
    assert speaking_rows(FACTS, FOUND, NL, "school") == ()


def test_names_of_professionals_and_barred_seats_are_not_in_it() -> None:
    hidden = replace(seat("OM"), name="Verborgen", barred=True)
    facts = network(replace(CASE, seats=(*CASE.seats, hidden)), contacts=FACTS.contacts)
    words = str(speaking_rows(facts, FOUND, NL))
    assert "Naam" not in words and "Verborgen" not in words and "OM" not in words
