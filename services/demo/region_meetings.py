"""What is told of the meetings of the fictional region: all of it invented, in Dutch, none of it of a real person.

Never for a rehearsal: a case file that somebody brings gets nothing that is not in it.
"""

from dataclasses import dataclass

from models.terms import InvitationAnswer, PollChoice
from services.agenda.facts import StandardPoint
from services.demo.accounts import fictional_address
from services.meetings.orders import ProposedDeputy

_A, _Y, _IF, _N = InvitationAnswer, PollChoice.YES, PollChoice.IF_NEEDED, PollChoice.NO

NOTHING_KNOWN_OF = frozenset({"dr. E. Lindhout"})
"""Of whose time nothing was asked yet."""


@dataclass(frozen=True)
class ToldAway:
    """Days on which somebody is away, counted from the Monday of the region's week, first and last included."""

    organisation: str
    name: str
    first: int
    last: int


AWAY = (ToldAway("RvdK", "A. Fennema", 3, 4), ToldAway("DR", "T. Hovenier", 14, 18))
CLOSED = ("lokale_veld", 11)
"""An organisation with a day, counted the same, on which nobody there meets."""

ANSWERS = {"VHH": _A.YES, "lokale_veld": _A.YES, "SHN": _A.NO, "OM": _A.DEPUTY}
DEPUTY = ProposedDeputy(
    "mr. A. Veltman", "officier van justitie", fictional_address("mr. A. Veltman", "OM"), phone="000 555 08 01"
)
"""Waits for the case director's word."""
IN_WRITING = (
    "GGZ",
    "Ik kan er niet bij zijn. De afspraken over bereikbaarheid bij crisis gelden nog; over behandeling zeg ik niets.",
)
DONE_WITHOUT = (("SHN",), "Slachtofferhulp kan die ochtend niet en bespreekt de uitkomst dezelfde middag met ons na.")

OWN_POINT = ("Dagbesteding en schuldhulp als wekelijks ankerpunt", ("lokale_veld", "RN"))
MINUTES = {StandardPoint.NEWS: 10, StandardPoint.CONDITIONS: 20}
"""Shortened, to make room for the own point, which follows the conditions."""
OWN_POINT_MINUTES = 10
NOTE = "Niet doorvragen over de behandeling; wat de GGZ wel meldt, staat in de voorwaarde."

SERIES_FROM, EVERY_WEEKS, TIMES = 24, 4, 2
"""Two reviews kept free: the day of the first, counted from the Monday of the region's week."""

POLLED = ((8, 9 * 60 + 30), (10, 10 * 60), (10, 13 * 60 + 30))
"""Day and minute of the times that are put to the vote."""
POLL_CLOSES = (4, 12 * 60)
CHOICES = {"RN": (_Y, _Y, _N), "lokale_veld": (_IF, _Y, _N)}
"""What was said to those times so far, in their order."""

BY_PHONE_WITH = ("VT", "lokale_veld")
BY_PHONE_OUTCOME = "Veilig Thuis is akkoord met het gesprek op het bureau. Het wijkteam belt mevrouw de dag erna."
BY_PHONE_REASON = "Laag risico en iedereen was te bereiken; een overleg zou het gesprek een week later maken."
