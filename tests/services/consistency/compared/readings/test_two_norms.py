"""Two things asked that do not go together (`conditions.md` section 3, point 5)."""

import pytest

from services.consistency.facts import Point
from tests.services.consistency.compared.readings.said import certainty, clash_of

KEEP, CHANGE = "must use_number, by: [P1], what: ['number_old:P1']", "must change_number, by: [P1]"
STATION, WORK = "must stop_talk, to: [P2], at: [police_station]", "must stop_talk, to: [P2], at: ['work:P2']"
CONNECT, RELEASE = "must connect_em, what: [P2]", "must release, what: [P2]"

PAIRS = [
    # (a) acts that exclude each other
    (KEEP, CHANGE, "certain"),
    (KEEP, CHANGE + ", before: '2026-11-27'", "certain"),
    (KEEP + ", until: '2026-12-31'", CHANGE + ", before: '2027-01-15'", "waits"),
    (KEEP + ", until: '2026-12-31'", CHANGE + ", before: '2026-11-27'", "certain"),
    (KEEP + ", from: '2026-11-01', until: '2026-12-31'", CHANGE + ", when: '2026-11-27'", "certain"),
    (KEEP + ", until: '2026-11-26'", CHANGE + ", when: '2026-11-27'", None),
    (KEEP + ", until: '2026-11-26'", CHANGE + ", if: [crisis]", "certain"),
    (KEEP, "must change_number, by: [P2]", None),
    (KEEP, "must change_number", None),
    ("must use_number, by: [VT], what: [phone]", "must change_number", "probable"),
    (KEEP + ", if: [crisis]", CHANGE + ", unless: [crisis]", None),
    (KEEP, "must change_number, by: [P1, P5], except: {by: [P1]}", None),
    ("may use_number, by: [P1]", CHANGE, None),
    (KEEP, "may change_number, by: [P1]", None),
    # (b) one place, one moment
    ("must domicile, by: [P1], at: [politie]", "must domicile, by: [P1], at: ['place:kantoor']", "certain"),
    ("must domicile, by: [P1], at: [politie]", "must domicile, by: [P1], at: [politie/wijkagent]", None),
    ("must domicile, by: [P1], at: [politie]", "must domicile, by: [P2], at: ['place:kantoor']", None),
    ("must domicile, by: [P1], at: [politie]", "must domicile, by: [P1]", None),
    ("must domicile, by: [P1], at: [politie], until: '2026-11-30'",
     "must domicile, by: [P1], at: [VT], from: '2026-12-01'", None),
    ("must domicile, by: [P1], at: [politie], until: '2026-12-01'",
     "must domicile, by: [P1], at: [VT], from: '2026-12-01'", "certain"),
    (STATION, WORK, "certain"),
    (STATION, WORK.replace("P2", "P5"), None),
    (STATION + ", by: [politie]", WORK + ", by: [VT]", "certain"),
    ("must stop_talk, to: [P2], at: [police_station, 'work:P2']", WORK, None),
    ("must issue_alarm, to: [P1], what: [aware], at: [police_station]",
     "must issue_alarm, to: [P1], what: [aware], at: ['place:opvang']", "certain"),
    ("must issue_alarm, to: [P1], what: [aware], at: [police_station]",
     "must issue_alarm, to: [P1], at: ['place:opvang']", None),
    (RELEASE + ", when: '2026-11-24'", RELEASE + ", when: '2026-11-25'", "certain"),
    (RELEASE + ", when: '2026-11-24'", RELEASE + ", when: '2026-11-24T10:00'", None),
    (RELEASE + ", before: '2026-11-24'", RELEASE + ", from: '2026-11-26'", "certain"),
    (RELEASE + ", before: '2026-11-24'", RELEASE + ", before: '2026-11-26'", None),
    (RELEASE + ", when: '2026-11-24'", "must release, what: [P5], when: '2026-11-25'", None),
    (RELEASE + ", when: '2026-11-24'", "must release, when: '2026-11-25'", None),
    (RELEASE + ", when: '2026-11-24', if: [crisis]", RELEASE + ", when: '2026-11-25', unless: [crisis]", None),
    # (c) at least more than at most
    ("must limit_faces, to: [P1], max: 2", "must limit_faces, to: [P1], min: 3", "certain"),
    ("must limit_faces, to: [P1], max: 3", "must limit_faces, to: [P1], min: 3", None),
    ("must limit_faces, to: [P1], max: 2", "must limit_faces, to: [P2], min: 3", None),
    ("must limit_faces, to: [P1], max: 2, until: '2026-11-26'",
     "must limit_faces, to: [P1], min: 3, from: '2026-11-27'", None),
    ("must speak_with, by: [VT], to: [P1], max: 1", "must interview, by: [VT], to: [P1], min: 2", "certain"),
    ("must speak_with, by: [VT], to: [P1], min: 2", "must interview, by: [VT], to: [P1], max: 1", None),
    ("must speak_with, by: [VT], to: [P1], max: 1", "must speak_with, by: [SHN], to: [P1], min: 2", None),
    ("must speak_with, by: [VT], to: [P1], max: 1", "must speak_with, to: [P1], min: 2", "probable"),
    # (d) before an event that comes regardless
    (CONNECT + ", before_event: release", RELEASE + ", regardless: [em_connected]", "certain"),
    (CONNECT + ", before_event: 'release:P2'", RELEASE + ", when: '2026-11-25', regardless: ['em_connected:P2']",
     "certain"),
    (CONNECT + ", before_event: 'release:P5'", RELEASE + ", regardless: [em_connected]", None),
    (CONNECT + ", before_event: release", RELEASE + ", regardless: ['em_connected:P5']", None),
    (CONNECT + ", before_event: release", "must release, what: [P5], regardless: [em_connected]", None),
    (CONNECT + ", before_event: release", "must release, regardless: [em_connected]", "probable"),
    (CONNECT + ", before_event: release", RELEASE, None),
    (CONNECT + ", before_event: release", RELEASE + ", regardless: [plan_ready]", None),
    (CONNECT + ", before_event: court_ruling", RELEASE + ", regardless: [em_connected]", None),
    (CONNECT + ", after_event: release", RELEASE + ", regardless: [em_connected]", None),
    (CONNECT + ", before_event: release, before: '2026-11-20'",
     RELEASE + ", from: '2026-11-25', regardless: [em_connected]", None),
    # what goes together
    ("must speak_with, by: [VT], to: [P2], when: '2026-11-24'",
     "must speak_with, by: [VT], to: [P2], when: '2026-11-25'", None),
    (CONNECT, RELEASE, None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_two_duties(one: str, other: str, expected: str | None) -> None:
    assert certainty(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "point", "values"),
    [
        (KEEP, CHANGE, Point.RELATION, (("P1",), ("P1",))),
        (STATION, WORK, Point.SINGLE, (("police_station",), ("work:P2",))),
        (WORK, STATION, Point.SINGLE, (("work:P2",), ("police_station",))),
        (RELEASE + ", when: '2026-11-24'", RELEASE + ", when: '2026-11-25'", Point.SINGLE, (("when",), ("when",))),
        ("must limit_faces, to: [P1], max: 2", "must limit_faces, to: [P1], min: 3", Point.NUMBER, (("3",), ("2",))),
        (CONNECT + ", before_event: release", RELEASE + ", regardless: [em_connected]", Point.ORDER,
         (("release",), ("em_connected",))),
    ],
)  # fmt: skip
def test_the_point_of_two_duties(one: str, other: str, point: Point, values: tuple) -> None:
    found = clash_of(one, other)
    assert (found.clash.point, found.clash.values) == (point, values)


def test_of_two_duties_the_earlier_condition_comes_first_unless_the_roles_differ() -> None:
    assert not clash_of(KEEP, CHANGE).turned
    assert not clash_of(CHANGE, KEEP).turned
    assert clash_of("must limit_faces, to: [P1], max: 2", "must limit_faces, to: [P1], min: 3").turned
    assert (
        clash_of(KEEP, CHANGE).clash.label.nl == "een nummer in gebruik houden en van nummer wisselen gaan niet samen"
    )
