"""The partner network as SVG and as text, both from the same findings.

Only deviations are drawn: a dashed line where no contact is recorded, a dashed box where nobody sits, and on both the
number of the finding in the list. A picked seat shows its own lines instead. Text and markup only: no script, no
outside resource, so it also stands alone as a file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from models.terms import PersonRole
from services.cases.facts import CaseFacts
from services.network import rules
from services.network.drawn.drawing import (
    DASHED,
    EMPTY,
    SOFT,
    SOLID,
    badge,
    box,
    figure,
)
from services.network.drawn.layout import (
    BAND_LEFT,
    BAND_RIGHT,
    BOX_W,
    COLUMN_X,
    WIDTH,
    Box,
    Figure,
    Layout,
    lay_out,
)
from services.network.drawn.lines import Path, Point, Router
from services.network.facts import Finding, FindingKind
from services.network.names import closed, organisation_name, person_name
from services.wording import Say, label
from services.wording.lettering import FONT, line_of_text, width_of, written

_STYLE = (
    "<style>.network [data-pick]{cursor:pointer}.network [data-pick]:focus{outline:none}"
    ".network [data-pick]:focus-visible{outline:3px solid #17202E;outline-offset:2px}</style>"
)


def network_svg(facts: CaseFacts, findings: Iterable[Finding], say: Say, picked: str | None = None) -> str:
    """The picture of a case. `picked` is the `data-pick` of the seat or person whose own lines are to be shown."""
    findings = tuple(findings)
    layout = lay_out(facts, findings, say)
    drawn = _Drawing(layout, facts, findings, picked)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="network" viewBox="0 0 {WIDTH} {layout.height:.0f}"'
        f' width="100%" role="group" aria-label="{written(_title(facts, say))}" font-family="{FONT}">{_STYLE}',
        *_grounds(layout, say),
        *drawn.lines(),
        *_band_heading(layout, say),
        *(box(seat, picked == seat.key) for seat in layout.boxes),
        *(figure(person, say, picked == person.person.ref) for person in layout.figures),
        *drawn.badges(),
        *_legend(layout, say),
        "</svg>",
    ]
    return "".join(parts)


def findings_at(facts: CaseFacts, findings: Iterable[Finding], picked: str) -> tuple[Finding, ...]:
    """The findings that touch a picked seat or person."""
    seat = next((seat for seat in facts.seats if seat.id == picked and not seat.barred), None)
    ends = {picked}
    if seat:
        ends.add(f"{seat.organisation}/{seat.role}")
        if rules.principal_seat(facts, seat.organisation) == seat:
            ends.add(seat.organisation)
    return tuple(f for f in findings if ends & {*f.subjects, *(end for pair in f.pairs for end in pair)})


def described(facts: CaseFacts, findings: Iterable[Finding], say: Say) -> str:
    """The same in words, one thing per line: the findings with their rules, then who stands on which side."""
    layout = lay_out(facts, findings := tuple(findings), say)
    lines = [_title(facts, say)]
    lines += [f"{f.rank}. {f.text} {f.suggestion}" + _in_brackets(f.rule_ids) for f in findings]
    if not findings:
        lines.append(say("Nothing is missing."))
    for heading, boxes in zip(_headings(say), _by_column(layout), strict=True):
        if boxes:
            lines.append(f"{heading}: " + "; ".join(f"{seat.title}, {seat.subtitle}" for seat in boxes) + ".")
    for role in PersonRole:
        people = [person.alias for person in facts.persons if person.role is role]
        if people:
            lines.append(closed(f"{person_name(say, role)}: {say.listed(people)}."))
    recorded = sorted(sorted(organisation_name(say, end) for end in line) for line in rules.recorded_lines(facts))
    if recorded:
        lines.append(say("Recorded lines: {lines}.", lines="; ".join(" – ".join(pair) for pair in recorded)))
    return "\n".join(lines)


class _Drawing:
    """Lines and numbers of one picture; numbers look for a free place so that none covers another."""

    def __init__(self, layout: Layout, facts: CaseFacts, findings: tuple[Finding, ...], picked: str | None) -> None:
        self.layout, self.facts, self.findings, self.picked = layout, facts, findings, picked
        self.router = Router(layout)
        self.numbers: list[tuple[Point, int]] = []
        self.places: list[Point] = []

    def lines(self) -> Iterator[str]:
        """Recorded lines of the picked seat, then the missing ones with their numbers.

        All missing lines find their way first, shown or not: picking a seat must not move a line.
        """
        self._number_seats()
        shown = []
        for finding in self.findings:
            for ends in filter(None, map(self._ends, finding.pairs)):
                path = self.router.between(*ends)
                place = self._free_place(path)
                if self.picked is None or self.picked in map(_key, ends):
                    shown.append(f'<path d="{path.d}" fill="none" {DASHED} aria-hidden="true"/>')
                    self.numbers.append((place, finding.rank))
        for one, other in self._recorded():
            yield f'<path d="{self.router.between(one, other).d}" fill="none" {SOLID} aria-hidden="true"/>'
        yield from shown

    def badges(self) -> Iterator[str]:
        """The numbers, on top of everything."""
        return (badge(x, y, number) for (x, y), number in self.numbers)

    def _ends(self, pair: tuple[str, str]) -> tuple[Box | Figure, Box | Figure] | None:
        one, other = (self.layout.box(end) or self.layout.figure(end) for end in pair)
        return (one, other) if one and other and one is not other else None

    def _recorded(self) -> Iterator[tuple[Box | Figure, Box | Figure]]:
        """What is recorded for the picked seat or person: lines of its organisation, and who speaks with whom."""
        for seat in self.facts.seats:
            for ref in seat.speaks_with:
                ends = self._ends((seat.id, ref)) if self.picked in (seat.id, ref) else None
                if ends:
                    yield ends
        own = next((seat.organisation for seat in self.facts.seats if seat.id == self.picked and not seat.barred), None)
        for line in sorted(sorted(line) for line in rules.recorded_lines(self.facts) if own in line):
            ends = self._ends((str(self.picked), line[1] if line[0] == own else line[0]))
            if ends:
                yield ends

    def _number_seats(self) -> None:
        numbers: dict[str, list[int]] = defaultdict(list)
        for finding in self.findings:
            for subject in () if finding.kind is FindingKind.MISSING_CONTACT else finding.subjects:
                if found := self.layout.box(subject) or self.layout.figure(subject):
                    numbers[_key(found)].append(finding.rank)
        for item in (*self.layout.boxes, *self.layout.figures):
            for place, number in enumerate(sorted(set(numbers[_key(item)]))):
                self.numbers.append((_corner(item, place), number))
                self.places.append(_corner(item, place))

    def _free_place(self, path: Path) -> Point:
        """A point on a line, near its middle, where a number covers no other."""
        inner = path.points[2:-2] or path.points
        middle = (len(inner) - 1) / 2
        wanted = sorted(inner, key=lambda point: abs(inner.index(point) - middle))
        free = (point for point in wanted if all(_apart(point, taken) > 24 for taken in self.places))
        place = next(free, wanted[0])
        self.places.append(place)
        return place


def _key(item: Box | Figure) -> str:
    return item.key if isinstance(item, Box) else item.person.ref


def _corner(item: Box | Figure, place: int) -> Point:
    if isinstance(item, Box):
        return (item.x + BOX_W - 6 - 24 * place, item.y - 3)
    return (item.x + 0.8 * item.half_width - 24 * place, item.y - 0.8 * item.half_height)


def _apart(one: Point, other: Point) -> float:
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def _title(facts: CaseFacts, say: Say) -> str:
    return say("Partner network of {case}, {risk} risk", case=facts.code_name, risk=label(say, facts.risk).lower())


def _headings(say: Say) -> tuple[str, str, str, str]:
    return say("Victim's side"), say("Chain and direction"), say("Suspect's side"), say("Possibly in touch with both")


def _by_column(layout: Layout) -> list[list[Box]]:
    return [[seat for seat in layout.boxes if seat.side == side] for side in range(4)]


def _grounds(layout: Layout, say: Say) -> Iterator[str]:
    height = layout.columns_bottom - 24
    for x, colour in ((COLUMN_X[0], "#EEF5FB"), (COLUMN_X[2], "#FAF0F6")):
        yield f'<rect x="{x - 8}" y="24" width="{BOX_W + 16}" height="{height:.0f}" rx="10" fill="{colour}"/>'
    for x, heading in zip(COLUMN_X, _headings(say), strict=False):
        yield line_of_text(x + BOX_W / 2, 47, heading, 13.5, font_weight="650", fill=SOFT)
    if layout.band_height:
        width, top = BAND_RIGHT - BAND_LEFT, layout.band_top
        yield f'<rect x="{BAND_LEFT}" y="{top}" width="{width}" height="{layout.band_height}" rx="10" fill="#FCF8E8"/>'


def _band_heading(layout: Layout, say: Say) -> Iterator[str]:
    """Written over the lines that come down into the band, with an edge in the band's colour."""
    if layout.band_height:
        look = {"fill": "#5F4900", "stroke": "#FCF8E8", "stroke_width": "6", "paint_order": "stroke"}
        x, y = BAND_LEFT + 12, layout.band_top + 22
        yield line_of_text(x, y, _headings(say)[3], 13.5, text_anchor="start", font_weight="650", **look)


def _legend(layout: Layout, say: Say) -> Iterator[str]:
    y, x = layout.height - 12, float(BAND_LEFT)
    empty = f'stroke="{EMPTY}" stroke-width="1.5" stroke-dasharray="6 4"'
    entries = (
        (f'<path d="M0 0h34" {DASHED}/>', say("no contact recorded")),
        (f'<rect x="4" y="-8" width="26" height="16" rx="4" fill="#fff" {empty}/>', say("nobody in this seat yet")),
        (f'<path d="M0 0h34" {SOLID}/>', say("recorded (when picked)")),
    )
    for sign, text in entries:
        yield f'<g transform="translate({x:.0f} {y - 4:.0f})" aria-hidden="true">{sign}</g>'
        yield line_of_text(x + 42, y, text, 13, text_anchor="start", fill=SOFT)
        x += 42 + width_of(text, 13) + 28


def _in_brackets(rule_ids: tuple[str, ...]) -> str:
    return f" ({', '.join(rule_ids)})" if rule_ids else ""
