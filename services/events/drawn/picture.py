"""The events of a case over time as SVG. Its words are those of the findings: who cannot see it misses nothing.

Text and markup only: no script, no outside resource. Shape and place say what colour says too.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.terms import EventKind, Gravity
from services.events.drawn import strokes
from services.events.drawn.course import Course
from services.events.drawn.layout import (
    FLAG_H,
    NARROW,
    SPAN_H,
    WIDE,
    Bar,
    Flag,
    Lane,
    Layout,
    Mark,
    Shape,
    bar_title,
    lane_title,
    lay_out,
)
from services.events.drawn.legend import legend
from services.events.drawn.strokes import LETTERS, dot, line, path, pill, rect, ring, sign, untold, words
from services.events.pattern import BEFORE, RECENT, Pattern
from services.events.pattern_words import PatternFinding, ago, moment_of
from services.wording import Say, label
from services.wording.lettering import FONT, fitting, line_of_text, width_of, written

_STYLE = (
    "<style>.course{container-type:inline-size}.course svg{display:block;max-width:100%}"
    ".course .small-sheet{display:none}"
    "@container (max-width:620px){.course .wide-sheet{display:none}.course .small-sheet{display:block}}"
    "@media print{.course .wide-sheet{display:block}.course .small-sheet{display:none}}</style>"
)


def events_picture(course: Course, pattern: Pattern, findings: Iterable[PatternFinding], say: Say) -> str:
    """Both sheets, of which the page shows the one that its width has room for."""
    spoken = " ".join([say("Events over time."), *(finding.text for finding in findings)])
    wide, small = (events_svg(course, pattern, spoken, say, shape) for shape in (WIDE, NARROW))
    sheets = f'<div class="wide-sheet">{wide}</div><div class="small-sheet">{small}</div>'
    return f'<div class="course">{_STYLE}{sheets}</div>'


def events_svg(course: Course, pattern: Pattern, spoken: str, say: Say, shape: Shape = WIDE) -> str:
    """One sheet; `spoken` is what a screen reader says in its place."""
    layout = lay_out(course, say, shape)
    drawn = _Drawing(layout, pattern, say)
    explained, bottom = legend(layout, pattern, say)
    parts = (
        *drawn.ground(),
        *drawn.rising(),
        *drawn.today_line(),
        *drawn.turn_lines(),
        *(drawn.bar(bar) for bar in layout.bars),
        *(drawn.flag(flag) for flag in layout.flags),
        *drawn.counts(),
        *drawn.compared(),
        *drawn.last_contact(),
        *(drawn.mark(mark, lane.gravity) for lane in layout.lanes for mark in lane.marks),
        *drawn.today_word(),
        *explained,
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {shape.width:.0f} {bottom:.0f}" width="100%" role="img"'
        f' aria-label="{written(spoken)}" font-family="{FONT}">{"".join(parts)}</svg>'
    )


class _Drawing:
    """One sheet being drawn."""

    def __init__(self, layout: Layout, pattern: Pattern, say: Say) -> None:
        self.layout, self.pattern, self.say = layout, pattern, say
        self.shape, self.lanes = layout.shape, layout.lanes
        self.top, self.bottom = layout.lanes[0].top, layout.lanes[-1].bottom

    def ground(self) -> Iterator[str]:
        """Lanes with their names, weeks and months."""
        layout, left, right = self.layout, self.shape.left, self.shape.right
        for number, lane in enumerate(self.lanes):
            ground = strokes.GROUND if number % 2 == 0 else strokes.SHEET
            yield rect(left, lane.top, right - left, lane.height, ground)
        yield rect(layout.today_x, self.top, right - layout.today_x, self.bottom - self.top, strokes.AHEAD)
        for monday, _ in layout.weeks:
            yield line(layout.x(monday), self.top, layout.x(monday), layout.counts_bottom, strokes.GRID)
        yield from self._months()
        for lane in self.lanes:
            yield line(left, lane.bottom, right, lane.bottom, strokes.MONTH)
            yield from self._lane_name(lane)
        yield line(left, self.top, right, self.top, strokes.MONTH)
        if not self.shape.lane_head:
            yield from self._row_names()

    def _row_names(self) -> Iterator[str]:
        yield words(14, self.layout.counts_bottom - 12, self.say("Per week"))
        if self.layout.flags:
            yield words(14, self.layout.flag_line + 4.5, self.say("Course"))
        if self.layout.bars:
            yield words(14, self.layout.spans_top + 14, self.say("Orders in force"))

    def _months(self) -> Iterator[str]:
        layout, first = self.layout, self.layout.first.replace(day=1)
        edge = 0.0
        while first <= layout.last:
            x, upcoming = max(layout.x(first), self.shape.left), _next_month(first)
            if first > layout.first:
                yield line(x, self.top, x, layout.counts_bottom + 8, strokes.MONTH, 1.25)
            name = _month(self.say, first)
            cut_off = first < layout.first and layout.x(upcoming) - x < width_of(name, LETTERS) + 10
            if x >= edge and x + width_of(name, LETTERS) < self.shape.right and not cut_off:
                yield words(x + 4, layout.counts_bottom + 17, name, colour=strokes.SOFT, bold=False)
                edge = x + width_of(name, LETTERS) + 10
            first = upcoming

    def _lane_name(self, lane: Lane) -> Iterator[str]:
        beside = not self.shape.lane_head
        x, y = (14, lane.top + lane.height / 2) if beside else (self.shape.left + 12, lane.top + 13)
        room = self.shape.gutter - 34 if beside else 240
        yield sign(lane.gravity, x, y)
        yield words(x + 14, y + 4.5, fitting(lane_title(lane.gravity, self.say), room, LETTERS))

    def bar(self, bar: Bar) -> str:
        """An order in force, open where it goes on outside the sheet."""
        y, height = self.layout.spans_top + bar.row * SPAN_H, SPAN_H - 5
        edges = "".join(
            line(x, y, x, y + height, strokes.SPAN_LINE, 2.5)
            for x, goes_on in ((bar.x + 1.25, bar.before), (bar.to_x - 1.25, bar.beyond))
            if not goes_on
        )
        dates = [self.say.numeric_day(day) for day in (bar.span.begins, bar.span.ends) if day]
        about = written(f"{bar.span.title}: {' – '.join(dates)}")
        ground = rect(bar.x, y, max(bar.to_x - bar.x, 3), height, strokes.SPAN_FILL)
        lower = line(bar.x, y + height, bar.to_x, y + height, strokes.SPAN_LINE, 1.5)
        outside = bar.title_before
        text_x, anchor = (bar.x - 6, "end") if outside else (bar.x + 8, "start")
        title = words(text_x, y + 14, bar_title(bar, self.shape), anchor=anchor, colour=strokes.SPAN_INK, clear=outside)
        return f"<g><title>{about}</title>{ground}{lower}{edges}{title}</g>"

    def turn_lines(self) -> Iterator[str]:
        """From each turn down through the lanes."""
        for flag in self.layout.flags:
            if not flag.turn.child:
                yield line(flag.x, self.layout.flag_line, flag.x, self.bottom, strokes.TURN, 1.25, dash="3 4")

    def flag(self, flag: Flag) -> str:
        """A turn: its words and a foot on the line of turns."""
        foot_y, x = self.layout.flag_line, flag.x
        about = f"<title>{written(f'{self.say.day(flag.turn.day)}: {flag.turn.title}')}</title>"
        if flag.turn.child:
            return f"<g>{about}{dot(x, foot_y, 4.5, strokes.CHILD, hollow=True)}</g>"
        drawn = dot(x, foot_y, 4, strokes.TURN)
        if flag.row is not None:
            y = foot_y - 12 - flag.row * FLAG_H
            drawn += line(x, y + 4, x, foot_y, strokes.TURN, 1.25)
            drawn += words(flag.text_x, y, flag.turn.title, anchor="middle")
        return f"<g>{about}{drawn}</g>"

    def counts(self) -> Iterator[str]:
        """How many each week counts, as columns with their number."""
        layout, base = self.layout, self.layout.counts_bottom
        highest = max((number for _, number in layout.weeks), default=0)
        room, wide = base - layout.counts_top - 15, layout.x(7) - layout.x(0)
        for monday, number in layout.weeks:
            if number:
                height, x = max(room * number / highest, 3), layout.x(monday)
                yield rect(x + 2, base - height, wide - 4, height, strokes.COUNT)
                if number > 1:
                    yield words(x + wide / 2, base - height - 4, str(number), anchor="middle", colour=strokes.SOFT)
        yield line(self.shape.left, base, self.shape.right, base, strokes.SOFT)

    def compared(self) -> Iterator[str]:
        """Brackets under the last two weeks and the four before: what the sentence on the trend speaks of."""
        layout, end = self.layout, self.layout.today + timedelta(days=1)
        y = layout.counts_bottom + 30
        for begins, ends, text, colour in (
            (end - RECENT - BEFORE, end - RECENT, self.say("4 wk: {n}", n=self.pattern.before), strokes.SOFT),
            (end - RECENT, end, self.say("2 wk: {n}", n=self.pattern.recent), strokes.TODAY),
        ):
            x, to_x = max(layout.x(begins), self.shape.left), layout.x(ends)
            if self.pattern.count and to_x - x > 8:
                yield path(f"M{x + 2:.1f} {y - 5} v5 H{to_x - 2:.1f} v-5", colour, 1.75)
                room = width_of(text, LETTERS) / 2
                middle = min((x + to_x) / 2, self.shape.right - room)
                yield words(middle, y + 17, text, anchor="middle", colour=colour)

    def rising(self) -> Iterator[str]:
        """The stairs of the escalation: each time something graver than all before it, a step up."""
        heights = {lane.gravity: lane.bottom - 15 for lane in self.lanes}
        steps = [(self.layout.marks.get(first.event.id), heights[first.gravity]) for first in self.pattern.rising]
        outside = [(self.shape.left, y) for mark, y in steps if mark is None][-1:]
        drawn = outside + [(mark.x, y) for mark, y in steps if mark]
        if len(drawn) > 1:
            (x, y), *rest = drawn
            stairs = "".join(f" H{to_x:.1f} V{to_y:.1f}" for to_x, to_y in rest)
            yield path(f"M{x:.1f} {y:.1f}{stairs} H{self.layout.today_x:.1f}", strokes.RISING, 1.75)

    def last_contact(self) -> Iterator[str]:
        """From the last event to today: the silence since, said in words."""
        last, days = self.pattern.last, self.pattern.days_since
        if last is None or days is None:
            return
        mark = self.layout.marks.get(last.id)
        x, y = (mark.x if mark else self.shape.left), self.bottom + 20
        if mark:
            yield line(x, mark.y + 10, x, y, strokes.INK, 1.25)
        yield line(x, y, self.layout.today_x, y, strokes.INK, 1.25)
        yield dot(x, y, 3.5, strokes.INK)
        text = self.say("last: {moment}, {ago}", moment=moment_of(last, self.say), ago=ago(days, self.say))
        if width_of(text, LETTERS) + 10 < x - self.shape.left:
            yield words(x - 9, y + 4.5, text, anchor="end")
        else:
            yield words(self.shape.left, y - 6, text)

    def mark(self, mark: Mark, gravity: Gravity | None) -> str:
        """One event; a ring when it broke an order, a red badge while the prosecution does not know."""
        event, x, y = mark.event, mark.x, mark.y
        about = f"<title>{written(self._about(mark))}</title>"
        if mark.number > 1:
            return f"<g>{about}{sign(gravity, x - 10, y)}{words(x, y + 4.5, f'{mark.number}×')}</g>"
        around = ring(x, y) if event.kind is EventKind.BREACH else ""
        if around and event.told_prosecution_at is None:
            around += untold(x + 8, y - 8)
        return f"<g>{about}{sign(gravity, x, y)}{around}</g>"

    def _about(self, mark: Mark) -> str:
        event, say = mark.event, self.say
        if mark.number > 1:
            return say.plural("{n} event in this week", "{n} events in this week", mark.number)
        told = [moment_of(event, say), label(say, event.kind), label(say, event.gravity) if event.gravity else ""]
        return " · ".join(filter(None, told)) + (f": {fitting(event.text, 600, LETTERS)}" if event.text else "")

    def today_line(self) -> Iterator[str]:
        """Where the past ends; words of turns stand over it."""
        x = self.layout.today_x
        yield line(x, 22, x, self.layout.counts_bottom, strokes.TODAY, 2)

    def today_word(self) -> Iterator[str]:
        """Its word, on top."""
        x, word = self.layout.today_x, self.say("today")
        half = width_of(word, LETTERS) / 2 + 7
        middle = min(x, self.shape.right - half)
        yield pill(middle, 12.5, half, strokes.TODAY)
        yield line_of_text(middle, 17, word, LETTERS, font_weight="650", fill="#fff")


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month(say: Say, first: date) -> str:
    name = say.short_day(first).split(" ")[-1]
    return f"{name} {first.year}" if first.month == 1 else name
