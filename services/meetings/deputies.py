"""Whom an invited person proposes to send: what may be typed, and how it is kept. Pure."""

import json
from dataclasses import asdict

from services.directory.rules import is_email
from services.errors import ServiceError
from services.meetings.orders import ProposedDeputy
from services.protection.typed import flaw

LONGEST_NAME = 120
LONGEST_NUMBER = 40
_FEWEST_DIGITS = 8


class DeputyWrong(ServiceError):
    """A deputy cannot be proposed or cannot come. Fields: `field` (name, function, email, phone, deputy), `reason`.

    Only whoever directs the case hears the reasons barred and private_person.
    """

    code = "meetings.deputy_wrong"


def check_proposed(deputy: ProposedDeputy | None) -> ProposedDeputy:
    """The proposal as it is kept. Raises `DeputyWrong`: a name and a way to reach this person at work are needed.

    Nothing here depends on who it is: whether this person may come is the case director's to judge.
    """
    if deputy is None:
        raise DeputyWrong(field="name", reason="empty")
    if deputy.professional_id:
        return ProposedDeputy(name="", professional_id=deputy.professional_id)
    typed = {key: text.strip() for key, text in asdict(deputy).items()}
    if not typed["name"]:
        raise DeputyWrong(field="name", reason="empty")
    for field in ("name", "function", "email", "phone"):
        longest = LONGEST_NUMBER if field == "phone" else LONGEST_NAME
        if wrong := flaw(typed[field], longest, lines=False):
            raise DeputyWrong(field=field, reason=wrong)
    if typed["email"] and not is_email(typed["email"]):
        raise DeputyWrong(field="email", reason="malformed")
    if typed["phone"] and sum(sign.isdigit() for sign in typed["phone"]) < _FEWEST_DIGITS:
        raise DeputyWrong(field="phone", reason="malformed")
    if not typed["email"] and not typed["phone"]:
        raise DeputyWrong(field="email", reason="empty")
    return ProposedDeputy(**typed)


def packed(deputy: ProposedDeputy) -> str:
    """The text that is sealed into `Invitation.deputy_sealed`."""
    return json.dumps(asdict(deputy), ensure_ascii=False, sort_keys=True)


def unpacked(text: str) -> ProposedDeputy | None:
    """The proposal behind an opened `deputy_sealed`; None where there is none."""
    return ProposedDeputy(**json.loads(text)) if text else None
