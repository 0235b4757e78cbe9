"""Somebody's own calendar: busy or free and nothing else, whatever programme wrote it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.availability.facts import CalendarFileWrong, CalendarReading, FileFault
from services.availability.own_calendar import read_calendar_file
from services.scheduling.facts import LOCAL
from tests.services.availability.calendars import NOW, SECRETS, a_calendar, an_event, apple, google, outlook

HOUR = timedelta(hours=1)


def read(*parts: str, now: datetime = NOW) -> CalendarReading:
    return read_calendar_file(a_calendar(*parts), now)


def spoken(reading: CalendarReading) -> list[str]:
    """Every stretch as day, from and until by the clock in Amsterdam."""
    local = [(start.astimezone(LOCAL), end.astimezone(LOCAL)) for start, end in reading.busy]
    return [f"{start:%m-%d %H:%M}-{end:%H:%M}" for start, end in local]


def refused(content: bytes) -> tuple[FileFault, int]:
    with pytest.raises(CalendarFileWrong) as error:
        read_calendar_file(content, NOW)
    assert set(error.value.fields) == {"reason", "line"}
    return error.value.fields["reason"], error.value.fields["line"]


def test_outlook_file_is_read() -> None:
    assert spoken(read_calendar_file(outlook(), NOW)) == [
        *("11-23 09:00-10:30", "12-08 13:00-14:00", "12-14 09:00-10:30"),
    ]


def test_google_file_is_read() -> None:
    told = spoken(read_calendar_file(google(), NOW))
    assert told[:4] == ["11-24 10:00-11:00", "11-27 09:30-09:45", "12-02 09:30-09:45", "12-04 09:30-09:45"]
    assert told[-1] == "05-21 09:30-09:45"


def test_apple_file_is_read_by_its_own_time_zone() -> None:
    reading = read_calendar_file(apple(), NOW)
    assert spoken(reading) == ["11-24 13:00-13:45", "12-17 09:00-10:00", "04-15 09:00-10:00"]
    assert reading.zones_guessed == 0


@pytest.mark.parametrize("content", [outlook(), google(), apple()])
def test_nothing_but_stretches_comes_out(content: bytes) -> None:
    told = repr(read_calendar_file(content, NOW))
    assert not [secret for secret in SECRETS if secret in told]


def test_calendar_without_appointments_is_read_and_empty() -> None:
    assert read().busy == ()
    assert read().until_day == date(2027, 5, 24)


def test_repeat_without_end_stops_at_half_a_year() -> None:
    reading = read(an_event("DTSTART:20200101T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"))
    assert len(reading.busy) == 183
    assert reading.busy[-1][0].astimezone(LOCAL).date() == date(2027, 5, 24)


@pytest.mark.parametrize(
    "line",
    [
        *("TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
    ],
)
def test_what_takes_no_time_is_free(line: str) -> None:
    assert read(an_event("DTSTART:20261124T090000Z", "DURATION:PT1H", line)).busy == ()
    assert read(an_event("DTSTART:20261124T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY", line)).busy == ()


@pytest.mark.parametrize("line", ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "TRANSP:OPAQUE"])
def test_tentative_is_busy(line: str) -> None:
    assert len(read(an_event("DTSTART:20261124T090000Z", "DURATION:PT1H", line)).busy) == 1


def test_whole_days_are_taken_from_midnight_to_midnight_here() -> None:
    reading = read(an_event("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126"))
    assert reading.busy == ((datetime(2026, 11, 23, 23, tzinfo=UTC), datetime(2026, 11, 25, 23, tzinfo=UTC)),)
    one_day = read(an_event("DTSTART;VALUE=DATE:20261124", "RRULE:FREQ=WEEKLY;UNTIL=20261201"))
    assert [end - start for start, end in one_day.busy] == [24 * HOUR, 24 * HOUR]


def test_appointment_longer_than_a_day_takes_all_of_it() -> None:
    [(start, end)] = read(an_event("DTSTART:20261124T200000Z", "DTEND:20261127T060000Z")).busy
    assert end - start == 58 * HOUR


def test_overlapping_appointments_are_one_stretch() -> None:
    reading = read(
        an_event("DTSTART:20261124T090000Z", "DTEND:20261124T110000Z", uid="1"),
        an_event("DTSTART:20261124T100000Z", "DTEND:20261124T120000Z", uid="2"),
        an_event("DTSTART:20261124T093000Z", "DTEND:20261124T094500Z", uid="2"),
    )
    assert spoken(reading) == ["11-24 10:00-13:00"]


@pytest.mark.parametrize(
    ("now", "monday", "hours"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=UTC), "20270326T233000", 23),
        (datetime(2027, 10, 30, 12, tzinfo=UTC), "20271029T233000", 25),
    ],
)
def test_repeat_by_the_clock_on_the_wall_over_both_clock_changes(now: datetime, monday: str, hours: int) -> None:
    event = an_event(f"DTSTART;TZID=Europe/Amsterdam:{monday}", "DURATION:PT15M", "RRULE:FREQ=DAILY;COUNT=4")
    starts = [start for start, _ in read(event, now=now).busy]
    assert {start.astimezone(LOCAL).hour for start in starts} == {23}
    assert starts[1] - starts[0] == hours * HOUR


def test_whole_sunday_of_the_clock_change_is_23_or_25_hours() -> None:
    for now, day, hours in ((datetime(2027, 3, 27, tzinfo=UTC), "20270328", 23), (NOW, "20270328", 23)):
        [(start, end)] = read(an_event(f"DTSTART;VALUE=DATE:{day}"), now=now).busy
        assert end - start == hours * HOUR
    [(start, end)] = read(an_event("DTSTART;VALUE=DATE:20261025"), now=datetime(2026, 10, 20, tzinfo=UTC)).busy
    assert end - start == 25 * HOUR


def test_without_a_zone_it_is_time_in_amsterdam() -> None:
    assert spoken(read(an_event("DTSTART:20261124T090000", "DTEND:20261124T100000"))) == ["11-24 09:00-10:00"]


def test_unknown_zone_is_read_as_amsterdam_and_counted_per_appointment() -> None:
    strange = "DTSTART;TZID=Nergens/Oord:20261124T090000", "DTEND;TZID=Nergens/Oord:20261124T100000"
    reading = read(an_event(*strange), an_event(*strange, uid="2"), an_event("DTSTART:20261124T090000Z", uid="3"))
    assert (spoken(reading), reading.zones_guessed) == (["11-24 09:00-10:00"], 2)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/", "", "x" * 5000, "Europe/", "\u00e9\u00e9n"])
def test_strange_names_of_zones_lead_nowhere(name: str) -> None:
    assert read(an_event(f'DTSTART;TZID="{name}":20261124T090000', "DURATION:PT1H")).zones_guessed == 1


def test_zone_whose_name_is_a_sentence_is_known_by_its_definition() -> None:
    name = "(UTC+01:00) Amsterdam, Berlijn, Rome"
    zone = apple().decode().partition("VERSION:2.0\r\n")[2].partition("PRODID")[2].partition("BEGIN:VTIMEZONE")[2]
    zone = "BEGIN:VTIMEZONE" + zone.partition("END:VTIMEZONE")[0].replace("TZID:Kantoor", f"TZID:{name}")
    reading = read(zone + "END:VTIMEZONE", an_event(f'DTSTART;TZID="{name}":20261124T090000', "DURATION:PT1H"))
    assert (spoken(reading), reading.zones_guessed) == (["11-24 09:00-10:00"], 0)


def test_free_busy_part_counts_but_for_what_it_calls_free() -> None:
    told = "BEGIN:VFREEBUSY", "FREEBUSY:20261124T080000Z/20261124T090000Z,20261125T080000Z/PT1H"
    kinds = "FREEBUSY;FBTYPE=FREE:20261126T080000Z/PT1H", "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261127T080000Z/PT1H"
    reading = read("\r\n".join([*told, *kinds, "END:VFREEBUSY"]))
    assert [stretch[:5] for stretch in spoken(reading)] == ["11-24", "11-25", "11-27"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf \r\n", FileFault.EMPTY),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", FileFault.NOT_A_CALENDAR),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", FileFault.WEB_PAGE),
        (b"Datum;Van;Tot\r\n24-11-2026;9;10\r\n", FileFault.NOT_A_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", FileFault.CUT_OFF),
        (a_calendar(an_event("DTSTART:20261124T090000Z"))[:-40], FileFault.CUT_OFF),
        (a_calendar("BEGIN:VEVENT"), FileFault.NESTED),
        (a_calendar(*["BEGIN:VEVENT"] * 40), FileFault.NESTED),
        (a_calendar(*["BEGIN:X-A", "END:X-A"] * 5001), FileFault.TOO_MANY),
        (a_calendar(*["X-A:1"] * 130_000), FileFault.TOO_MANY),
        (a_calendar("X-A:" + "1" * 2_000_000), FileFault.TOO_LARGE),
        (a_calendar("X-A:\0"), FileFault.NOT_A_CALENDAR),
        (a_calendar(an_event("DTSTART:20261124T090000Z")).decode().encode("utf-16-le"), FileFault.NOT_A_CALENDAR),
    ],
)
def test_what_is_no_calendar_is_told_apart(content: bytes, reason: FileFault) -> None:
    assert refused(content)[0] is reason


def test_utf_16_with_its_mark_is_read() -> None:
    content = a_calendar(an_event("SUMMARY:één", "DTSTART:20261124T090000Z", "DURATION:PT1H")).decode()
    assert len(read_calendar_file(content.encode("utf-16"), NOW).busy) == 1
    assert len(read_calendar_file(content.encode("latin-1"), NOW).busy) == 1


@pytest.mark.parametrize(
    ("lines", "reason", "line"),
    [
        (("DTSTART:2026112T090000Z",), FileFault.MOMENT, 7),
        (("DTSTART:20261131T090000Z",), FileFault.MOMENT, 7),
        (("DTSTART:99991231T235959Z",), FileFault.MOMENT, 7),
        (("DTSTART:20261124T250000Z",), FileFault.MOMENT, 7),
        (("DTEND:20261124T090000Z",), FileFault.MOMENT, 4),
        (("DTSTART:20261124T090000Z", "DURATION:morgen"), FileFault.MOMENT, 8),
        (("DTSTART:20261124T090000Z", "DTEND;VALUE=DATE:20261125"), FileFault.MOMENT, 4),
        (("DTSTART:20261124T090000Z", "DTEND:20261123T090000Z"), FileFault.TURNED, 4),
        (("DTSTART:20261124T090000Z", "DTEND:20281123T090000Z"), FileFault.TOO_LONG, 4),
        (("DTSTART:20261124T090000Z", "DURATION:P900D"), FileFault.TOO_LONG, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=SECONDLY"), FileFault.TOO_OFTEN, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=HOURLY;COUNT=3"), FileFault.TOO_OFTEN, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=DAILY;INTERVAL=0"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=DAILY;COUNT=999999999999"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=DAILY;BYSETPOS=9"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=DAILY;BYYEARDAY=400"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=YEARLY;BYEASTER=1"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:elke week"), FileFault.REPEAT, 8),
        (("DTSTART:20261124T090000Z", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), FileFault.REPEAT, 9),
        (("DTSTART:20261124T090000Z", "RDATE:" + ",".join(["20261124"] * 2100)), FileFault.TOO_OFTEN, 8),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(
    lines: tuple[str, ...], reason: FileFault, line: int
) -> None:
    assert refused(a_calendar(an_event(*lines))) == (reason, line)


def test_more_appointments_than_a_person_has_are_refused() -> None:
    events = [an_event("DTSTART:20261101T080000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY", uid=str(n)) for n in range(120)]
    assert refused(a_calendar(*events))[0] is FileFault.TOO_FULL
