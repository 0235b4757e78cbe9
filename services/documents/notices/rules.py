"""Pure rules of the notice for an alleged perpetrator: what can be kept, when it may leave, what gives too much away.

Source: `domain.md` section 5, "Never in what the suspect can see".
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from services.cases.checks import CaseFieldWrong, check_day
from services.cases.facts import CasePerson, Hold
from services.cases.rules import holds_at
from services.documents.notices.facts import SUSPECT, WriteNotice
from services.errors import ServiceError
from services.protection.typed import flaw

LONGEST_NOTICE, LONGEST_CONSEQUENCES, LONGEST_CALL = 2_000, 600, 160
"""In characters: together they stay one page."""

TELLING = (
    # instruments and their outcomes, advice about him
    *("SASH", "VHB", "RISC", "B-SAFER", "risicotaxatie", "risicoscreening", "screening", "recherchepsycholoog"),
    # alarms, markers and cameras
    *("AOL", "AOP", "AWARE", "AWARE-systeem", "device", "devices", "slachtofferdevice", "alarmknop", "noodknop"),
    *("camera", "camera's", "cameras", "cameratoezicht", "deurbelcamera", "tracker", "peilbaken", "veiligheidswoord"),
    # where she is and how she is reached
    *("schuiladres", "verblijfadres", "verblijfsadres", "verblijfplaats", "geheim adres", "geheime adres"),
    *("nieuw adres", "nieuwe adres", "domicilie", "domicilieadres", "opvang", "opvanghuis", "vrouwenopvang"),
    *("noodopvang", "crisisopvang", "blijf-van-mijn-lijf", "nieuw nummer", "nieuwe nummer", "oude nummer"),
    *("nieuw telefoonnummer", "nieuwe telefoon", "werkrooster", "werktijden"),
    # steps of the investigation, who said what, how the partners work together
    *(
        "geplande aanhouding",
        "aanhoudingsplan",
        "opsporingsonderzoek",
        "observatieteam",
        "telefoontap",
        "buurtonderzoek",
    ),
    *("melder", "referent", "referenten", "casusregisseur", "casusoverleg", "veiligheidsplan", "actieoverleg", "MDO"),
    # the same in English
    *("shelter", "hiding place", "secret address", "new address", "new number", "alarm button", "safety plan"),
)
"""Words that give away measures, instruments or the investigation, whatever the case (domain.md section 5). An order
may state one itself: then a second person releases that notice."""


class NoticeWrong(ServiceError):
    """A field of the notice cannot be kept. Fields: `field`, `reason`; `longest` in characters."""

    code: ClassVar[str] = "documents.notice_wrong"


class HoldInForce(ServiceError):
    """While a stop is in force nothing leaves for the alleged perpetrator. Carries nothing of the stop."""

    code: ClassVar[str] = "documents.hold_in_force"


class NothingWritten(ServiceError):
    """There is no notice for this person to issue."""

    code: ClassVar[str] = "documents.no_notice"


def check_notice(order: WriteNotice, today: date) -> None:
    """Raises `NoticeWrong` on the first field that cannot be kept."""
    for field, longest in (("text", LONGEST_NOTICE), ("consequences", LONGEST_CONSEQUENCES), ("call", LONGEST_CALL)):
        if wrong := flaw(getattr(order, field), longest):
            raise NoticeWrong(field=field, reason=wrong, longest=longest)
    if not order.text.strip():
        raise NoticeWrong(field="text", reason="empty")
    try:
        check_day("from_on", order.from_on, today)
    except CaseFieldWrong as wrong:
        raise NoticeWrong(**wrong.fields) from wrong


def check_released(audience: str, holds: Iterable[Hold], moment: datetime) -> None:
    """Raises `HoldInForce` when a document is for an alleged perpetrator and a stop is in force."""
    if is_for_suspect(audience) and any(holds_at(hold, moment) for hold in holds):
        raise HoldInForce


def is_for_suspect(audience: str) -> bool:
    """Whether a document of this audience reaches an alleged perpetrator."""
    return audience == SUSPECT or audience.startswith(f"{SUSPECT}-")


def audience_of(suspects: Iterable[CasePerson], person_id: str) -> str:
    """The audience of a person's notice: the plain word for the first alleged perpetrator, by reference for others."""
    refs = sorted((person.ref, person.id) for person in suspects)
    place = [known for _, known in refs].index(person_id)
    return SUSPECT if place == 0 else f"{SUSPECT}-{refs[place][0]}"
