"""Norms for the tests of this room: those of the acceptance cases, and any that the vocabulary allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import yaml
from hypothesis import strategies as st

from models.terms import Modality
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import DAYS
from services.wording import Say
from services.wording.labels import organisation_label
from tests.shared import CASES

PERSONS = {"P1": "Mevrouw W.", "P2": "De heer D.", "P3": "Kind F."}
PEOPLE = (("P1", "Mevrouw W.", "slachtoffer"), ("P2", "De heer D.", "vermoedelijke_dader"), ("P3", "Kind F.", "kind"))
ORGANISATIONS = ("politie", "RN", "VT", "werkgever")


def names(say: Say) -> dict[str, str]:
    """What everybody is called."""
    return PERSONS | {key: organisation_label(say, key) for key in ORGANISATIONS}


@dataclass(frozen=True)
class Read:
    """One condition of the acceptance cases with its readings as they stand in the file."""

    id: str
    kind: str
    text: str
    says: tuple[dict[str, Any], ...]
    people: tuple[tuple[str, str, str], ...]
    organisations: tuple[str, ...]


def read_conditions() -> Iterator[Read]:
    """Every condition of the acceptance cases."""
    for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]:
        people = tuple((person["ref"], person["alias"], person["role"]) for person in case["persons"])
        organisations = tuple(dict.fromkeys(partner["org"] for partner in case["partners"]))
        for condition in case["conditions"]:
            said = tuple(condition["says"])
            yield Read(condition["id"], condition["kind"], condition["nl"], said, people, organisations)


_VALUES = (
    *("P1", "P2", "P3", "politie", "VT", "politie/wijkagent", "anyone", "professionals", "home:P1", "work:P2"),
    *(
        "case_file",
        "complaint",
        "messages:P2",
        "em",
        "crisis",
        "behaviour_continues",
        "place:de brug",
        "group:koor/alt",
    ),
    "person:de buurvrouw",
)
_EVENTS = ("court_ruling", "behaviour_continues", "crisis", "plan_ready")
_FIRST, _LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
_MOMENTS = st.one_of(
    st.none(),
    st.dates(min_value=_FIRST.date(), max_value=_LAST.date()),
    st.integers(0, 60 * 24 * 700).map(lambda minutes: _FIRST + timedelta(minutes=minutes)),
)


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=4, unique=True).map(tuple)


@st.composite
def norms(draw: st.DrawFn) -> Norm:
    """Any norm that the vocabulary allows in the case of `PERSONS` and `ORGANISATIONS`."""
    act = vocabulary().acts[draw(st.sampled_from(sorted(vocabulary().acts)))]
    excepted = draw(st.sampled_from(act.slots))
    values = draw(_some(_VALUES))
    starts, ends = draw(_MOMENTS), draw(_MOMENTS)
    return Norm(
        modality=draw(st.sampled_from(Modality)),
        act=act.id,
        **{slot: draw(_some(_VALUES)) for slot in act.slots},
        when=draw(_MOMENTS),
        before=draw(_MOMENTS),
        from_=starts,
        until=None if starts else ends,
        hours=draw(st.sampled_from([None, ("09:00", "17:30"), ("22:00", "06:00")])),
        days=draw(_some(DAYS)),
        before_event=draw(st.sampled_from(("", *_EVENTS))),
        after_event=draw(st.sampled_from(("", *_EVENTS))),
        until_event=draw(st.sampled_from(("", *_EVENTS))),
        if_=draw(_some(_EVENTS)),
        unless=draw(_some(_EVENTS)),
        regardless=draw(_some(_EVENTS)),
        exceptions=((excepted, values),) if values else (),
        maximum=draw(st.sampled_from([None, 5, 9])),
        minimum=draw(st.sampled_from([None, 0, 1, 5])),
        months=draw(st.sampled_from([None, 1, 6])),
        basis=draw(st.sampled_from(["", "court_order"])),
    )
