"""What is told of the people of the fictional region beside its case files: all of it invented, in Dutch.

Never for a rehearsal: a case file that somebody brings gets nothing that is not in it.
"""

from dataclasses import dataclass, replace

from models.terms import CourtOrderKind, Known, Measure, MeasureOutcome, RuleAnswer, SafeChannel, SeatRole
from services.demo.facts import FileCase

HIGH, LOW = "H-01", "L-03"
WISHES = (
    "Dat hij ophoudt en dat de kinderen gewoon naar zwemles kunnen. Ik wil vooraf weten wat er gebeurt, niet achteraf."
)
FEARS = "Dat hij ons nieuwe adres vindt. En dat hij boos wordt zodra hij merkt dat ik aangifte heb gedaan."
TELL_BACK = "Wat er met hem is afgesproken en wanneer, niet de details. Bel mij, stuur nooit een bericht."
REPRESENTED_BY = SeatRole.VICTIM_CONTACT
PROMISED = "Hoe het gaat, en wat er deze week gebeurt."
CONSENT = "Haar nieuwe telefoonnummer en de tijden waarop zij bereikbaar is."
LOW_WISHES = "Dat het stopt. Ik hoef niet te weten wat hij erover zegt."
LOW_FEARS = "Dat hij denkt dat ik erom heb gevraagd."
LOW_TELL_BACK = "Dat het gesprek is geweest. Een bericht mag, niet bellen tijdens mijn werk."
POLICE_PLAN = (
    "Doel: patroon bewijzen en aanhouding voorbereiden.\n\n"
    "1. Camerabeelden van de parkeerplaats en de school veiligstellen.\n"
    "2. Tracker laten onderzoeken op herkomst en eerdere locaties.\n"
    "3. Gegevens van de wisselende accounts vorderen, in overleg met de officier.\n"
    "4. Voor de aanhouding niemand naar hem toe; de casusregisseur geeft vrij."
)


@dataclass(frozen=True)
class ToldOrder:
    """An order of a court or mayor, in days from the Monday of the region's week."""

    kind: CourtOrderKind
    given_by: str
    text: str
    about: tuple[str, ...]
    first: int
    last: int | None = None


ORDERS = (
    ToldOrder(
        CourtOrderKind.CONTACT_ARRANGEMENT,
        "Rechtbank Voorbeeldland",
        "Voorlopig: om de week zaterdag van 10 tot 17 uur; overdracht bij oma.",
        ("P2", "P3", "P4"),
        first=-139,
    ),
    ToldOrder(
        CourtOrderKind.LOCATION_BAN,
        "Burgemeester van Voorbeeldstad",
        "Niet komen in de straten rond de school.",
        ("P2",),
        first=-10,
        last=11,
    ),
)


@dataclass(frozen=True)
class ToldWeighing:
    """A weighing, in days from the Monday of the region's week; `again` says when to weigh it again."""

    measure: Measure
    organisation: str
    outcome: MeasureOutcome
    reason: str
    weighed: int
    again: int | None = None
    first: int | None = None
    last: int | None = None
    handover_to: str = ""
    handover: str = ""


WEIGHINGS = (
    ToldWeighing(
        Measure.LOCATION_OR_PERSON_MARKER,
        "politie",
        MeasureOutcome.APPLIED,
        "Dreiging met de kinderen; de meldkamer moet bij een melding meteen weten wat er speelt.",
        weighed=-11,
        first=-10,
        last=25,
        handover_to="lokale_veld",
        handover="Het wijkteam vraagt in de laatste week of een nieuwe afspraak nodig is en meldt het.",
    ),
    ToldWeighing(
        Measure.PROTECTION_SYSTEM,
        "CCB",
        MeasureOutcome.POSTPONED,
        "Screening is gevraagd; de uitkomst is er nog niet.",
        weighed=-12,
        again=-10,
    ),
)
"""One holds and ends in some weeks; the other was to be weighed again some days ago."""


@dataclass(frozen=True)
class ToldAnswer:
    """What was answered to a rule of the route map."""

    rule: str
    answer: RuleAnswer
    reason: str = ""
    planned: int | None = None


ANSWERS = (
    ToldAnswer("A-POL-1", RuleAnswer.DONE, "De wijkagent keek het na; moeder en kinderen waren die nacht veilig."),
    ToldAnswer("T-CR-8", RuleAnswer.DONE, "Meldkamer heeft de afspraken voor de oude woning en de school bevestigd."),
    ToldAnswer("A-RN-2", RuleAnswer.PLANNED, "Veilig Thuis denkt eerst mee over wie gebeld kan worden.", planned=3),
)


def fuller(case: FileCase) -> FileCase:
    """The high-risk case with what its victim agreed to and was told; any other case as it is."""
    if case.code != HIGH:
        return case
    first, *rest = case.persons
    told = replace(
        first,
        safe_contact="eigen nieuwe mobiel",
        safe_channel=SafeChannel.PHONE,
        safe_times="ma-vr 9-15 uur",
        safe_caller="alleen L. de Wolff of S. Oudejans",
        texting_allowed=Known.NO,
        voicemail_allowed=Known.NO,
        domicile="politiebureau Voorbeeldstad",
        address_known_to_suspect=Known.NO,
        faces_agreed=2,
        informed=Known.YES,
        informed_on=case.assessments[0].assessed_on,
        informed_by="S. Oudejans",
    )
    return replace(case, persons=(told, *rest))
