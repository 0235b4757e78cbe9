"""The worked example gives what one finds by hand, and no more. How each was found, without the program:

- conflict: I. Koster (local field) is family of P7, and P7 of P2: two steps to the alleged perpetrator
- forbidden contact: contact ban P2-P1 from 12-11; P2 and P1 were in touch on 18-11
- linked case: given: P2 is the victim in Zaak Reiger, name and birth date the same
- missing partner: of ten required seats only OM/slachtoffercoordinator is empty: its one holder is barred
- missing contact: 13 required pairs. No entry holds both ends of RN-VT, RN-care (nor SHN, shelter) and OM-VHH (the
  one of 10-11 is with the barred seat). RN lacks two, so they are one finding; OM-VHH is another
- reach: Sat 28-11 22.00 at the police contact person: director +4 h (on call), VT +8 h (on call), OM Mon 09.00, local
  field Mon 09.00, RN Mon 13.00, supervisor (Thursdays only) Thu 09.00 = 107 h; 11 of 18 seats have no agreement
- unheard: contacts from 19-11 on, from the director: dr and ov (20-11), from ov to bb (21-11). VT-local field (20-11)
  hangs on nobody who knows. 18 seats - cr, dr, ov, bb = 14
- messenger: the GP was in touch with P2 (05-11) and P1 (06-11); nobody else with both
- both sides: P3 was in touch with P1 (14-11) and P2 (15-11). P4 has P1 only, P6 has P1 and P7, P7 has P2 and P6
- private route: P2 - P7 - P6 - P1
- many faces: speak with P1: cp, vt, shn, vo, hv; in touch within 30 days besides: wa, cr, gp. 8 people, 6
  organisations
- fixed contact: police with P1 within 30 days: cp 2, wa 2, cr 1; through the contact person 2 of 5
- stale: cp-P1 11-11 = 12 days > 7. Police-VT 18-11 and VT-P1 20-11 are within 7
- no line: huisarts: in touch with private persons only
- single point: without vt: shn and hv (rvdk has lv, lv has vhh). Without rn: tz and ggz. Without ov: bb alone, one is
  not enough. The director has a briefed deputy. RN-care brings hv another way, so VT is none any more; RN stays
- no deputy: required and filled: cr, vhh, ov have a briefed one; cp, DR (named, not briefed), CCB, VT, local field,
  RN not
- quorum: the local field declined and has no deputy; VT may come, the police come
- weighing: to weigh: 509hh OM, ban RN, DUT RN (all recorded), EM RN, psychologist police. Care for him (GGZ) has a
  seat
- no basis: given: huisarts and school
"""

from dataclasses import replace

import pytest

from models.terms import Risk
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings import find, summary
from services.network.findings.gap import plain_end
from services.route_map.queries import regional
from services.wording import speak
from tests.services.network.worked_example import CASE, FACTS, PERSONS, SEATS

MAP, NL, EN = regional(), speak("nl"), speak("en")

EXPECTED = [
    (FindingKind.CONFLICT, (), ("lokale_veld/regisseur_wijkteam",)),
    (FindingKind.FORBIDDEN_CONTACT, (), ("P2", "P1")),
    (FindingKind.LINKED_CASE, (), ("P2",)),
    (FindingKind.MISSING_PARTNER, ("H-OM-2",), ("OM/slachtoffercoordinator",)),
    (FindingKind.MISSING_CONTACT, ("H-RN-5", "A-RN-2", "H-RN-7"), ("RN",)),
    (FindingKind.MISSING_CONTACT, ("H-OM-1",), ("OM",)),
    (
        FindingKind.REACH,
        ("T-CH-4", "T-TH-1"),
        tuple(
            f"{s.organisation}/{s.role}"
            for s in SEATS
            if s.id in ("wa", "dr", "ccb", "vhh", "tz", "shn", "vo", "ggz", "rvdk", "hv", "bb", "gp")
        ),
    ),
    (
        FindingKind.UNHEARD,
        ("T-CH-4",),
        tuple(f"{s.organisation}/{s.role}" for s in SEATS if s.id not in ("cr", "dr", "ov", "bb", "sc", "school")),
    ),
    (FindingKind.MESSENGER, ("T-TH-3",), ("huisarts/huisarts",)),
    (FindingKind.BOTH_SIDES, ("T-TH-3",), ("P3",)),
    (FindingKind.PRIVATE_ROUTE, ("T-TH-3",), ("P2", "P7", "P6", "P1")),
    (FindingKind.MANY_FACES, ("H-RN-7",), ("P1",)),
    (FindingKind.FIXED_CONTACT, ("A-POL-5",), ("P1",)),
    (FindingKind.STALE, ("A-POL-5",), ("politie/contactpersoon_slachtoffer", "P1")),
    (FindingKind.NO_LINE, ("T-CH-4",), ("huisarts",)),
    (FindingKind.SINGLE_POINT, ("T-TH-1",), ("VT/casushouder", "RN/adviseur")),
    (
        FindingKind.NO_DEPUTY,
        ("A-POL-4",),
        (
            *("politie/contactpersoon_slachtoffer", "DR/coordinator_opsporing", "CCB/adviseur", "VT/casushouder"),
            *("lokale_veld/regisseur_wijkteam", "RN/adviseur", "RN/toezichthouder"),
        ),
    ),
    (FindingKind.QUORUM, ("H-VT-3",), ("lokale_veld",)),
    (FindingKind.WEIGHING_OPEN, ("H-RN-3", "H-RN-4"), ("RN",)),
    (FindingKind.WEIGHING_OPEN, ("H-VT-2", "T-CR-4"), ("politie",)),
    (FindingKind.NO_BASIS, (), ("huisarts", "school")),
]


def found() -> dict[FindingKind, Finding]:
    """The first finding of each kind."""
    findings = find(MAP, FACTS, EN).open
    return {finding.kind: finding for finding in reversed(findings)}


def test_the_example_has_enough_people_and_contacts() -> None:
    assert len(SEATS) + len(PERSONS) >= 25
    assert len(FACTS.contacts) >= 40
    assert {kind for kind, _, _ in EXPECTED} == set(FindingKind)


def test_exactly_the_findings_made_by_hand_in_the_order_of_acting() -> None:
    findings = find(MAP, FACTS, NL).open
    assert [(f.kind, f.rule_ids, set(f.subjects)) for f in findings] == [
        (kind, rules, set(subjects)) for kind, rules, subjects in EXPECTED
    ]
    assert [f.rank for f in findings] == list(range(1, len(EXPECTED) + 1))


def test_what_they_say() -> None:
    texts = [finding.text for finding in find(MAP, FACTS, NL).open]
    assert texts == [
        "I. Koster (lokaal veld) heeft een persoonlijke band die via Broer S. naar de heer D. leidt.",
        "Contact vastgelegd tussen de heer D. en mevrouw V. terwijl dat verboden was (Contactverbod).",
        "De heer D.: mogelijk ook in Zaak Reiger, met omgekeerde rollen.",
        "Nog niemand voor de plek slachtoffercoörd. OM.",
        "Reclassering: geen contact vastgelegd met Veilig Thuis en hulpverlening.",
        "OM: geen contact vastgelegd met Veiligheidshuis.",
        "Wat contactpersoon politie op za 28 nov 22.00 uur hoort, bereikt volgens de vastgelegde afspraken "
        "11 van de 18 partners niet. Wie het als laatste hoort, weet het na 107 uur.",
        "Voor 14 van de 18 partners is geen contact vastgelegd waarlangs het voorval van do 19 nov bekend kan zijn.",
        "Heeft contact met het slachtoffer én met de vermoedelijke dader: T. Kaya.",
        "Volgens de vastlegging in contact met beide kanten: Kind F.",
        "Boodschappen kunnen via naasten lopen: de heer D. – Broer S. – Buur B. – mevrouw V.",
        "8 professionals van 6 organisaties hebben met mevrouw V. te maken.",
        "2 van de 5 vastgelegde contacten tussen de politie en mevrouw V. liepen via de vaste contactpersoon.",
        "Contactpersoon politie en mevrouw V.: laatste vastgelegde contact 12 dagen geleden, het ritme is 7.",
        "Met geen enkele partner is een lijn vastgelegd voor huisarts.",
        "4 anderen zijn alleen bereikbaar via G. Oud (Casushouder VT) en K. Dijk (adviseur RN).",
        "Geen ingelichte vervanger vastgelegd voor: contactpersoon politie, districtsrecherche, Team CCB, "
        "Casushouder VT, lokaal veld en reclassering.",
        "MDO van do 26 nov 9.00: nog geen minimale bezetting, niemand komt voor lokaal veld.",
        "Reclassering: afweging nog niet vastgelegd (Elektronische monitoring (EM)).",
        "Politie: afweging nog niet vastgelegd (Recherchepsycholoog).",
        "Ga na vóór het delen: geen grondslag vastgelegd voor huisarts en school.",
    ]


def test_nothing_is_answered_and_the_sum_is_told() -> None:
    assert find(MAP, FACTS, NL).answered == ()
    assert summary(MAP, FACTS, EN) == "1 required seat is empty, 3 required contacts are not recorded."


def test_the_evidence_says_what_is_recorded() -> None:
    told = found()
    assert told[FindingKind.STALE].evidence == ("Last recorded: Wed 11 Nov, C. Wolf and Mevrouw V.",)
    assert told[FindingKind.NO_DEPUTY].evidence == (
        "U. Berg is named as deputy of E. Hof; that they were briefed is not recorded.",
    )
    assert told[FindingKind.REACH].evidence[0].endswith("after 107 hours, told by adviser RN.")
    assert told[FindingKind.FORBIDDEN_CONTACT].evidence == ("Recorded: 18/11/2026.",)


def test_each_has_an_owner_an_act_and_what_the_act_opens_with() -> None:
    told = found()
    assert [(told[kind].act, told[kind].about) for kind in (FindingKind.CONFLICT, FindingKind.QUORUM)] == [
        (FindingAct.SHUT_OUT, ("lv",)),
        (FindingAct.INVITE, ("m1", "lokale_veld")),
    ]
    assert (told[FindingKind.MISSING_CONTACT].owner, told[FindingKind.MISSING_CONTACT].about) == (
        "RN",
        ("rn", "vt", "hv"),
    )
    assert told[FindingKind.SINGLE_POINT].about == ("rn", "hv")
    assert told[FindingKind.REACH].owner == "VT/casushouder"
    for finding in find(MAP, FACTS, EN).open:
        assert finding.owner
        assert finding.act
        assert finding.about
        assert finding.gaps
        assert finding.suggestion


@pytest.mark.parametrize("end", ["VT/casushouder~ab12", "politie", "P1"])
def test_the_mark_of_a_holder_is_in_keys_only(end: str) -> None:
    assert plain_end(end) == end.split("~")[0]
    assert not any("~" in one for f in find(MAP, FACTS, EN).open for one in (*f.subjects, *f.about, f.owner))


def test_medium_risk_waits_longer_before_a_contact_is_silent() -> None:
    medium = replace(FACTS, case=replace(CASE, risk=Risk.MEDIUM))
    assert FindingKind.STALE not in {finding.kind for finding in find(MAP, medium, EN).open}
