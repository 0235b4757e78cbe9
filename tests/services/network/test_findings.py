"""The short list: one finding per seat, ranked, worded as 'not recorded', and stable."""

from dataclasses import replace

from hypothesis import given

from models.terms import SeatRole
from services.cases.facts import PartnerSeat
from services.network import findings
from services.network.facts import Finding, FindingKind
from services.route_map.facts import RouteMap
from services.route_map.queries import regional
from services.wording import Say, speak
from tests.case_facts import case_facts, seat
from tests.networks import TODAY, a_network
from tests.services.network.test_rules import BASE, CaseFacts, cases
from tests.shared import needs_cases

MAP, NL, EN = regional(), speak("nl"), speak("en")


def find(route_map: RouteMap, facts: CaseFacts, say: Say) -> tuple[Finding, ...]:
    return findings.find(route_map, a_network(facts), say).open


def kinds(facts: CaseFacts) -> list[FindingKind]:
    return [finding.kind for finding in find(MAP, facts, EN)]


def seats_without_case_director() -> tuple[PartnerSeat, ...]:
    return tuple(
        replace(seat(organisation), name=f"N. {organisation}")
        for organisation in ("politie", "OM", "DR", "CCB", "VT", "VHH", "lokale_veld", "RN")
    )


@needs_cases
def test_findings_of_h01_say_what_to_act_on() -> None:
    found = find(MAP, case_facts("H-01"), NL)
    assert [finding.text for finding in found] == [
        "Reclassering: geen contact vastgelegd met Veilig Thuis en hulpverlening.",
        "Wat contactpersoon politie op za 28 nov 22.00 uur hoort, bereikt volgens de vastgelegde afspraken 12 van de "
        "13 partners niet.",
        "4 professionals van 4 organisaties hebben met mevrouw W. te maken.",
        "9 anderen zijn alleen bereikbaar via I. Brandsma (casusregisseur) en S. Oudejans (Casushouder VT).",
        "Geen ingelichte vervanger vastgelegd voor: casusregisseur, contactpersoon politie, districtsrecherche, "
        "Team CCB, Casushouder VT, Veiligheidshuis, lokaal veld, officier van justitie, slachtoffercoörd. OM en "
        "reclassering.",
        "Politie: afweging nog niet vastgelegd (Recherchepsycholoog).",
        "GGZ: nog niet vastgelegd of zij erbij komen.",
    ]
    assert [finding.rank for finding in found] == [1, 2, 3, 4, 5, 6, 7]
    assert found[0].rule_ids == ("H-RN-5", "A-RN-2", "H-RN-7")
    assert found[0].pairs == (("RN", "VT"), ("RN", "SHN"))


@needs_cases
def test_findings_of_m02_put_missing_partners_first_and_do_not_repeat_them_as_contacts() -> None:
    found = find(MAP, case_facts("M-02"), NL)
    assert [finding.subjects for finding in found if finding.kind is FindingKind.MISSING_PARTNER] == [
        ("politie/contactpersoon_slachtoffer",), ("DR",), ("CCB",), ("OM/slachtoffercoordinator",),
    ]  # fmt: skip
    assert [finding.text for finding in found if finding.kind is FindingKind.MISSING_CONTACT] == [
        "Reclassering: geen contact vastgelegd met Veiligheidshuis en hulpverlening.",
        "OM: geen contact vastgelegd met Veiligheidshuis en bewaken en beveiligen.",
    ]


@needs_cases
def test_low_risk_case_that_is_in_order_lacks_briefed_deputies_only() -> None:
    assert [finding.kind for finding in find(MAP, case_facts("L-03"), NL)] == [FindingKind.NO_DEPUTY]
    briefed = tuple(replace(s, deputy="V. Vervanger", deputy_briefed_on=TODAY) for s in case_facts("L-03").seats)
    assert find(MAP, replace(case_facts("L-03"), seats=briefed), NL) == ()


@needs_cases
def test_summary_counts_empty_seats_and_unrecorded_contacts() -> None:
    assert (
        findings.summary(MAP, a_network(case_facts("M-02")), EN)
        == "4 required seats are empty, 7 required contacts are not recorded."
    )


@given(cases)
def test_list_is_ranked_by_kind_numbered_and_its_keys_are_unique(facts: CaseFacts) -> None:
    found, order = find(MAP, facts, EN), list(FindingKind)
    assert [finding.rank for finding in found] == list(range(1, len(found) + 1))
    assert sorted(found, key=lambda finding: order.index(finding.kind)) == list(found)
    assert len({finding.key for finding in found}) == len(found)


@given(cases)
def test_key_does_not_depend_on_language_or_on_the_order_of_entry(facts: CaseFacts) -> None:
    turned = replace(facts, recorded_lines=facts.recorded_lines[::-1], persons=facts.persons[::-1])
    assert [f.key for f in find(MAP, facts, NL)] == [f.key for f in find(MAP, turned, EN)]


@given(cases)
def test_wording_never_says_that_there_was_no_contact(facts: CaseFacts) -> None:
    for finding in find(MAP, facts, NL):
        assert "geen contact" not in finding.text.replace("geen contact vastgelegd", "")
        assert finding.suggestion
        assert ".." not in finding.text


@given(cases)
def test_barred_seats_are_named_in_no_finding(facts: CaseFacts) -> None:
    hidden = tuple(replace(s, name="Verborgen Naam", barred=True) for s in facts.seats)
    texts = " ".join(finding.text + finding.key for finding in find(MAP, replace(facts, seats=hidden), NL))
    assert "Verborgen" not in texts


def test_contacts_of_an_empty_principal_seat_are_not_told_twice() -> None:
    found = find(MAP, replace(BASE, seats=seats_without_case_director()), EN)
    ends = {end for finding in found for pair in finding.pairs for end in pair}
    assert "politie" not in ends
    assert "OM" not in ends
    assert {"RN", "VT"} <= ends


def test_every_partner_missing_gives_one_finding_per_seat_and_no_contacts() -> None:
    found = find(MAP, BASE, EN)
    assert len([f for f in found if f.kind is FindingKind.MISSING_PARTNER]) == 10
    assert FindingKind.MISSING_CONTACT not in {f.kind for f in found}


def test_case_director_without_deputy_is_a_finding_until_one_is_briefed() -> None:
    director = seat("politie", SeatRole.CASE_DIRECTOR)
    assert FindingKind.NO_DEPUTY in kinds(replace(BASE, seats=(director,)))
    named = replace(director, deputy="K. Vervanger")
    assert FindingKind.NO_DEPUTY in kinds(replace(BASE, seats=(named,)))
    assert FindingKind.NO_DEPUTY not in kinds(replace(BASE, seats=(replace(named, deputy_briefed_on=TODAY),)))
    assert FindingKind.NO_DEPUTY not in kinds(replace(BASE, seats=(director,), deputy_director="K. Vervanger"))


def test_two_people_on_the_same_double_role_share_one_finding() -> None:
    pair = tuple(
        replace(seat("RN", "toezichthouder", speaks_with=("P1", "P2")), id=name, name=name) for name in ("A", "B")
    )
    found = [f for f in find(MAP, replace(BASE, seats=pair), EN) if f.kind is FindingKind.MESSENGER]
    assert [f.text for f in found] == ["In touch with the victim and with the alleged perpetrator: A and B."]
