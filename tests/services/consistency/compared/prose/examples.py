"""Little pairs of conditions in prose by which the rules of `compared/prose` were made: kind, subject, whom it
protects, text. Not the labelled set, which measures them."""

from collections.abc import Iterator
from typing import NamedTuple

from models.terms import ConditionKind
from services.consistency.facts import Statement
from tests.services.consistency.compared.sides import side

Written = tuple[str, str, str, str]
"""Kind, subject, protected persons with spaces between them, text."""


class Example(NamedTuple):
    """Two conditions, and whether somebody has to look at them."""

    meets: bool
    one: Written
    other: Written


CLASHING: tuple[tuple[Written, Written], ...] = (
    (
        ("contact", "P2", "P1", "De heer V. zoekt op geen enkele manier contact met mevrouw Z."),
        ("contact", "P2", "P1", "De heer V. mag mevrouw Z. een keer per week een bericht sturen over de kinderen."),
    ),
    (
        ("child_contact", "P2", "P3 P4", "Er is voorlopig geen omgang tussen vader en de kinderen."),
        ("child_contact", "P2", "P3 P4", "De omgang op woensdagmiddag loopt gewoon door, begeleid door het wijkteam."),
    ),
    (
        ("speaks_with", "P2", "", "Niemand benadert de verdachte voor vrijdag 4 december."),
        ("speaks_with", "P2", "", "De wijkagent gaat dinsdag 1 december bij de heer V. langs voor een gesprek."),
    ),
    (
        ("speaks_with", "P1", "P1", "Alleen de casemanager van Slachtofferhulp belt nog met mevrouw Z."),
        ("overload", "P1", "P1", "Het wijkteam belt mevrouw Z. elke maandag om te horen hoe het gaat."),
    ),
    (
        ("disclosure", "P1", "P1", "Het nieuwe adres van mevrouw Z. wordt met niemand gedeeld."),
        ("measure", "P2", "P1", "Voor het gebiedsverbod moet het adres van mevrouw Z. in de beschikking staan."),
    ),
    (
        ("evidence", "P1", "P1", "Mevrouw Z. bewaart alle berichten als bewijs."),
        ("wellbeing", "P1", "P1", "Mevrouw Z. verwijdert de berichten meteen, zodat zij rust krijgt."),
    ),
    (
        ("digital", "P1", "P1", "Mevrouw Z. neemt deze week een nieuw nummer."),
        ("evidence", "P1", "P1", "Het oude nummer blijft in gebruik, want daar komen zijn berichten binnen."),
    ),
    (
        ("overload", "P1", "P1", "Hoogstens twee vaste gezichten voor mevrouw Z."),
        ("overload", "P1", "P1", "Mevrouw Z. houdt minstens vier vaste contactpersonen."),
    ),
    (
        ("stopgesprek", "P2", "P1", "Het stopgesprek is op het politiebureau en nergens anders."),
        ("stopgesprek", "P2", "P1", "De wijkagent voert het stopgesprek bij de heer V. thuis."),
    ),
    (
        ("place", "P2", "P1", "De heer V. komt niet in de Dorpsstraat of bij de supermarkt daar."),
        ("care", "P2", "", "De heer V. doet vrijwilligerswerk bij de supermarkt in de Dorpsstraat."),
    ),
    (
        ("disclosure", "P2", "", "De behandelaar deelt niets over de behandeling van de heer V."),
        ("disclosure", "P2", "P1", "De reclassering ontvangt van de GGZ elke maand een verslag van de behandeling."),
    ),
    (
        ("mediation", "P2", "P1", "Er komt geen gezamenlijk gesprek zolang de stalking doorgaat."),
        (
            "mediation",
            "P2",
            "P1",
            "Het wijkteam nodigt beiden uit voor een herstelgesprek over nieuwe afspraken.",
        ),
    ),
    (
        ("work", "P1", "P1", "Mevrouw Z. werkt tot januari niet op kantoor maar thuis."),
        ("work", "P1", "P1", "De werkgever wil dat mevrouw Z. vanaf maandag weer op kantoor werkt."),
    ),
    (
        ("alarm", "P1", "P1", "Het alarmmiddel wordt pas uitgereikt als er een veiligheidsplan ligt."),
        ("alarm", "P1", "P1", "De noodknop is vandaag nog bij mevrouw Z., ook zonder veiligheidsplan."),
    ),
    (
        ("digital", "P1", "P1", "Mevrouw Z. blijft op sociale media, openbaar en onder haar eigen naam."),
        ("digital", "P1", "P1", "Mevrouw Z. zet al haar accounts op sociale media uit."),
    ),
    (
        ("child_contact", "P2", "P3 P4", "Vader haalt de kinderen zelf op bij school."),
        ("child_contact", "P2", "P3 P4", "Vader komt niet bij de school; oma brengt de kinderen weg en haalt ze op."),
    ),
    (
        ("disclosure", "P2", "", "De heer V. hoort nog niet dat er aangifte is gedaan."),
        ("speaks_with", "P2", "P1", "De reclassering vertelt de heer V. in het eerste gesprek van de aangifte."),
    ),
    (
        ("handover", "P1", "P1", "Veilig Thuis draagt de zaak over aan het wijkteam."),
        ("handover", "P1", "P1", "Het wijkteam neemt de zaak niet over zolang het risico hoog is."),
    ),
    (
        ("measure", "P2", "P1", "De reclassering adviseert elektronisch toezicht."),
        ("measure", "P2", "P1", "Een enkelband wordt niet geadviseerd: die lokt hem juist uit."),
    ),
    (
        ("place", "P1", "P1", "Mevrouw Z. blijft in haar eigen woning, met nieuwe sloten."),
        ("care", "P1", "P1", "Mevrouw Z. vertrekt voor het weekend uit de woning naar de opvang."),
    ),
    (
        ("evidence", "P1", "P1", "Mevrouw Z. houdt zelf het logboek bij, elke avond."),
        ("wellbeing", "P1", "P1", "Het logboek neemt haar zus over; mevrouw Z. schrijft niets meer op."),
    ),
    (
        ("child_contact", "P2", "P3", "Kind L. belt zondag met zijn vader."),
        ("child_contact", "P2", "P3", "De heer V. spreekt Kind L. niet, ook niet telefonisch, tot de zitting."),
    ),
    (
        ("contact", "P2", "P1", "Berichten over geld lopen via de advocaat en niet rechtstreeks."),
        ("contact", "P2", "P1", "De heer V. mailt mevrouw Z. zelf over de verkoop van de woning."),
    ),
    (
        ("care", "P2", "", "De heer V. start maandag met de groepstraining."),
        ("care", "P2", "", "De groepstraining is voor de heer V. nu niet passend en wordt uitgesteld."),
    ),
)

QUIET: tuple[tuple[Written, Written], ...] = (
    (  # both forbid
        ("contact", "P2", "P1", "De heer V. zoekt geen contact met mevrouw Z."),
        ("contact", "P2", "P1", "De heer V. belt of appt mevrouw Z. niet."),
    ),
    (  # both want
        ("evidence", "P1", "P1", "Mevrouw Z. bewaart alle berichten."),
        ("evidence", "P1", "P1", "Mevrouw Z. maakt van elk bericht een schermafbeelding."),
    ),
    (  # another person
        ("speaks_with", "P1", "P1", "Veilig Thuis spreekt mevrouw Z. dinsdag."),
        ("speaks_with", "P2", "", "Niemand spreekt de heer V. voor de aanhouding."),
    ),
    (  # another child
        ("child_contact", "P2", "P3", "De heer V. ziet Kind L. voorlopig niet."),
        ("child_contact", "P2", "P4", "De heer V. ziet Kind M. zaterdag bij oma."),
    ),
    (  # another period
        ("speaks_with", "P2", "", "Tot donderdag 26 november benadert niemand de heer V."),
        ("speaks_with", "P2", "", "De reclassering spreekt de heer V. op maandag 30 november."),
    ),
    (
        ("child_contact", "P2", "P3 P4", "De omgang van zaterdag 28 november gaat niet door."),
        ("child_contact", "P2", "P3 P4", "De omgang op zaterdag 12 december gaat door op een neutrale plek."),
    ),
    (  # another object
        ("disclosure", "P1", "P1", "Het adres van de opvang wordt met niemand gedeeld."),
        ("disclosure", "P2", "P1", "De politie deelt een foto van de heer V. met de receptie."),
    ),
    (  # another place
        ("place", "P2", "P1", "De heer V. komt niet bij de school van Kind L."),
        ("care", "P2", "", "De heer V. komt elke week bij de schuldhulp op het stadskantoor."),
    ),
    (  # the same number
        ("overload", "P1", "P1", "Niet meer dan twee vaste gezichten voor mevrouw Z."),
        ("overload", "P1", "P1", "Mevrouw Z. heeft 2 vaste contactpersonen."),
    ),
    (  # the exception is what the other asks
        ("speaks_with", "P2", "", "Niemand behalve de reclassering spreekt de heer V."),
        ("speaks_with", "P2", "", "De reclassering spreekt de heer V. elke week."),
    ),
    (  # says no to nothing
        ("mediation", "P2", "P1", "Geen bezwaar tegen een gesprek met de heer V. alleen."),
        ("speaks_with", "P2", "", "De wijkagent voert een gesprek met de heer V."),
    ),
    (
        ("alarm", "P1", "P1", "De politie zet een AOL op haar woning."),
        ("place", "P2", "P1", "De heer V. komt niet in de buurt van haar woning."),
    ),
    (
        ("contact", "P2", "P1", "Geen contact met mevrouw Z. Elke poging wordt gemeld bij de politie."),
        ("evidence", "P1", "P1", "Mevrouw Z. meldt elke contactpoging dezelfde dag bij de politie."),
    ),
    (
        ("digital", "P1", "P1", "De auto van mevrouw Z. wordt op trackers gecontroleerd."),
        ("digital", "P3", "P3", "De tablet van Kind L. gaat niet mee naar de opvang."),
    ),
    (
        ("work", "P1", "P1", "Mevrouw Z. parkeert niet op straat maar in de garage."),
        ("work", "P1", "P1", "De receptie laat mevrouw Z. in de garage parkeren."),
    ),
    (
        ("care", "P2", "", "Het wijkteam regelt dagbesteding voor de heer V."),
        ("contact", "P2", "P1", "De heer V. zoekt geen contact met mevrouw Z. of haar familie."),
    ),
    (
        ("disclosure", "P1", "P1", "Haar telefoonnummer staat in geen enkel stuk."),
        ("alarm", "P1", "P1", "Mevrouw Z. belt 112 als de heer V. voor de deur staat."),
    ),
    (
        ("stopgesprek", "P2", "P1", "Het stopgesprek is op het bureau."),
        ("stopgesprek", "P2", "P1", "Het stopgesprek wordt gevoerd op het politiebureau, niet bij hem thuis."),
    ),
    (
        ("measure", "P2", "P1", "De officier vraagt een contactverbod voor de heer V."),
        ("contact", "P2", "P1", "De heer V. neemt geen contact op met mevrouw Z. of de kinderen."),
    ),
    (
        ("child_contact", "P2", "P3 P4", "De overdracht is niet bij oma."),
        ("child_contact", "P2", "P3 P4", "De overdracht is op het politiebureau."),
    ),
    (
        ("evidence", "P1", "P1", "Mevrouw Z. leest de berichten niet zelf; haar zus bewaart ze."),
        ("evidence", "P1", "P1", "De berichten worden bewaard voor het dossier."),
    ),
    (
        ("disclosure", "P2", "", "De GGZ deelt geen diagnose."),
        ("disclosure", "P2", "P1", "De GGZ meldt een crisis binnen een uur aan de politie."),
    ),
    (
        ("alarm", "P1", "P1", "Bij een melding komt de politie met prioriteit 1."),
        ("alarm", "P1", "P1", "Mevrouw Z. draagt de noodknop altijd bij zich."),
    ),
)

EXAMPLES = tuple(Example(meets, *pair) for meets, pairs in ((True, CLASHING), (False, QUIET)) for pair in pairs)


def sides_of(example: Example) -> tuple[Statement, Statement]:
    """The two conditions, by different organisations and without readings."""
    first, second = (
        side(number, author=author, kind=ConditionKind(kind), subject=subject, protects=tuple(safe.split()), text=text)
        for number, author, (kind, subject, safe, text) in zip((1, 2), ("VT", "RN"), example[1:], strict=True)
    )
    return first, second


def told() -> Iterator[tuple[Example, Statement, Statement]]:
    """Every example with its two conditions."""
    for example in EXAMPLES:
        yield example, *sides_of(example)
