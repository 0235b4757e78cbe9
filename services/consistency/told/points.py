"""What the two sides of a contradiction differ about, in a few words: the time, the slot, the relation or the number
that decides. Pure. Source: `conditions.md` section 4."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from services.consistency.facts import Certainty, Point
from services.consistency.told.speaking import Speaking
from services.vocabulary.facts import Moment, Norm, Vocabulary, Words
from services.vocabulary.phrases import ANYONE
from services.wording import Say
from services.wording.speech import LOCAL


def point(told: Speaking) -> str:
    """The point of difference; for what can be done later, from when."""
    if told.clash.certainty is Certainty.WAITS:
        return _later(told)
    return _POINTS.get(told.clash.point, _act)(told)


def left_open(say: Say, slot: str) -> str:
    """What was left open, so that the finding is probable; empty where nothing was."""
    return {
        "": "",
        "by": say("who does it was not filled in"),
        "what": say("what it is about was not filled in"),
        "to": say("with or for whom was not filled in"),
        "at": say("the place was not filled in"),
        "via": say("how it is done was not filled in"),
        "about": say("the subject was not filled in"),
    }.get(slot, say("something was left open"))


# --- time


def _time(told: Speaking) -> str:
    say, one, other = told.say, told.times(told.first), told.times(told.second)
    if one and other:
        if one == other:
            return say("both hold “{time}”", time=one)
        if _within(told.first.norm, told.second.norm):
            return say("“{one}” falls within “{other}”", one=one, other=other)
        return say("“{one}” and “{other}” overlap", one=one, other=other)
    if one or other:
        silent = told.second if one else told.first
        return say("{tag} names no time, so it holds “{time}” too", tag=silent.tag, time=one or other)
    return say("both hold at the same time")


def _within(inner: Norm, outer: Norm) -> bool:
    """Whether the whole term of one lies within that of the other, as far as days and hours of the clock tell."""
    (start, end), (opens, closes) = _term(inner), _term(outer)
    if outer.hours or outer.days or any((inner.before_event, inner.after_event, inner.until_event)):
        return False
    began = opens is None or (start is not None and start >= opens)
    return began and (closes is None or (end is not None and end <= closes))


def _term(norm: Norm) -> tuple[datetime | None, datetime | None]:
    start, end = norm.when or norm.from_, norm.when or norm.before or norm.until
    return _moment(start, late=False), _moment(end, late=True)


def _moment(moment: Moment | None, *, late: bool) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    day: date = moment + timedelta(days=1) if late else moment
    return datetime.combine(day, time(), tzinfo=LOCAL)


def _later(told: Speaking) -> str:
    """From when it can be done: after the term of the ban, or of the one that lasts."""
    say, phrases = told.say, told.phrases
    for norm in (told.second.norm, told.first.norm):
        if norm.until is not None:
            day = say.short_day(norm.until)
            if isinstance(norm.until, datetime):
                return say("that can be done, but only after {day}, {time} h", day=day, time=say.time(norm.until))
            return say("that can be done, but only after {day}", day=day)
        if norm.until_event:
            term = phrases.vocabulary.terms[norm.until_event.partition(":")[0]]
            if term.noun == Words() and term.clause != Words():
                return say("that can be done, but only once {clause}", clause=phrases.event(norm.until_event))
            return say("that can be done, but only after {noun}", noun=phrases.thing(norm.until_event))
    if times := told.times(told.second):
        return say("that can be done, but not “{time}”", time=times)
    return say("that can be done, but not at any moment")


# --- slots


def _slot(slot: str) -> Callable[[Speaking], str]:
    def said(told: Speaking) -> str:
        one, other = (tuple(value for value in values if value != ANYONE) for values in told.clash.values)
        if not (one or other):
            return _silent_slot(told, slot)
        if not (one and other):
            things = told.phrases.things(one or other)
            if one:
                return told.say("{tag} makes no exception for “{things}”", tag=told.second.tag, things=things)
            return told.say("{open}, so it may be about “{things}”", open=left_open(told.say, slot), things=things)
        return _met(told, slot, one, other)

    return said


def _silent_slot(told: Speaking, slot: str) -> str:
    """Neither value was given: what the norms hold there, or else the act itself."""
    one, other = getattr(told.first.norm, slot, ()), getattr(told.second.norm, slot, ())
    one, other = (tuple(value for value in values if value != ANYONE) for values in (one, other))
    return _met(told, slot, one, other) if one and other else _act(told)


def _met(told: Speaking, slot: str, one: tuple[str, ...], other: tuple[str, ...]) -> str:
    say, phrases = told.say, told.phrases
    if same := [value for value in one if value in other]:
        return _same(told, slot, phrases.things(same))
    parts = [(value, whole) for value in one for whole in other if covers(told.vocabulary, whole, value)]
    parts = parts or [(value, whole) for value in other for whole in one if covers(told.vocabulary, whole, value)]
    if parts:
        whole = parts[0][1]
        inside = [value for value, of in parts if of == whole]
        return say.plural(
            "“{part}” belongs to “{whole}”",
            "“{part}” belong to “{whole}”",
            2 if len(inside) > 1 or _many(told.vocabulary, inside[0]) else 1,
            part=phrases.things(inside),
            whole=phrases.thing(whole),
        )
    return say("“{one}” and “{other}” touch each other", one=phrases.things(one), other=phrases.things(other))


def _same(told: Speaking, slot: str, things: str) -> str:
    if slot == "at":
        return told.say("both are about the same place, “{things}”", things=things)
    return told.say("both are about “{things}”", things=things)


def covers(vocabulary: Vocabulary, whole: str, part: str) -> bool:
    """Whether a value is part of another by the vocabulary: a role of its organisation, a term of a wider term with the
    same owner or none."""
    before, colon, owner = whole.partition(":")
    return any(wider in (whole, before if not colon else "") for wider in _wider(vocabulary, part, owner))


def _wider(vocabulary: Vocabulary, value: str, owner: str) -> Iterator[str]:
    """Everything a value is part of, with the owner it has itself."""
    before, colon, after = value.partition(":")
    seen, waiting = {before}, [before]
    while waiting:
        here = waiting.pop()
        above = {whole for part, whole in vocabulary.part_of if part == here}
        above |= {here.rpartition("/")[0]} if "/" in here else set()
        for whole in sorted(above - seen):
            seen.add(whole)
            waiting.append(whole)
            yield f"{whole}:{after}" if colon and owner else whole


def _many(vocabulary: Vocabulary, value: str) -> bool:
    term = vocabulary.terms.get(value.partition(":")[0])
    return term is not None and term.many


# --- acts, relations, numbers


def _act(told: Speaking) -> str:
    say, language = told.say, told.phrases.language
    one, other = told.first.norm.act, told.second.norm.act
    label = told.vocabulary.act_label(other, language)
    if one == other:
        return say("both are about “{act}”", act=label)
    if other in _kinds(told.vocabulary, one):
        return say("“{one}” falls under “{other}”", one=told.vocabulary.act_label(one, language), other=label)
    return say("what {tag} asks also means “{act}”", tag=told.first.tag, act=label)


def _kinds(vocabulary: Vocabulary, act: str) -> set[str]:
    """What doing this act is a way of doing."""
    found: set[str] = set()
    waiting = [act]
    while waiting:
        for wider in vocabulary.acts[waiting.pop()].is_a:
            if wider not in found:
                found.add(wider)
                waiting.append(wider)
    return found


def _relation(told: Speaking) -> str:
    return told.clash.label.said(told.phrases.language) or _act(told)


def _single(told: Speaking) -> str:
    """Two places or two moments where only one can be."""
    one, other = told.clash.values
    if one and other and set(one) | set(other) <= {*told.first.norm.at, *told.second.norm.at}:
        prep = told.act(told.first).at_prep
        places = (told.phrases.places(values, prep, either=True) for values in (one, other))
        return told.say("only one place is possible, “{one}” or “{other}”", **_pair(places))
    times = (told.times(told.first), told.times(told.second))
    if all(times):
        return told.say("only one moment is possible, “{one}” or “{other}”", **_pair(iter(times)))
    return told.say("only one of the two is possible")


def _pair(words: Iterator[str]) -> dict[str, str]:
    one, other = words
    return {"one": one, "other": other}


def _number(told: Speaking) -> str:
    norms = (told.first.norm, told.second.norm)
    least = max((norm.minimum for norm in norms if norm.minimum is not None), default=None)
    most = min((norm.maximum for norm in norms if norm.maximum is not None), default=None)
    if least is None or most is None:
        return told.say("the numbers do not go together")
    return told.say("“at least {least}” is more than “at most {most}”", least=least, most=most)


def _order(told: Speaking) -> str:
    """One before an event that comes, by the other, without it."""
    waits, goes_on = (told.second, told.first) if told.first.norm.regardless else (told.first, told.second)
    one, other = told.times(waits), told.clause(goes_on, goes_on.tag).regardless()
    if not (one and other):
        return told.say("the order does not fit")
    return told.say("“{one}” does not go with “{other}”", one=one, other=other)


_POINTS: Mapping[Point, Callable[[Speaking], str]] = {
    Point.TIME: _time,
    **{Point(slot): _slot(slot) for slot in ("by", "what", "to", "at", "via")},
    Point.ACT: _act,
    Point.RELATION: _relation,
    Point.SINGLE: _single,
    Point.NUMBER: _number,
    Point.ORDER: _order,
}
