"""The weeks as tables: per day the meetings in order of time, those of one sitting under one line. No fields in it:
the number of a case can be pressed, and leads to its meeting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from pages.frame.markup import joined, labelled
from pages.region_plan.meeting_words import (
    absent_names,
    here,
    risk_tag,
    room_words,
    stand_ins,
    state_tags,
    still_expected,
)
from services.region_plan.facts import CaseMeeting, Sitting, WeekPlan
from services.scheduling.facts import local_day
from services.scheduling.many.facts import VIDEO
from services.wording import Say, label


@dataclass(frozen=True)
class Week:
    """One week of a plan, from its Monday, with its meetings in order of time."""

    monday: date
    meetings: tuple[CaseMeeting, ...]


def weeks_of(meetings: Iterable[CaseMeeting]) -> list[Week]:
    """Meetings with a time, week by week."""
    timed = sorted((one for one in meetings if one.starts_at), key=_start)
    return [Week(monday, tuple(found)) for monday, found in groupby(timed, key=lambda one: _monday(_day(one)))]


def week_title(say: Say, week: Week) -> str:
    """'Week 48, ma 23 nov – vr 27 nov: 12 overleggen'."""
    span = f"{say.short_day(week.monday)} – {say.short_day(week.monday + timedelta(days=4))}"
    many = say.plural("{n} meeting", "{n} meetings", len(week.meetings))
    return say("Week {n}, {span}: {many}", n=week.monday.isocalendar().week, span=span, many=many)


def week_table(say: Say, plan: WeekPlan, week: Week) -> Markup:
    """The table of one week; every case number is a button that carries the meeting's id."""
    columns = (say("Time"), say("Case"), say("Kind"), say("Place"), say("Who"), say("State"))
    head = joined([Markup('<th scope="col">{}</th>').format(name) for name in columns])
    days = [_day_rows(say, plan, day, tuple(found)) for day, found in groupby(week.meetings, key=_day)]
    return Markup(
        '<table class="weeks"><caption class="unseen">{}</caption><thead><tr>{}</tr></thead>{}</table>'
    ).format(week_title(say, week), head, joined(days))


def _day_rows(say: Say, plan: WeekPlan, day: date, meetings: tuple[CaseMeeting, ...]) -> Markup:
    title = Markup('<tr class="day"><th colspan="6" scope="rowgroup">{} <span>{}</span></th></tr>').format(
        _capital(say.day(day, year=False)), say.plural("{n} meeting", "{n} meetings", len(meetings))
    )
    return Markup("<tbody>{}{}</tbody>").format(title, joined(_rows(say, plan, meetings)))


def _rows(say: Say, plan: WeekPlan, meetings: tuple[CaseMeeting, ...]) -> Iterator[Markup]:
    """In order of time; what belongs to one sitting stands together, where the sitting begins."""
    sitting_of = {line: sitting for sitting in plan.sittings for line in sitting.line_ids}
    drawn: set[str] = set()
    for one in meetings:
        if one.id in drawn:
            continue
        sitting = sitting_of.get(one.id)
        if sitting is None:
            yield _row(say, plan, one)
            continue
        yield _sitting_row(say, plan, sitting)
        for other in meetings:
            if other.id in sitting.line_ids:
                drawn.add(other.id)
                yield _row(say, plan, other, within=True)


def _sitting_row(say: Say, plan: WeekPlan, sitting: Sitting) -> Markup:
    return Markup('<tr class="sitting"><th colspan="6" scope="colgroup">{}</th></tr>').format(
        sitting_words(say, plan, sitting)
    )


def sitting_words(say: Say, plan: WeekPlan, sitting: Sitting) -> str:
    """'Zitting 09.00–11.30, kamer 2: 3 zaken, 6 mensen'."""
    named = {room.id: room.name for room in plan.rooms}
    room = say("online") if sitting.room == VIDEO else named.get(sitting.room, sitting.room)
    return say(
        "Sitting {begins}–{ends}, {room}: {cases}, {people}",
        begins=say.time(sitting.starts_at),
        ends=say.time(sitting.ends_at),
        room=room,
        cases=say.plural("{n} case", "{n} cases", len(sitting.line_ids)),
        people=say.plural("{n} person", "{n} people", sitting.people),
    )


def _row(say: Say, plan: WeekPlan, one: CaseMeeting, *, within: bool = False) -> Markup:
    begins, ends = (say.time(at) if at else "" for at in (one.starts_at, one.ends_at))
    return Markup(
        '<tr{}><td class="nowrap"><strong>{}–{}</strong></td><td>{} {}</td><td>{}</td><td>{}</td><td>{}</td>'
        "<td>{}</td></tr>"
    ).format(
        Markup(' class="within"') if within else "",
        begins,
        ends,
        case_button(say, one),
        risk_tag(say, one.risk),
        label(say, one.kind),
        room_words(say, one),
        labelled(say("Who"), _who(say, one)),
        state_tags(say, one, plan.outdated),
    )


def _who(say: Say, one: CaseMeeting) -> Markup:
    """How many come, who does not, and beneath it who comes for somebody else."""
    came, of, absent = here(one.seats), len(one.seats), absent_names(say, one.seats)
    first = Markup('<span class="soft">{}</span>').format(say("all {n}", n=of))
    if absent:
        who = say("without {who}", who=say.listed(absent))
        first = Markup("<strong>{}</strong>, {}").format(say("{n} of {all}", n=came, all=of), who)
    below = (*stand_ins(say, one), *still_expected(say, one))
    return first + joined([Markup('<p class="small">{}</p>').format(text) for text in below])


def case_button(say: Say, one: CaseMeeting) -> Markup:
    """The number of a case, to be pressed."""
    return Markup(
        '<button type="button" class="open" data-pick="{}">{}<span class="unseen"> {}</span></button>'
    ).format(one.id, one.code, say("open"))


def left_table(say: Say, meetings: Iterable[CaseMeeting]) -> Markup:
    """Meetings that their directors plan themselves."""
    rows = [
        Markup("<tr><td>{} {}</td><td>{}</td></tr>").format(
            case_button(say, one), risk_tag(say, one.risk), label(say, one.kind)
        )
        for one in meetings
    ]
    return Markup(
        '<table class="weeks"><caption class="unseen">{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>'
    ).format(say("Left to their directors"), say("Case"), say("Kind"), joined(rows))


def _start(one: CaseMeeting) -> tuple[str, str]:
    return (one.starts_at.isoformat() if one.starts_at else "", one.code)


def _day(one: CaseMeeting) -> date:
    return local_day(one.starts_at) if one.starts_at else date.min


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
