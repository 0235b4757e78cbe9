"""Which time to choose, against brute force; and that nobody sees another's answer unless it is shared."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import PollChoice
from services.polls.facts import Option
from services.polls.rules import Asked, best_of, would_be_there

FIRST = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
NOW = FIRST - timedelta(days=1)
HOMES = ("politie", "VT", "VHH", "lokale_veld")
RULE = (("lokale_veld",), ("VHH", "VT"), ("politie",))
said = st.sampled_from([PollChoice.YES, PollChoice.IF_NEEDED, PollChoice.NO, None])


@st.composite
def polls(draw: st.DrawFn) -> tuple[dict[str, Asked], list[dict[str, PollChoice]]]:
    """Who was asked, by invitation id, and what they said to each time. One person may hold two seats."""
    homes = draw(st.lists(st.sampled_from(HOMES), min_size=1, max_size=5))
    people = [draw(st.sampled_from([f"person{n}", "person0"])) for n in range(len(homes))]
    asked = {f"i{n}": Asked(f"s{n}", people[n], home) for n, home in enumerate(homes)}
    times = draw(st.integers(2, 4))
    choices = [{key: choice for key in asked if (choice := draw(said)) is not None} for _ in range(times)]
    return asked, choices


def options(asked: dict[str, Asked], choices: list[dict[str, PollChoice]], step_minutes: int = 30) -> list[Option]:
    found = []
    for number, said_here in enumerate(choices):
        start = FIRST + timedelta(minutes=step_minutes * number)
        slot = would_be_there(start, 90, said_here, asked, RULE)
        found.append(Option(f"o{number}", start, start + timedelta(minutes=90), said_here, slot))
    return found


def there(asked: dict[str, Asked], said_here: dict[str, PollChoice]) -> list[Asked]:
    return [asked[key] for key, choice in said_here.items() if choice is not PollChoice.NO]


def met_by_hand(present: list[Asked]) -> bool:
    """Every group filled by a seat of its own and a person of its own: all ways tried."""
    return any(
        all(who.organisation in group for who, group in zip(chosen, RULE, strict=True))
        and len({who.professional_id for who in chosen}) == len(RULE)
        for chosen in permutations(present, len(RULE))
    )


@settings(max_examples=150, deadline=None)
@given(polls())
def test_the_best_time_is_the_one_that_brute_force_finds(
    poll: tuple[dict[str, Asked], list[dict[str, PollChoice]]],
) -> None:
    asked, choices = poll
    ranked = sorted(
        (
            (-len(there(asked, c)), -sum(one is PollChoice.YES for one in c.values()), number)
            for number, c in enumerate(choices)
            if met_by_hand(there(asked, c))
        ),
    )
    found = options(asked, choices)
    assert best_of(found, NOW) == (f"o{ranked[0][2]}" if ranked else "")
    for option, c in zip(found, choices, strict=True):
        assert (option.slot.present, option.slot.of) == (len(there(asked, c)), len(asked))
        assert option.slot.rule_met == met_by_hand(there(asked, c))


def test_a_time_that_has_passed_is_not_the_best() -> None:
    asked = {home: Asked(home, home, home) for home in ("politie", "VT", "lokale_veld")}
    everybody = dict.fromkeys(asked, PollChoice.YES)
    found = options(asked, [everybody, dict.fromkeys(asked, PollChoice.IF_NEEDED)])
    assert best_of(found, NOW) == "o0"
    assert best_of(found, FIRST) == "o1"
    assert best_of(found, FIRST + timedelta(hours=1)) == ""


def test_a_meeting_without_a_minimum_is_not_held_by_nobody() -> None:
    asked = {"VT": Asked("VT", "VT", "VT")}
    slot = would_be_there(FIRST, 30, {}, asked, ())
    assert best_of([Option("o0", FIRST, FIRST, {}, slot)], NOW) == ""
