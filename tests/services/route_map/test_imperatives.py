"""Every imperative of the printed route map has a rule: each line of it by a short key, each key with its rules."""

import pytest

from services.route_map.queries import regional
from tests.shared import SHARED

SEEDS = SHARED / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the printed route map is not beside this checkout")

IMPERATIVES: tuple[tuple[str, str], ...] = (
    ("iedereen veilig is", "A-POL-1"),
    ("Invullen Sash", "A-POL-2"),
    ("Opmaken VT melding", "A-POL-3"),
    ("Zaak uitgeven aan", "A-POL-4"),
    ("contactpersoon heeft", "A-POL-5"),
    ("Informatieverrijking", "A-VT-1"),
    ("Wachten op de VT melding", "A-VT-2"),
    ("Veiligheidsbeoordeling doen", "A-VT-3"),
    ("Risico-inschatting met RISC", "A-RN-1"),
    ("Inwinnen referenten", "A-RN-2"),
    ("Adviseren OM", "A-RN-3"),
    ("Slachtoffer bewust werken", "A-RN-4"),
    ("Vragen naar uitkomst Sash", "A-OM-1"),
    ("Bepalen strafrechtelijke aanpak", "A-OM-2"),
    ("afhankelijk van het risiconiveau", "G-1"),
    ("CR maakt plan van aanpak", "H-POL-1"),
    ("CR heeft contact met VT", "H-POL-2"),
    ("CR heeft contact met DR", "H-POL-3"),
    ("CR stuurt áltijd", "H-POL-4"),
    ("afspraken worden vastgelegd", "H-POL-5"),
    ("Inzet diensten VT:", "H-VT-0"),
    ("Afstemmen met CR politie", "H-VT-1"),
    ("Bevragen inzet CCB", "H-VT-2"),
    ("MDO / Actieoverleg / afstemming", "H-VT-3"),
    ("Veiligheidsvoorwaarden opstellen", "H-VT-4"),
    ("het veiligheidsplan maken", "H-VT-5"),
    ("Overweeg adviseren van gedragsaanwijzing", "H-RN-1"),
    ("Altijd DUT overwogen", "H-RN-2"),
    ("Altijd elektronische monitoring", "H-RN-3"),
    ("EN deze overweging altijd vastleggen", "H-RN-4"),
    ("Stem goed af met ketenpartners", "H-RN-5"),
    ("Recente info opvragen", "H-RN-6"),
    ("Overleg met hulpverleners", "H-RN-7"),
    ("Geen mediation adviseren", "H-RN-8"),
    ("het stalkinggedrag nog bestaat", "H-RN-8"),
    ("Zaak altijd aanmelden bij VHH", "H-OM-1"),
    ("slachtoffer coördinatie", "H-OM-2"),
    ("aanhouden en voor geleiden", "H-OM-3"),
    ("RN om advies vragen", "H-OM-4"),
    ("Bij ontbreken ernstige bezwaren", "H-OM-5"),
    ("Overweeg een eenmalig stopgesprek", "L-POL-1"),
    ("met OM indien aangifte", "L-POL-1a"),
    ("PV van opmaken", "L-POL-1b"),
    ("CR blijft zaak monitoren", "L-POL-2"),
    ("Als stalking stopt: einde", "L-POL-2a"),
    ("opstarten opsporingsonderzoek", "L-POL-2b"),
    ("Overleg met OM", "L-POL-3 T-CR-2"),
    ("Afstemmen met opsporing", "L-POL-4"),
    ("Afhankelijk van de veiligheidsbeoordeling", "L-VT-1"),
    ("Overdracht aan lokale veld", "L-VT-2"),
    ("Altijd EM overwegen", "L-RN-1"),
    ("Referenten onderzoek", "L-RN-2"),
    ("Navraag doen naar advies VT", "L-OM-1"),
    ("a) Aangehouden verdachte", "L-OM-2 L-OM-3"),
    ("SHN en RN vragen om advies", "L-OM-2"),
    ("Afdoeningsbeslissing nemen", "L-OM-3 L-OM-6"),
    ("niet aangehouden verdachte", "L-OM-4 L-OM-5"),
    ("In principe geen strafrechtelijke interventie", "L-OM-4"),
    ("Onderzoek laten doen", "L-OM-5"),
    ("bespreken veiligheidsmaatregelen", "T-CR-1"),
    ("evt. MDO", "T-CR-3"),
    ("evt. overleg met recherchepsycholoog", "T-CR-4"),
    ("Opmaken en monitoren plan van aanpak", "T-CR-5"),
    ("Overleg met DR / CCB", "T-CR-6"),
    ("- MDO / actieoverleg", "T-CR-7"),
    ("Opmaken afspraak op locatie", "T-CR-8"),
    ("Doorlopend contact met slo", "T-CH-1"),
    ("Doorlopend contact met CR", "T-CH-2"),
    ("strafbare afhandeling", "T-CH-3"),
    ("informeren bij nieuwe informatie", "T-CH-4"),
    ("inschatten van veiligheid", "T-CH-5"),
    ("Aanbieden van zorg aan verdachte", "T-CH-6"),
    ("goede structuur", "T-TH-1"),
    ("Maak een helder plan van aanpak", "T-TH-2"),
    ("niet via jou boodschappen", "T-TH-3"),
    ("bevragen op alle afspraken", "T-OVJ-1 T-OVJ-2 T-OVJ-3 T-OVJ-4 T-OVJ-5 T-OVJ-6 T-OVJ-7"),
    ("Sash opgesteld?", "T-OVJ-1"),
    ("geweest met VT?", "T-OVJ-2"),
    ("Wat doet VT ihkv", "T-OVJ-3"),
    ("Navragen of CCB is ingeschakeld", "T-OVJ-4"),
    ("Casusregisseur aangewezen?", "T-OVJ-5"),
    ("Plannen van aanpak opgesteld?", "T-OVJ-6"),
    ("Recherchepsycholoog ingeschakeld?", "T-OVJ-7"),
)
"""Part of a line of the printed map, and the rules that stand for it."""
HEADINGS_BEFORE = "Vervolgstappen"
"""The one line without a mark before it that still says what to do."""


def printed() -> str:
    return next(SEEDS.glob("004_*")).read_text(encoding="utf-8")


def bullets() -> list[str]:
    lines = [line.strip() for line in printed().splitlines()]
    return [line for line in lines if line.startswith(("- ", HEADINGS_BEFORE))]


@pytest.mark.parametrize(("key", "rule_ids"), IMPERATIVES)
def test_imperative_stands_in_the_printed_map_and_has_its_rules(key: str, rule_ids: str) -> None:
    assert key in printed()
    known = {rule.id for rule in regional().rules}
    assert rule_ids
    assert set(rule_ids.split()) <= known


def test_every_line_of_the_printed_map_is_covered() -> None:
    assert len(bullets()) > 70
    assert [line for line in bullets() if not any(key in line for key, _ in IMPERATIVES)] == []


def test_every_rule_stands_for_a_line_of_the_printed_map() -> None:
    covered = {rule_id for _, rule_ids in IMPERATIVES for rule_id in rule_ids.split()}
    assert covered == {rule.id for rule in regional().rules}
