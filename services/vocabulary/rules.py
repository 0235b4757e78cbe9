"""Which structured readings can stand, and their plain form: what is kept sealed and what a case file writes.

Source: `conditions.md` section 1.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from models.terms import Modality, OrganisationKind
from services.errors import ServiceError
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Act, Moment, Norm, Vocabulary

MOST_VALUES, LONGEST_TEXT, LONGEST_WORD, MOST_OF_A_NUMBER = 8, 120, 60, 120
SLOTS = ("by", "what", "to", "at", "via", "about")
MOMENTS = ("when", "before", "from", "until")
EVENTS = ("before_event", "after_event", "until_event")
CONDITIONS = ("if", "unless", "regardless")
NUMBERS = ("max", "min", "months")
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
FREE = ("place", "group", "person")
"""What stands before the colon of a value in free words."""
_OTHER_NAMES = {"from": "from_", "if": "if_", "except": "exceptions", "max": "maximum", "min": "minimum"}
_FIELDS = ("modality", "act", *SLOTS, *MOMENTS, "hours", "days", *EVENTS, *CONDITIONS, "except", *NUMBERS, "basis")
_WORD = re.compile(r"\w[\w-]*")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NormWrong(ServiceError):
    """A reading that cannot stand. `field` is the field's name (empty where it is not one), `reason` a short code."""

    code = "vocabulary.norm_wrong"

    def __init__(self, *, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(field=field, reason=reason)


def norm_of(mapping: Mapping[str, object]) -> Norm:
    """A norm from its plain form. A moment without an offset is local, the second one of a doubled hour for `until` and
    the first for the others. Raises `NormWrong`; whether acts and terms exist is for `check_norm`."""
    if not isinstance(mapping, Mapping):
        raise NormWrong(field="", reason="not_a_mapping")
    if any(key not in _FIELDS for key in mapping):
        raise NormWrong(field="", reason="unknown_field")
    for key in ("modality", "act"):
        if key not in mapping:
            raise NormWrong(field=key, reason="missing")
    given = {key: value for key, value in mapping.items() if value is not None}
    filled: dict[str, Any] = {_OTHER_NAMES.get(key, key): _read(key, value) for key, value in given.items()}
    return Norm(**filled)


def plain(norm: Norm) -> dict[str, object]:
    """A norm as JSON holds it and a case file writes it, only what is filled. `norm_of` gives the same norm back."""
    found: dict[str, object] = {"modality": norm.modality.name.lower(), "act": norm.act}
    for key in _FIELDS[2:]:
        value = getattr(norm, _OTHER_NAMES.get(key, key))
        if value is None or value in ((), ""):
            continue
        if key in MOMENTS:
            found[key] = _written(key, value)
        elif key == "except":
            found[key] = {slot: list(values) for slot, values in value}
        else:
            found[key] = list(value) if isinstance(value, tuple) else value
    return found


def check_norm(vocabulary: Vocabulary, norm: Norm, persons: Collection[str], organisations: Collection[str]) -> None:
    """Refuse what the vocabulary does not know, a slot the act lacks, and persons or organisations that are not of this
    case; an organisation of the chain is always known. Raises `NormWrong` at the first fault."""
    act = vocabulary.acts.get(norm.act)
    if act is None:
        raise NormWrong(field="act", reason="unknown_act")
    known = _Known(vocabulary, persons, organisations)
    for slot in SLOTS:
        values = getattr(norm, slot)
        _check_slot(act, slot, values, slot)
        known.check(slot, values)
    _check_exceptions(act, norm, known)
    _check_events(vocabulary, norm, persons)
    _check_times(norm)
    _check_numbers(norm)
    if norm.basis and norm.basis not in vocabulary.bases:
        raise NormWrong(field="basis", reason="unknown_basis")


class _Known:
    """Who and what a value may name in one case."""

    def __init__(self, vocabulary: Vocabulary, persons: Collection[str], organisations: Collection[str]) -> None:
        self.terms, self.persons = vocabulary.terms, persons
        self.organisations = {*organisations, *vocabulary.organisations, *OrganisationKind}

    def check(self, field: str, values: tuple[str, ...]) -> None:
        if len(values) > MOST_VALUES:
            raise NormWrong(field=field, reason="too_many")
        for value in values:
            if reason := self._fault(value):
                raise NormWrong(field=field, reason=reason)

    def _fault(self, value: str) -> str:
        if len(value) > LONGEST_TEXT or not value.isprintable() or value != value.strip():
            return "odd_value"
        before, colon, after = value.partition(":")
        if colon and before in FREE:
            return "" if after.strip() else "odd_value"
        if colon:
            owned = after in self.persons or after in self.organisations
            return "unknown_term" if before not in self.terms else "" if owned else "unknown_owner"
        key, slash, part = value.partition("/")
        if slash:
            return "unknown_organisation" if key not in self.organisations else "" if part.strip() else "odd_value"
        known = value in self.persons or value in self.organisations or value in self.terms
        return "" if known else "unknown_value"


def _check_slot(act: Act, slot: str, values: tuple[str, ...], field: str) -> None:
    if values and slot not in act.slots:
        raise NormWrong(field=field, reason="slot_not_of_act")


def _check_exceptions(act: Act, norm: Norm, known: _Known) -> None:
    slots = [slot for slot, _ in norm.exceptions]
    if len(set(slots)) < len(slots):
        raise NormWrong(field="except", reason="twice")
    for slot, values in norm.exceptions:
        if slot not in SLOTS or not values:
            raise NormWrong(field="except", reason="odd_value")
        _check_slot(act, slot, values, "except")
        known.check("except", values)


def _check_events(vocabulary: Vocabulary, norm: Norm, persons: Collection[str]) -> None:
    named = [(key, (getattr(norm, key),) if getattr(norm, key) else ()) for key in EVENTS]
    for field, values in (*named, ("if", norm.if_), ("unless", norm.unless), ("regardless", norm.regardless)):
        if len(values) > MOST_VALUES:
            raise NormWrong(field=field, reason="too_many")
        for value in values:
            before, colon, owner = value.partition(":")
            term = vocabulary.terms.get(before)
            if term is None or (colon and owner not in persons):
                raise NormWrong(field=field, reason="unknown_term")
            if term.type != "event":
                raise NormWrong(field=field, reason="not_an_event")


def _check_times(norm: Norm) -> None:
    for key in MOMENTS:
        value = getattr(norm, _OTHER_NAMES.get(key, key))
        if isinstance(value, datetime) and value.tzinfo is None:
            raise NormWrong(field=key, reason="naive_moment")
    if norm.from_ and norm.until and local_date(norm.until) < local_date(norm.from_):
        raise NormWrong(field="until", reason="ends_before_it_begins")
    if norm.hours and norm.hours[0] == norm.hours[1]:
        raise NormWrong(field="hours", reason="odd_hours")
    if len(set(norm.days)) < len(norm.days) or any(day not in DAYS for day in norm.days):
        raise NormWrong(field="days", reason="odd_days")


def _check_numbers(norm: Norm) -> None:
    for key in NUMBERS:
        number = getattr(norm, _OTHER_NAMES.get(key, key))
        if number is not None and not 0 <= number <= MOST_OF_A_NUMBER:
            raise NormWrong(field=key, reason="odd_number")
    if norm.maximum is not None and norm.minimum is not None and norm.maximum < norm.minimum:
        raise NormWrong(field="min", reason="min_above_max")


def local_date(moment: Moment) -> date:
    """The local day of a moment."""
    return moment.astimezone(LOCAL).date() if isinstance(moment, datetime) else moment


# --- reading the plain form


def _read(key: str, value: object) -> object:
    for keys, reader in _READERS:
        if key in keys:
            return reader(key, value)
    return _word(key, value)


def _word(key: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_WORD or not _WORD.fullmatch(value.replace(":", "_")):
        raise NormWrong(field=key, reason="not_a_word")
    return value


def _modality(key: str, value: object) -> Modality:
    named: dict[str, Modality] = {modality.name.lower(): modality for modality in Modality}
    if not isinstance(value, str) or value not in named:
        raise NormWrong(field=key, reason="unknown_modality")
    return named[value]


def _list(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise NormWrong(field=key, reason="not_a_list")
    if len(value) > MOST_VALUES:
        raise NormWrong(field=key, reason="too_many")
    if any(not item or len(item) > LONGEST_TEXT for item in value):
        raise NormWrong(field=key, reason="odd_value")
    return tuple(value)


def _exceptions(key: str, value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, Mapping) or any(slot not in SLOTS for slot in value):
        raise NormWrong(field=key, reason="odd_value")
    return tuple((slot, _list(key, value[slot])) for slot in SLOTS if slot in value)


def _hours(key: str, value: object) -> tuple[str, str]:
    times = _list(key, value)
    if len(times) != 2 or not all(_CLOCK.fullmatch(clock) for clock in times):
        raise NormWrong(field=key, reason="odd_hours")
    return times[0], times[1]


def _number(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_OF_A_NUMBER:
        raise NormWrong(field=key, reason="odd_number")
    return value


def _moment(key: str, value: object) -> Moment:
    """A whole day as a date, a moment in UTC."""
    try:
        if isinstance(value, str):
            value = date.fromisoformat(value) if _DAY.fullmatch(value) else datetime.fromisoformat(value)
        if isinstance(value, datetime):
            return (value if value.tzinfo else _local(key, value)).astimezone(UTC)
    except (ValueError, OverflowError):
        value = None
    if not isinstance(value, date):
        raise NormWrong(field=key, reason="odd_moment")
    return value


def _local(key: str, naive: datetime) -> datetime:
    """A term that ends in the doubled hour of autumn ends in the second one: it must not end too early."""
    return naive.replace(tzinfo=LOCAL, fold=int(key == "until"))


def _written(key: str, moment: Moment) -> str:
    """Local and without an offset, unless that would be read as another moment."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    local = moment.astimezone(LOCAL)
    naive = local.replace(tzinfo=None, fold=0)
    same = _local(key, naive).astimezone(UTC) == moment.astimezone(UTC)
    shown = naive if same else local
    return shown.isoformat(timespec="auto" if shown.second or shown.microsecond else "minutes")


_READERS: tuple[tuple[tuple[str, ...], Callable[[str, object], object]], ...] = (
    (("modality",), _modality),
    (("hours",), _hours),
    ((*SLOTS, *CONDITIONS, "days"), _list),
    (("except",), _exceptions),
    (MOMENTS, _moment),
    (NUMBERS, _number),
)
