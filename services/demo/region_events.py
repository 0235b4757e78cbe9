"""What is told to have happened in the high-risk case of the fictional region: all of it invented.

Never for a rehearsal: a case file that somebody brings gets no events that are not in it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.terms import EventKind, Gravity, Tier
from services.events.facts import NewEvent
from services.scheduling.facts import LOCAL

CASE = "H-01"
_K, _G = EventKind, Gravity


@dataclass(frozen=True)
class Told:
    """An event so many days before the Monday of the region's week. `hour` None: only the day is known.

    `told_after`: how many hours after it was heard of the prosecution knew, for a breach.
    """

    days: int
    hour: str | None
    kind: EventKind
    gravity: Gravity | None
    text: str
    by: str = "VT"
    tier: str = Tier.PARTNERS.value
    told_after: int | None = None


LOG = (
    Told(236, None, _K.OTHER, None, "Mevrouw W. verlaat met de kinderen de gezamenlijke woning.", "lokale_veld"),
    Told(229, "22.40", _K.INCIDENT, _G.CONTACT, "Ruim 40 berichten in één avond, eerst smekend, dan verwijtend."),
    Told(221, None, _K.INCIDENT, _G.CONTACT, "Vijftien gemiste oproepen op één dag, ook bij haar zus.", "politie"),
    Told(208, "07.50", _K.INCIDENT, _G.PROXIMITY, "Zijn auto staat bij de school als de kinderen gebracht worden."),
    Told(204, None, _K.INCIDENT, _G.CONTACT, "Berichten via een account op naam van een vriendin.", "SHN"),
    Told(192, None, _K.INCIDENT, _G.CONTACT, "Bloemen op het werk, met een kaart zonder naam.", "SHN"),
    Told(181, "17.35", _K.INCIDENT, _G.PROXIMITY, "Rijdt twee keer langzaam langs haar werk.", "politie"),
    Told(170, None, _K.INCIDENT, _G.CONTACT, "Nieuw account, elf berichten; na blokkeren weer een nieuw."),
    Told(158, "21.10", _K.INCIDENT, _G.PROXIMITY, "Belt aan bij oma en vraagt waar de kinderen slapen.", "politie"),
    Told(151, None, _K.INCIDENT, _G.CONTACT, "Twintig berichten, waarin hij haar rooster van die week noemt."),
    Told(139, None, _K.ORDER_STARTS, None, "Voorlopige omgangsregeling: om de week zaterdag 10-17 uur.", "RvdK"),
    Told(131, None, _K.CHILD_CONTACT, None, "Omgang verliep rustig, overdracht bij oma.", "VT"),
    Told(124, None, _K.INCIDENT, _G.CONTACT, "Berichten over de kinderen die overgaan in verwijten aan haar.", "VT"),
    Told(117, None, _K.CHILD_CONTACT, None, "Omgang, kinderen een half uur te laat terug.", "VT"),
    Told(103, None, _K.CHILD_CONTACT, None, "Omgang verliep rustig.", "VT"),
    Told(96, "08.05", _K.INCIDENT, _G.PROXIMITY, "Volgt haar auto van school naar werk.", "politie"),
    Told(89, None, _K.CHILD_CONTACT, None, "Kind J. komt terug met een tablet die de heer D. instelde.", "VT"),
    Told(82, None, _K.INCIDENT, _G.CONTACT, "Noemt in een bericht waar zij die middag was.", "SHN"),
    Told(75, None, _K.CHILD_CONTACT, None, "Omgang ging niet door, Kind F. was ziek.", "VT"),
    Told(
        *(68, "16.20", _K.BREACH, _G.PROXIMITY),
        "Wacht buiten de afgesproken dagen bij het overdrachtsadres, in strijd met de regeling.",
        "politie",
        told_after=20,
    ),
    Told(63, "19.45", _K.INCIDENT, _G.PROXIMITY, "Staat bij het zwembad waar de kinderen les hebben.", "VT"),
    Told(55, None, _K.INCIDENT, _G.CONTACT, "Dertig berichten via drie accounts in één weekend.", "politie"),
    Told(51, "23.15", _K.INCIDENT, _G.PROXIMITY, "Rijdt 's avonds door de straat van haar vorige woning.", "politie"),
    Told(47, None, _K.CHILD_CONTACT, None, "Omgang; Kind F. vertelt dat vader vraagt waar zij nu wonen.", "VT"),
    Told(44, None, _K.INCIDENT, _G.CONTACT, "Belt haar leidinggevende en zegt dat zij verward is.", "SHN"),
    Told(40, "08.10", _K.INCIDENT, _G.PROXIMITY, "Auto bij de school, rijdt weg als de wijkagent komt.", "politie"),
    Told(37, None, _K.CHILD_CONTACT, None, "Omgang verliep rustig, overdracht door oma alleen.", "VT"),
    Told(34, None, _K.INCIDENT, _G.CONTACT, "Achttien berichten in één nacht.", "politie"),
    Told(30, "17.50", _K.INCIDENT, _G.PROXIMITY, "Loopt achter haar aan op de parkeerplaats.", "politie"),
    Told(
        27,
        None,
        _K.INCIDENT,
        _G.CONTACT,
        "Bericht via een collega: 'ik weet hoe laat ze klaar is'.",
        "SHN",
    ),
    Told(23, None, _K.CHILD_CONTACT, None, "Omgang; kinderen stil bij terugkomst.", "VT"),
    Told(
        21,
        "18.30",
        _K.INCIDENT,
        _G.PROXIMITY,
        "Garage vindt een tracker onder haar auto.",
        "politie",
    ),
    Told(20, "11.00", _K.COMPLAINT, None, "Mevrouw W. doet aangifte; domicilie bij de politie.", "politie"),
    Told(18, None, _K.INCIDENT, _G.CONTACT, "Nieuw account: 'je kunt je niet verstoppen'.", "politie"),
    Told(16, "20.05", _K.INCIDENT, _G.PROXIMITY, "Gezien bij de sportclub tijdens de training.", "lokale_veld"),
    Told(14, "21.30", _K.INCIDENT, _G.THREAT, "Zegt tegen oma: 'als ik ze niet krijg, krijgt niemand ze'.", "politie"),
    Told(13, None, _K.INCIDENT, _G.CONTACT, "Zestien berichten in één nacht, daarna stilte.", "politie"),
    Told(12, "07.55", _K.INCIDENT, _G.PROXIMITY, "Staat bij de school aan de overkant.", "lokale_veld"),
    Told(11, None, _K.OTHER, None, "Camerabeelden van de parkeerplaats worden bekeken.", "DR", "opsporing"),
    Told(10, None, _K.INCIDENT, _G.CONTACT, "Bericht via de tablet van Kind J.", "VT"),
    Told(9, None, _K.CHILD_CONTACT, None, "Omgang; overdracht bij oma, met de wijkagent in de buurt.", "VT"),
    Told(8, "22.50", _K.INCIDENT, _G.THREAT, "Bericht: 'dan is het straks voor iedereen voorbij'.", "politie"),
)
LATEST = Told(
    *(0, "17.40", _K.BREACH, _G.PROXIMITY),
    "Staat onaangekondigd bij het overdrachtsadres, buiten de dagen van de regeling.",
    "politie",
)
"""Yesterday, and nobody has told the prosecution yet: so that the clock runs when somebody looks around."""


def as_told(told: Told, day: date, now: datetime, event_id: str) -> NewEvent:
    """An event of the log on its day. The chain heard of it the next morning at the latest."""
    hour = time.fromisoformat(told.hour.replace(".", ":")) if told.hour else time(0)
    happened = datetime.combine(day, hour, tzinfo=LOCAL)
    heard = min(happened + timedelta(hours=1 if told.hour else 10), now)
    return NewEvent(
        event_id=event_id,
        kind=told.kind,
        happened_at=happened,
        text=told.text,
        gravity=told.gravity,
        on_day=told.hour is None,
        by_organisation=told.by,
        tier=told.tier,
        reported_at=max(heard, happened),
    )
