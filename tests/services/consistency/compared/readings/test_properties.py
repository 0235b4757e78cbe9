"""What holds for any two conditions, over generated norms of the shipped vocabulary.

A narrower period never adds a contradiction. Precisely:

- Of a ban: never. What it forbade less of, it forbids less of.
- Of a duty whose doer cannot choose the moment: never. Terms that overlap less still only overlap.
- Of a duty whose doer can choose: never out of nothing. It may turn `waits` into a contradiction, and has to: "speak
  with him before Friday" can wait for a ban that ends on Thursday, "on Wednesday" cannot. The room to wait is gone.

Things of which there is only one moment are left out where time is narrowed: two releases clash because their moments
differ, so to name a moment is to bring the difference about.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.terms import Modality
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Contradiction, Point, Statement
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Act, Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import DAYS
from tests.services.consistency.compared.readings.said import ROLES, statement

PEOPLE, OTHERS = ("P1", "P2", "P3"), ("P11", "P12", "P13")
ACTORS = ("anyone", "politie", "politie/wijkagent", "VT", "professionals", "children", *PEOPLE)
THINGS = ("home:P1", "home", "work:P2", "address_home:P1", "case_info:P1", "complaint", "place:de brug", *ACTORS)
EVENTS = ("court_ruling", "crisis", "release", "em_connected")
FIRST = date(2026, 11, 23)
DATES = st.integers(0, 20).map(lambda days: FIRST + timedelta(days=days))
MOMENTS = DATES | st.integers(0, 24 * 20).map(
    lambda hours: datetime.combine(FIRST, time(), UTC) + timedelta(hours=hours)
)
HOURS = st.sampled_from([("09:00", "17:30"), ("22:00", "06:00"), ("08:00", "12:00")])
WORDS = vocabulary()


def some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=2, unique=True).map(tuple)


def related(act: Act) -> list[str]:
    """Acts that can meet it: itself, those it is a case of or requires, and those it does not go with."""
    found = [act.id, *act.is_a, *(row.then for row in WORDS.requires if row.act == act.id)]
    found += [name for row in WORDS.excludes if act.id in row.acts for name in row.acts]
    if act.presence and WORDS.presence:
        found.append(WORDS.presence.then)
    return [*found, *(wider for name in found for wider in WORDS.acts[name].is_a)]


@st.composite
def norms(draw: st.DrawFn, act: Act, modality: Modality, like: Norm | None = None) -> Norm:
    """A norm of this act over few people and things, its slots often those of another one, so that two often meet."""
    slots = {slot: draw(some(ACTORS if slot in ("by", "to") else THINGS)) for slot in act.slots}
    if like is not None:
        slots |= {slot: getattr(like, slot) for slot in act.slots if draw(st.integers(0, 3))}
    excepted = draw(st.none() | st.none() | st.tuples(st.sampled_from(act.slots), some(THINGS, 1)))
    return Norm(
        modality,
        act.id,
        **slots,
        **draw(
            st.sampled_from(({}, {}, {"if_": ("crisis",)}, {"unless": ("crisis",)}, {"maximum": 2}, {"minimum": 3}))
        ),
        regardless=draw(st.sampled_from(((), ("em_connected",)))),
        exceptions=(excepted,) if excepted else (),
    )


@st.composite
def terms(draw: st.DrawFn, norm: Norm) -> Norm:
    """The same norm with a term, or none."""
    fields: dict[str, st.SearchStrategy] = {
        "when": MOMENTS, "before": MOMENTS, "from_": MOMENTS, "until": MOMENTS, "hours": HOURS, "days": some(DAYS, 1),
        "before_event": st.sampled_from(EVENTS), "after_event": st.sampled_from(EVENTS),
        "until_event": st.sampled_from(EVENTS),
    }  # fmt: skip
    chosen = draw(st.lists(st.sampled_from(sorted(fields)), max_size=2, unique=True))
    return replace(norm, **{name: draw(fields[name]) for name in chosen})


@st.composite
def pairs(draw: st.DrawFn, timed: bool = True) -> tuple[Norm, Norm]:
    """Two norms that may well meet: what is asked or allowed first, what stands against it second."""
    act = WORDS.acts[draw(st.sampled_from(sorted(WORDS.acts)))]
    against = WORDS.acts[draw(st.sampled_from(related(act)))]
    modality = draw(st.sampled_from([Modality.MUST, Modality.MUST, Modality.MAY]))
    one = draw(norms(act, modality))
    ban = Modality.MUST_NOT if against.id in (act.id, *act.is_a) else Modality.MUST
    other = draw(norms(against, draw(st.sampled_from([ban, Modality.MUST_NOT, Modality.MUST])), one))
    return (draw(terms(one)), draw(terms(other))) if timed else (one, other)


def between(*said: Norm) -> tuple[Contradiction, ...]:
    return contradictions(WORDS, [statement(number, (norm,)) for number, norm in enumerate(said, 1)], ROLES)


def found(one: Norm, other: Norm) -> Contradiction | None:
    return next(iter(between(one, other)), None)


def level(one: Norm, other: Norm) -> int:
    """0 for nothing, 1 for what can wait, 2 for a contradiction."""
    clash = found(one, other)
    return 0 if clash is None else 1 + clash.stands


@settings(max_examples=80)
@given(pairs())
def test_who_is_named_first_makes_no_difference(pair: tuple[Norm, Norm]) -> None:
    one, other = found(*pair), found(*pair[::-1])
    assert (one is None) == (other is None)
    if one and other:
        assert (one.certainty, one.clash.point) == (other.certainty, other.clash.point)
        assert {one.clash.first, one.clash.second} == {other.clash.first, other.clash.second} == set(pair)


@settings(max_examples=25)
@given(st.lists(pairs(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_neither_the_order_nor_others_make_a_difference_to_a_pair(said: list[tuple[Norm, Norm]], chance) -> None:
    given_ones = [statement(number, pair) for number, pair in enumerate(said, 1)]
    together = contradictions(WORDS, given_ones, ROLES)
    shuffled = list(given_ones)
    chance.shuffle(shuffled)
    assert contradictions(WORDS, shuffled, ROLES) == together
    alone = {
        one
        for n, first in enumerate(given_ones)
        for second in given_ones[n + 1 :]
        for one in contradictions(WORDS, [first, second], ROLES)
    }
    assert set(together) == alone


@st.composite
def strangers(draw: st.DrawFn) -> tuple[Norm, Norm]:
    """Two norms that name everybody and everything, and nobody of whom is the other's."""
    one, other = draw(pairs())
    return _named(draw, one, PEOPLE), _named(draw, other, OTHERS)


def _named(draw: st.DrawFn, norm: Norm, people: tuple[str, ...]) -> Norm:
    slots = WORDS.acts[norm.act].slots
    owned = tuple(f"{term}:{person}" for term in ("home", "address_home") for person in people)
    filled = {slot: draw(some(people if slot in ("by", "to") else (*people, *owned), 1)) for slot in slots}
    return replace(norm, exceptions=(), **filled)


@settings(max_examples=80)
@given(strangers())
def test_nothing_is_found_between_people_who_have_nothing_in_common(pair: tuple[Norm, Norm]) -> None:
    assert found(*pair) is None


@settings(max_examples=50, suppress_health_check=[HealthCheck.filter_too_much])
@given(pairs(timed=False), DATES, st.integers(1, 5), st.data())
def test_nothing_is_found_between_terms_that_do_not_meet(pair, ends: date, gap: int, data: st.DataObject) -> None:
    one, other = pair
    assume(found(one, other) is not None)
    starts = ends + timedelta(days=gap)
    if data.draw(st.booleans()):
        starts = datetime.combine(starts, time(), LOCAL).astimezone(UTC)
    said = data.draw(terms(one)), data.draw(terms(other))
    clash = found(replace(said[0], until=ends), replace(said[1], from_=starts))
    assert clash is None or clash.clash.point is Point.SINGLE


@settings(max_examples=100)
@given(pairs(), st.booleans(), st.data())
def test_an_added_exception_never_adds_a_contradiction(pair, first: bool, data: st.DataObject) -> None:
    changed = pair[0] if first else pair[1]
    slot = data.draw(st.sampled_from(WORDS.acts[changed.act].slots))
    held = dict(changed.exceptions)
    held[slot] = (*held.get(slot, ()), *data.draw(some(THINGS, 1)))
    narrowed = replace(changed, exceptions=tuple(held.items()))
    assert level(*((narrowed, pair[1]) if first else (pair[0], narrowed))) <= level(*pair)


@settings(max_examples=60)
@given(pairs(), st.booleans(), some(EVENTS, 1))
def test_an_added_unless_never_adds_a_contradiction(pair, first: bool, events: tuple[str, ...]) -> None:
    changed = pair[0] if first else pair[1]
    freed = replace(changed, unless=(*changed.unless, *events))
    assert level(*((freed, pair[1]) if first else (pair[0], freed))) <= level(*pair)


def bound(norm: Norm) -> bool:
    """Whether its doer cannot choose the moment."""
    return bool(norm.if_) or WORDS.acts[norm.act].aspect == "state"


@settings(max_examples=120)
@given(pairs(), st.booleans(), st.data())
def test_a_narrower_period_never_adds_a_contradiction(pair, first: bool, data: st.DataObject) -> None:
    changed = pair[0] if first else pair[1]
    narrow = narrowed(data.draw, changed)
    now = (narrow, pair[1]) if first else (pair[0], narrow)
    clash = found(*now)
    if clash is not None and clash.clash.point is Point.SINGLE:
        return
    if changed.modality is Modality.MUST_NOT or changed.modality is Modality.MAY or bound(changed):
        assert level(*now) <= level(*pair)
    else:
        assert level(*now) == 0 or level(*pair) > 0


def narrowed(draw: st.DrawFn, norm: Norm) -> Norm:
    """The same within a period that lies within its own."""
    from_, until = draw(st.none() | DATES), draw(st.none() | DATES)
    if from_ is not None and (norm.from_ is None or _day(norm.from_) < from_):
        norm = replace(norm, from_=from_)
    if until is not None and (norm.until is None or until < _day(norm.until)):
        norm = replace(norm, until=until)
    if not norm.days and norm.hours is None:
        norm = replace(norm, days=draw(st.just(()) | some(DAYS)), hours=draw(st.none() | HOURS))
    return norm


def _day(moment: date) -> date:
    return moment.astimezone(LOCAL).date() if isinstance(moment, datetime) else moment


@settings(max_examples=40)
@given(st.lists(pairs(), max_size=3))
def test_whatever_is_said_has_an_answer(said: list[tuple[Norm, Norm]]) -> None:
    given_ones: list[Statement] = [statement(number, pair) for number, pair in enumerate(said, 1)]
    found = contradictions(WORDS, given_ones, {})
    assert len({one.pair for one in found}) == len(found)
    for one in found:
        assert (one.clash.first in given_ones[int(one.pair[one.turned][1:]) - 1].reading) is True
