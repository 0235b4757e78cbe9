"""Which pieces of two texts to mark side by side: where the point of difference stands in them. Pure.

Found as they stand in the text, so that whoever shows it can look them up; nothing where nothing is found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from services.consistency.facts import Clash, Contradiction, Point, Statement
from services.consistency.told.dates import days, hours, weekdays
from services.vocabulary.facts import Norm, Vocabulary

_SLOTS = {point: point.value for point in (Point.BY, Point.WHAT, Point.TO, Point.AT, Point.VIA)}
_NUMBERS = r"\b(?:(?:minstens|hoogstens|maximaal|minimaal|at least|at most)\s+)?(?:{})\b"
_COUNTED = (
    "geen",
    "een",
    "twee|two",
    "drie|three",
    "vier|four",
    "vijf|five",
    "zes|six",
    "zeven|seven",
    "acht|eight",
)
_WHOLE, _STEM = 3, 5
"""Letters: a cue of so few is a whole word; of a label's word so many are compared."""
_BETWEEN = re.compile(r"[\s,]*(?:(?:om|at|en|and|of|or)\s+)?")


def clashing(vocabulary: Vocabulary, one: Contradiction, of: Mapping[str, Statement]) -> tuple[tuple[str, ...], ...]:
    """Per condition of the pair the pieces of its text to mark, in the order of the text; none of a hidden one."""
    if one.hidden:
        return tuple(() for _ in one.pair)
    texts = [of[id].text for id in one.pair]
    if one.clash is None:
        return tuple(_pieces(text, _words(text, one.words)) for text in texts)
    norms = (one.clash.first, one.clash.second)
    values = one.clash.values
    if one.turned:
        norms, values = norms[::-1], values[::-1]
    return tuple(
        _pieces(text, _decides(vocabulary, one.clash, norm, there, text))
        for text, norm, there in zip(texts, norms, values, strict=True)
    )


Span = tuple[int, int]


def _decides(vocabulary: Vocabulary, clash: Clash, norm: Norm, values: tuple[str, ...], text: str) -> list[Span]:
    """Where the point of difference stands in a text: the time, the values of a slot, a number; else what is done."""
    found: list[Span] = []
    if clash.point is Point.TIME:
        found = _times(vocabulary, norm, text)
    elif slot := _SLOTS.get(clash.point):
        found = _values(vocabulary, values or getattr(norm, slot), text)
    elif clash.point is Point.SINGLE:
        found = _values(vocabulary, values, text) or _times(vocabulary, norm, text)
    elif clash.point is Point.NUMBER:
        found = _number(norm, text)
    elif clash.point is Point.ORDER:
        found = _values(vocabulary, norm.regardless, text) or _times(vocabulary, norm, text)
    return found or _act(vocabulary, norm, text)


def _act(vocabulary: Vocabulary, norm: Norm, text: str) -> list[Span]:
    """The words of the act: by what people write for it, else by its label."""
    act = vocabulary.acts.get(norm.act)
    return (_words(text, act.cues) or _words(text, _stems(act.nl, act.en))) if act else []


def _values(vocabulary: Vocabulary, values: Iterable[str], text: str) -> list[Span]:
    found: list[Span] = []
    for value in values:
        before, _, after = value.partition(":")
        term = vocabulary.terms.get(before)
        if term is not None:
            found += _words(text, term.cues) or _words(text, _stems(term.nl, term.en))
        elif after:
            found += _words(text, (after.strip(),))
        else:
            whole, _, part = value.partition("/")
            label = vocabulary.organisations.get(whole)
            found += _words(text, (part,) if part else (whole, *_stems(label.nl, label.en)) if label else (whole,))
    return found


def _times(vocabulary: Vocabulary, norm: Norm, text: str) -> list[Span]:
    """Days, hours and events that the norm names, as the text writes them."""
    found: list[Span] = []
    for moment in (norm.when, norm.before, norm.from_, norm.until):
        if moment is not None:
            found += days(text, moment) or weekdays(text, moment.weekday())
            found += hours(text, moment) if isinstance(moment, datetime) else []
    for clock in norm.hours or ():
        found += hours(text, clock)
    for day in norm.days:
        found += weekdays(text, ("ma", "di", "wo", "do", "vr", "za", "zo").index(day))
    events = tuple(event for event in (norm.before_event, norm.after_event, norm.until_event) if event)
    return found + _values(vocabulary, events, text)


def _number(norm: Norm, text: str) -> list[Span]:
    found: list[Span] = []
    for number in (norm.minimum, norm.maximum):
        if number is not None:
            written = _COUNTED[number] if number < len(_COUNTED) else ""
            words = "|".join(filter(None, (str(number), written)))
            found += [match.span() for match in re.finditer(_NUMBERS.format(words), _folded(text))]
    return found


# --- words in a text


def _stems(*labels: str) -> tuple[str, ...]:
    """The beginnings of the long words of a label."""
    words = (word for label in labels for word in re.findall(r"\w+", _folded(label)))
    return tuple(dict.fromkeys(word[:_STEM] for word in words if len(word) >= _STEM))


def _words(text: str, cues: Iterable[str]) -> list[Span]:
    """Whole words of a text that begin with a cue; a cue of few letters is a word itself."""
    folded = _folded(text)
    found: list[Span] = []
    for cue in map(_folded, cues):
        if cue.strip():
            end = r"\b" if len(cue) <= _WHOLE else r"\w*"
            found += [match.span() for match in re.finditer(rf"\b{re.escape(cue.strip())}{end}", folded)]
    return found


def _folded(text: str) -> str:
    """Small letters without accents, letter by letter, so that places stay where they are."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    small = unicodedata.normalize("NFKD", letter.lower())[:1]
    return small if len(small) == 1 else letter


def _pieces(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    """The pieces of a text at these places, those that touch as one."""
    return tuple(dict.fromkeys(text[start:end] for start, end in _joined(text, sorted(set(spans)))))


def _joined(text: str, spans: list[Span]) -> Iterator[Span]:
    at: Span | None = None
    for start, end in spans:
        if at is not None and (start <= at[1] or _BETWEEN.fullmatch(text, at[1], start)):
            at = (at[0], max(at[1], end))
            continue
        if at is not None:
            yield at
        at = (start, end)
    if at is not None:
        yield at
