"""What the two sides of a contradiction differ about, in a few words: the time, the slot, the relation or the number
that decides. Pure. Source: `conditions.md` section 4."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from models.terms import PersonRole
from services.consistency.compared.readings.derived import derive
from services.consistency.compared.readings.parts import ANYONE, CHILDREN, Parts
from services.consistency.compared.readings.times import inside, term_of
from services.consistency.facts import Certainty, Point
from services.consistency.told.speaking import Speaking
from services.vocabulary.facts import Vocabulary, Words
from services.wording import Say


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
        if inside(*(term_of(side.norm, lasts=False) for side in (told.first, told.second))):
            return say("“{one}” falls within “{other}”", one=one, other=other)
        return say("“{one}” and “{other}” overlap", one=one, other=other)
    if one or other:
        silent = told.second if one else told.first
        return say("{tag} names no time, so it holds “{time}” too", tag=silent.tag, time=one or other)
    return say("both hold at the same time")


def _later(told: Speaking) -> str:
    """From when it can be done: after the term of the ban, or of the one that lasts."""
    say, phrases = told.say, told.phrases
    for norm, waits in ((told.second.norm, told.first.tag), (told.first.norm, told.second.tag)):
        if norm.until is not None:
            day = say.short_day(norm.until)
            if isinstance(norm.until, datetime):
                hour = say.time(norm.until)
                return say("{tag} can be done, but only after {day}, {time} h", tag=waits, day=day, time=hour)
            return say("{tag} can be done, but only after {day}", day=day, tag=waits)
        if norm.until_event:
            term = phrases.vocabulary.terms[norm.until_event.partition(":")[0]]
            if term.noun == Words() and term.clause != Words():
                return say(
                    "{tag} can be done, but only once {clause}", clause=phrases.event(norm.until_event), tag=waits
                )
            return say("{tag} can be done, but only after {noun}", noun=phrases.thing(norm.until_event), tag=waits)
    if times := told.times(told.second):
        return say("{tag} can be done, but not “{time}”", time=times, tag=told.first.tag)
    return say("{tag} can be done, but not at any moment", tag=told.first.tag)


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
    order = _order_of(told, (*one, *other))
    parts = [(value, whole) for value in one for whole in other if order.within(value, whole)]
    parts = parts or [(value, whole) for value in other for whole in one if order.within(value, whole)]
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


def _order_of(told: Speaking, values: tuple[str, ...]) -> Parts:
    """What is part of what. Persons that met the children of the case are among them."""
    children = {value: PersonRole.CHILD for value in values if CHILDREN in values and value in told.names}
    return Parts(told.vocabulary, children)


def _same(told: Speaking, slot: str, things: str) -> str:
    if slot == "at":
        return told.say("both are about the same place, “{things}”", things=things)
    return told.say("both are about “{things}”", things=things)


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
    followed = derive(told.vocabulary, Parts(told.vocabulary, {}), told.first.norm)
    if any(step.act == other and step.counts for step in followed):
        return say("“{one}” falls under “{other}”", one=told.vocabulary.act_label(one, language), other=label)
    return say("what {tag} asks also means “{act}”", tag=told.first.tag, act=label)


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
