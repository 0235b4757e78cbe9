"""Pure rules of what is written for the plan: what can be kept, and words that come too near a hidden item."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar

from models.terms import Tier
from services.errors import ServiceError
from services.plans.written.orders import WriteSignal, WriteStub, WriteTexts
from services.protection.rules import ONE_ORGANISATION
from services.protection.typed import flaw
from services.relations.rules import normal_form

LONGEST_WORD, LONGEST_PLAN_TEXT = 40, 1_500
LONGEST_SIGNAL, LONGEST_ACT, LONGEST_WHO, LONGEST_STUB = 200, 400, 120, 300
MOST_SIGNALS = 20
FEWEST_CORE, MOST_CORE = 3, 5
"""How many conditions everyone must know: fewer say too little, more are not remembered (word.md, summary box)."""
TELLING_RUN = 4
"""From this many words in a row on, words in the place of an item repeat it."""


class PlanTextWrong(ServiceError):
    """A text of the plan cannot be kept like this. Fields: `field`, `reason`; `longest` in characters."""

    code: ClassVar[str] = "plans.text_wrong"


class StubTells(ServiceError):
    """Words in the place of an item hold something that who gets them may not read. Field `hits`: how many words."""

    code: ClassVar[str] = "plans.stub_tells"


def check_texts(order: WriteTexts, conditions: Collection[str]) -> None:
    """Raises `PlanTextWrong`. `conditions`: ids of those of the case that the writer may read and that still hold."""
    _check("emergency_word", order.emergency_word, LONGEST_WORD, lines=False)
    for field in ("sharing_basis", "victim_knows", "retention", "ends"):
        _check(field, getattr(order, field), LONGEST_PLAN_TEXT)
    if not set(order.core) <= set(conditions):
        raise PlanTextWrong(field="core", reason="unknown")
    if len(set(order.core)) > MOST_CORE:
        raise PlanTextWrong(field="core", reason="too_many", longest=MOST_CORE)


def check_signal(order: WriteSignal, organisations: Iterable[str]) -> None:
    """Raises `PlanTextWrong`. `organisations`: keys of the directory, for whom alone a signal may be."""
    _check("signal", order.signal, LONGEST_SIGNAL, lines=False, needed=True)
    _check("act", order.act, LONGEST_ACT, needed=True)
    _check("signalled_by", order.signalled_by, LONGEST_WHO, lines=False)
    _check("inform", order.inform, LONGEST_WHO, lines=False)
    if order.tier not in {*Tier, *(f"{ONE_ORGANISATION}{key}" for key in organisations)}:
        raise PlanTextWrong(field="tier", reason="unknown")


def check_readers(readers: Mapping[str, str], organisations: Iterable[str]) -> None:
    """Who may read why a point stays open: every partner, or fewer. Raises `PlanTextWrong`."""
    homes = {f"{ONE_ORGANISATION}{key}" for key in organisations}
    if not set(readers.values()) <= {Tier.PARTNERS, Tier.INVESTIGATION, *homes}:
        raise PlanTextWrong(field="tier", reason="unknown")


def check_stub(order: WriteStub, organisations: Collection[str]) -> None:
    """Raises `PlanTextWrong`. Empty words are taken: the built-in sentence stands there again."""
    _check("stub", order.text, LONGEST_STUB, lines=False)
    if order.organisation and order.organisation not in organisations:
        raise PlanTextWrong(field="organisation", reason="unknown")


def repeated(text: str, item: str) -> str:
    """The first run of four words or more that a text shares with an item, as the text has it; empty for none.

    Capitals, accents and signs between words are set aside.
    """
    spoken = re.findall(r"\w+", text)
    words, of_item = [normal_form(word) for word in spoken], [normal_form(word) for word in re.findall(r"\w+", item)]
    runs = {tuple(of_item[at : at + TELLING_RUN]) for at in range(len(of_item) - TELLING_RUN + 1)}
    for at in range(len(words) - TELLING_RUN + 1):
        if tuple(words[at : at + TELLING_RUN]) in runs:
            return " ".join(spoken[at : at + TELLING_RUN])
    return ""


def _check(field: str, text: str, longest: int, *, lines: bool = True, needed: bool = False) -> None:
    if wrong := flaw(text, longest, lines=lines):
        raise PlanTextWrong(field=field, reason=wrong, longest=longest)
    if needed and not text.strip():
        raise PlanTextWrong(field=field, reason="empty")
