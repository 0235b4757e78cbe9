"""Lines as people type and paste them become proposals; what cannot be read says why, and nothing gets lost."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import EventKind, Gravity
from services.events.reading import Missing, ReadLine, read_lines

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday, 10.00 in Amsterdam."""
K, G = EventKind, Gravity


def one(line: str) -> ReadLine:
    (read,) = read_lines(line, NOW)
    return read


@pytest.mark.parametrize(
    ("written", "day", "hour"),
    [
        ("12-11 14.30", date(2026, 11, 12), time(14, 30)),
        ("12/11 14:30", date(2026, 11, 12), time(14, 30)),
        ("12.11.2026 14u30", date(2026, 11, 12), time(14, 30)),
        ("12.11 14.30", date(2026, 11, 12), time(14, 30)),
        ("12-11-'26 om 9.05 uur", date(2026, 11, 12), time(9, 5)),
        ("2026-11-12T14:30:59", date(2026, 11, 12), time(14, 30)),
        ("2026-11-12, 8 uur", date(2026, 11, 12), time(8)),
        ("9 nov 2026", date(2026, 11, 9), None),
        ("ma 9 november rond 7.15 uur", date(2026, 11, 9), time(7, 15)),
        ("Nov 9, 2026 at 2:30 PM", date(2026, 11, 9), time(14, 30)),
        ("12:05 am 9 nov", date(2026, 11, 9), time(0, 5)),
        ("11/23/26", date(2026, 11, 23), None),
        ("vandaag", date(2026, 11, 23), None),
        ("gisteren 20:15", date(2026, 11, 22), time(20, 15)),
        ("om 20.15 gisteren", date(2026, 11, 22), time(20, 15)),
        ("gisteravond", date(2026, 11, 22), None),
        ("eergisteren", date(2026, 11, 21), None),
        ("drie dagen geleden", date(2026, 11, 20), None),
        ("2 weeks ago", date(2026, 11, 9), None),
        ("maandag 9.00", date(2026, 11, 23), time(9)),
        ("maandag 14.30", date(2026, 11, 16), time(14, 30)),
        ("afgelopen maandag", date(2026, 11, 16), None),
        ("vorige week dinsdag 8:05", date(2026, 11, 17), time(8, 5)),
        ("last tuesday", date(2026, 11, 17), None),
        ("4-12", date(2025, 12, 4), None),
        ("29-02", date(2024, 2, 29), None),
        ("- 12-11", date(2026, 11, 12), None),
        ("3) 12-11", date(2026, 11, 12), None),
        ("[12-11-2026 14:30:05]", date(2026, 11, 12), time(14, 30)),
        ("[12/11/26, 2:30:05\u202fPM]", date(2026, 11, 12), time(14, 30)),
        ("12-11-2026\t14:30\t", date(2026, 11, 12), time(14, 30)),
        ('12-11-2026;14:30;"', date(2026, 11, 12), time(14, 30)),
    ],
)
def test_day_and_hour_are_read_however_they_are_written(written: str, day: date, hour: time | None) -> None:
    read = one(f"{written} bericht via nepaccount")
    assert (read.day, read.hour, read.text, read.missing) == (day, hour, "bericht via nepaccount", None)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("bericht via nepaccount", Missing.NO_DAY),
        ("14.30 bericht", Missing.NO_DAY),
        ("12.11 bericht", Missing.NO_DAY),
        ("20261112 bericht", Missing.NO_DAY),
        ("31-02-2026 bericht", Missing.NO_SUCH_DAY),
        ("29-02-2026 bericht", Missing.NO_SUCH_DAY),
        ("0-0 bericht", Missing.NO_SUCH_DAY),
        ("12-11-1700 bericht", Missing.NO_SUCH_DAY),
        ("12-11-9999 bericht", Missing.NO_SUCH_DAY),
        ("12-11 25.70 bericht", Missing.NO_SUCH_TIME),
        ("vandaag 10.01 bericht", Missing.AHEAD),
        ("24-11-2026 bericht", Missing.AHEAD),
        ("morgen gebeld", Missing.AHEAD),
        ("12-11", Missing.NO_TEXT),
        ("12-11 14.30 overtreding:", None),
        ("12-11 aangehouden", None),
        ("Datum\tTijd\tWat", Missing.HEADING),
        ("date;time;event", Missing.HEADING),
        ("12-11 " + "x" * 10_001, Missing.TOO_LONG),
    ],
)
def test_a_line_says_what_it_misses(line: str, missing: Missing | None) -> None:
    assert one(line).missing is missing


def test_a_line_that_misses_something_keeps_what_was_read() -> None:
    assert one("14.30 dreigde haar") == ReadLine(
        1, "14.30 dreigde haar", None, time(14, 30), K.INCIDENT, G.THREAT, "dreigde haar", Missing.NO_DAY
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("4-12 zitting", date(2026, 12, 4)),
        ("3-2 zitting", date(2027, 2, 3)),
        ("20-11 zitting", date(2026, 11, 20)),
        ("vrijdag zitting", date(2026, 11, 27)),
        ("komende vrijdag komt vrij", date(2026, 11, 27)),
        ("overmorgen contactverbod gaat in", date(2026, 11, 25)),
        ("wo 25 nov 10.30 pro forma", date(2026, 11, 25)),
    ],
)
def test_what_may_be_announced_is_read_as_the_day_nearby(line: str, day: date) -> None:
    read = one(line)
    assert (read.day, read.missing) == (day, None)


@pytest.mark.parametrize(
    ("text", "kind", "gravity"),
    [
        ("bericht via nepaccount", K.INCIDENT, G.CONTACT),
        ("appte 40 keer", K.INCIDENT, G.CONTACT),
        ("stuurde bloemen naar het werk", K.INCIDENT, G.CONTACT),
        ("stond bij de sportclub", K.INCIDENT, G.PROXIMITY),
        ("tracker onder de auto gevonden", K.INCIDENT, G.PROXIMITY),
        ("stond voor de deur en bedreigde haar", K.INCIDENT, G.THREAT),
        ("als ik ze niet krijg, krijgt niemand ze", K.INCIDENT, G.THREAT),
        ("greep haar bij de arm", K.INCIDENT, G.VIOLENCE),
        ("ruit ingegooid", K.INCIDENT, G.VIOLENCE),
        ("zij is bang", K.INCIDENT, None),
        ("geen geweld, wel een bericht", K.INCIDENT, G.CONTACT),
        ("niet aangehouden", K.INCIDENT, None),
        ("overtreding contactverbod: belde", K.BREACH, G.CONTACT),
        ("reed door de straat, ondanks het locatieverbod", K.BREACH, G.PROXIMITY),
        ("contactverbod opgelegd door de rechter", K.ORDER_STARTS, None),
        ("gedragsaanwijzing loopt af", K.ORDER_ENDS, None),
        ("aangehouden op het station", K.ARREST, None),
        ("in vrijheid gesteld", K.RELEASE, None),
        ("voorgeleid bij de rechter-commissaris", K.HEARING, None),
        ("mevrouw doet aangifte", K.COMPLAINT, None),
        ("weet nu waar ze woont", K.ADDRESS_KNOWN, None),
        ("omgang bij oma verliep rustig", K.CHILD_CONTACT, None),
        ("nieuwe casusregisseur", K.DIRECTOR_CHANGED, None),
        ("sent 30 messages", K.INCIDENT, G.CONTACT),
        ("followed her to work", K.INCIDENT, G.PROXIMITY),
        ("threatened to kill her", K.INCIDENT, G.THREAT),
        ("pushed her against the wall", K.INCIDENT, G.VIOLENCE),
        ("breach of the no-contact order: called", K.BREACH, G.CONTACT),
        ("restraining order expired", K.ORDER_ENDS, None),
        ("released on bail", K.RELEASE, None),
        ("overtreding, dreiging: hij belde", K.BREACH, G.THREAT),
        ("dreiging: ik weet je te vinden", K.INCIDENT, G.THREAT),
        ("anders: belde de gemeente", K.OTHER, None),
    ],
)
def test_words_propose_kind_and_gravity(text: str, kind: EventKind, gravity: Gravity | None) -> None:
    read = one(f"12-11-2026 {text}")
    assert (read.kind, read.gravity) == (kind, gravity)


def test_a_chat_message_keeps_its_further_lines_and_what_follows_stands_by_itself() -> None:
    pasted = "[12-11-2026 14:30:05] Mevrouw W.: hij staat weer buiten\nen hij belt\n\ngisteren 9.00 bericht\nzonder dag"
    first, second, third = read_lines(pasted, NOW)
    assert (first.number, first.text) == (1, "Mevrouw W.: hij staat weer buiten en hij belt")
    assert (second.number, second.text) == (4, "bericht")
    assert (third.number, third.missing) == (5, Missing.NO_DAY)


def test_cells_of_a_table_become_one_line() -> None:
    assert one('12-11-2026\t14:30\t"bericht"\t\tmevrouw').text == "bericht · mevrouw"


@pytest.mark.parametrize("strange", ["\u202eאבג bericht", "🚗 reed langs 🚗", "<script>alert(1)</script>", "x" * 9_000])
def test_strange_texts_are_kept_as_they_are(strange: str) -> None:
    assert one(f"12-11-2026 14.30 {strange}").text == strange


_PIECES = st.sampled_from(
    (
        *(
            "12-11",
            "31-02",
            "2026-11-12",
            "12/11/26",
            "9",
            "nov",
            "14.30",
            "25:99",
            "om",
            "uur",
            "T",
            "PM",
            "00",
            "9999",
        ),
        *(
            "gisteren",
            "maandag",
            "vorige",
            "week",
            "zitting",
            "overtreding:",
            "dreiging,",
            "bericht",
            "reed",
            "niet",
            "W:",
        ),
        *("[", "]", "-", "·", ";", "\t", "\n", "\r\n", ":", ",", ".", "'", "٣", "0", "\u200e", "\u202f"),
    )
)
_LOGS = st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=30).map(" ".join), st.lists(_PIECES).map("".join))
_FIRST, _LAST = datetime(2001, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001  the strategy wants naive bounds
_MOMENTS = st.datetimes(min_value=_FIRST, max_value=_LAST, timezones=st.just(UTC))


@given(_LOGS, _MOMENTS)
def test_nothing_that_is_typed_can_fail_and_every_line_stays(log: str, now: datetime) -> None:
    reads = read_lines(log, now)
    kept = "\n".join(read.raw for read in reads)
    lines = [line.strip() for line in log.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    assert kept.split("\n") == lines if lines else kept == ""
    assert [read.number for read in reads] == sorted({read.number for read in reads})
    for read in reads:
        assert read.missing or read.day
        assert read.gravity is None or read.kind in (K.INCIDENT, K.BREACH)


@given(_LOGS, _MOMENTS)
def test_what_was_kept_of_the_lines_is_read_the_same_again(log: str, now: datetime) -> None:
    def told(reads: tuple[ReadLine, ...]) -> list[tuple[object, ...]]:
        return [(r.raw, r.day, r.hour, r.kind, r.gravity, r.text, r.missing) for r in reads]

    reads = read_lines(log, now)
    assert told(read_lines("\n".join(read.raw for read in reads), now)) == told(reads)


@given(st.dates(min_value=date(1960, 1, 1), max_value=date(2026, 11, 22)), st.times(), st.integers(0, 4))
def test_a_past_day_with_its_year_is_that_day_in_every_form(day: date, hour: time, form: int) -> None:
    written = (
        f"{day:%d-%m-%Y} {hour:%H.%M}",
        f"{day.day}/{day.month}/{day.year} {hour:%H:%M}",
        f"{day.isoformat()}T{hour:%H:%M:%S}",
        f"[{day:%d-%m-%Y} {hour:%H:%M:%S}]",
        f"{hour:%H:%M} {day:%d-%m-%Y}",
    )[form]
    read = one(f"{written} bericht")
    assert (read.day, read.hour) == (day, hour.replace(second=0, microsecond=0))


@given(st.integers(0, 6), st.integers(0, 400))
def test_a_bare_weekday_is_never_ahead_and_at_most_a_week_ago(weekday: int, later: int) -> None:
    now = NOW + timedelta(days=later)
    name = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")[weekday]
    (read,) = read_lines(f"{name} bericht", now)
    assert read.day is not None
    assert read.day.weekday() == weekday
    assert 0 <= (now.date() - read.day).days < 7
