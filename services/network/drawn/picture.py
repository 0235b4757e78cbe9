"""The partner network as a picture, from the same findings as the list.

Only deviations are drawn: a line where no contact is recorded or too long ago, a dashed box where nobody sits, and on
both the number of the finding in the list. A picked seat shows its own lines as well, with the day of the last contact.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property

from services.network.drawn import looks
from services.network.drawn.drawing import Spoken, arrow, box, corner, day_sign, figure, no_entry, number, numbers
from services.network.drawn.layout import Figure, Layout, lay_out
from services.network.drawn.legend import legend
from services.network.drawn.lines import ColumnRouter, Router
from services.network.drawn.looks import LINES_AT_FIRST, MOST_MARKED, PRESSING, STROKES, Line
from services.network.drawn.narrow import MarginRouter, lay_out_narrow
from services.network.drawn.seats import Box, subjects_of
from services.network.drawn.shapes import Panel, Part, Shape, Sheet, Way, Words
from services.network.drawn.strands import Strand, deviations, last_days, own_lines, picked_keys
from services.network.drawn.svg import markup
from services.network.drawn.told import described, findings_at, spoken_of, title_of
from services.network.drawn.ways import Path, Point, apart
from services.network.facts import Finding, FindingKind, NetworkFacts
from services.wording import Say

__all__ = ["described", "findings_at", "network_picture", "network_sheet", "network_svg"]

_STYLE = (
    "<style>.network-sheets{container-type:inline-size}.network-sheets svg{display:block;max-width:100%}"
    ".network-sheets .small-sheet{display:none;max-width:460px;margin:0 auto}"
    "@container (max-width:560px){.network-sheets .wide-sheet{display:none}.network-sheets .small-sheet{display:block}}"
    "@media print{.network-sheets .wide-sheet{display:block}.network-sheets .small-sheet{display:none}}</style>"
)


def network_picture(
    facts: NetworkFacts,
    findings: Iterable[Finding],
    say: Say,
    picked: str | None = None,
    *,
    unfolded: Collection[str] = (),
    most: int | None = None,
) -> str:
    """Both sheets, of which the page shows the one that its width has room for: columns, or one column on a phone.

    Up to `most` of the findings are drawn while nothing is picked, so that the picture says no more than the list.
    """
    findings = tuple(findings)
    wide, small = (
        network_svg(facts, findings, say, picked, narrow=narrow, unfolded=unfolded, most=most)
        for narrow in (False, True)
    )
    sheets = f'<div class="wide-sheet">{wide}</div><div class="small-sheet">{small}</div>'
    return f'<div class="network-sheets">{_STYLE}{sheets}</div>'


def network_svg(
    facts: NetworkFacts,
    findings: Iterable[Finding],
    say: Say,
    picked: str | None = None,
    *,
    narrow: bool = False,
    unfolded: Collection[str] = (),
    most: int | None = None,
) -> str:
    """One sheet as SVG. `picked` is the `data-pick` of the seat, person or fold whose own lines are to be shown,
    `unfolded` those of the folds that are open (one with what is picked opens by itself)."""
    return markup(network_sheet(facts, findings, say, picked, narrow=narrow, unfolded=unfolded, most=most))


def network_sheet(
    facts: NetworkFacts,
    findings: Iterable[Finding],
    say: Say,
    picked: str | None = None,
    *,
    narrow: bool = False,
    unfolded: Collection[str] = (),
    on_paper: bool = False,
    most: int | None = None,
) -> Sheet:
    """One sheet as shapes, from which SVG and PNG are made; `on_paper` says nothing of clicking."""
    findings = tuple(findings)
    layout = (lay_out_narrow if narrow else lay_out)(facts.case, findings, say, {*unfolded, picked or ""})
    router = MarginRouter() if narrow else ColumnRouter(layout)
    return _Drawing(layout, router, facts, findings, say, picked, most).sheet(on_paper=on_paper)


class _Drawing:
    """One picture; numbers look for a free place so that none covers another."""

    def __init__(
        self,
        layout: Layout,
        router: Router,
        facts: NetworkFacts,
        findings: tuple[Finding, ...],
        say: Say,
        picked: str | None,
        most: int | None = None,
    ) -> None:
        self.layout, self.router, self.facts, self.findings, self.say = layout, router, facts, findings, say
        self.own = picked_keys(layout, picked)
        self.picked = picked if self.own else None
        self.shown = {finding.rank for finding in findings if most is None or self.own or finding.rank <= most}
        self.items: tuple[Box | Figure, ...] = (*layout.boxes, *layout.figures)
        self.pressing = {finding.rank: finding.kind in PRESSING for finding in findings}
        self.marks: list[Shape] = []
        self.places: list[Point] = []
        self.states: set[Line] = set()

    def sheet(self, *, on_paper: bool) -> Sheet:
        self._number_items()
        lines = tuple(self._lines())
        signs, height = legend(
            self.layout,
            self.states,
            self.say,
            clickable=self.picked is None and not on_paper,
            days=bool(self.days),
            conflict=bool(self.conflicted),
        )
        shapes = (
            Panel(0, 0, self.layout.width, height, 0, looks.WHITE),
            *self._grounds(),
            Part(lines),
            *self._headings(),
            *(box(seat, self._spoken(seat)) for seat in self.layout.boxes),
            *(figure(person, self._spoken(person), self.say) for person in self.layout.figures),
            *self._days(),
            *self.marks,
            *signs,
        )
        return Sheet(self.layout.width, height, title_of(self.facts, self.say), shapes)

    @cached_property
    def days(self) -> dict[str, date]:
        return last_days(self.layout, self.facts, self.own) if self.own else {}

    @cached_property
    def conflicted(self) -> set[str]:
        """The keys of the seats with a conflict of interest."""
        of_kind = [finding for finding in self.findings if finding.kind is FindingKind.CONFLICT]
        ends = [end for f in of_kind for end in (*f.subjects, *(end for pair in f.pairs for end in pair))]
        return {item.key for item in map(self.layout.box, ends) if item}

    def _lines(self) -> Iterator[Shape]:
        """What is recorded for who is picked, below what deviates.

        All deviations find their way first, shown or not: picking a seat must not move a line.
        """
        shown = []
        found = deviations(self.layout, self.findings)
        for strand in found:
            path = self.router.between(strand.one, strand.other)
            place = self._free_place(path)
            sign = [no_entry(*self._free_place(path))] if strand.state is Line.FORBIDDEN else []
            if self.own & strand.keys if self.own else self.shown.intersection(strand.ranks):
                shown += self._strand(strand, path)
                self.marks += [*sign, self._number(place, strand.ranks)]
        drawn = {strand.keys for strand in found}
        for strand in own_lines(self.layout, self.facts, self.own):
            if strand.keys not in drawn or strand.state is Line.AGREED:
                yield from self._strand(strand, self.router.between(strand.one, strand.other))
        yield from shown

    def _strand(self, strand: Strand, path: Path) -> list[Shape]:
        self.states.add(strand.state)
        stroke = STROKES[strand.state]
        found: list[Shape] = [Way(path, stroke)]
        if strand.state is Line.FORBIDDEN:
            found.append(Way(path, looks.CORE))
        if strand.other.key in strand.arrows:
            found.append(arrow(path, stroke.colour))
        if strand.one.key in strand.arrows:
            found.append(arrow(path.back(), stroke.colour))
        return found

    def _number_items(self) -> None:
        """Findings that are no line stand on their seats; one about many seats only while one of them is picked."""
        ranks: dict[str, list[int]] = defaultdict(list)
        for finding in (finding for finding in self.findings if finding.rank in self.shown):
            for item in self._sits_on(finding):
                if finding.rank not in ranks[item.key]:
                    ranks[item.key].append(finding.rank)
        for item in self.items:
            told = [(rank, self.pressing[rank]) for rank in sorted(ranks[item.key])]
            self.marks += numbers(item, told)
            self.places += [corner(item, place) for place in range(min(4, len(told)))]

    def _sits_on(self, finding: Finding) -> list[Box | Figure]:
        ends = [end for pair in finding.pairs for end in pair]
        if finding.kind in LINES_AT_FIRST and deviations(self.layout, (finding,)):
            return []
        subjects = subjects_of(finding) if finding.kind not in LINES_AT_FIRST or not ends else tuple(ends)
        items = [item for item in map(self.layout.at, subjects) if item]
        many = len({item.key for item in items}) > MOST_MARKED
        return [item for item in items if item.key in self.own] if many else items

    def _number(self, place: Point, ranks: tuple[int, ...]) -> Part:
        text = " · ".join(map(str, sorted(ranks)))
        return number(*place, text, pressing=any(self.pressing[rank] for rank in ranks))

    def _free_place(self, path: Path) -> Point:
        """A point on a line, near its middle, where a number covers no other number and no words."""
        spots = path.spots()
        inner = spots[3:-3] or spots
        middle = (len(inner) - 1) / 2
        order = sorted(range(len(inner)), key=lambda index: abs(index - middle))
        free = [inner[i] for i in order if all(apart(inner[i], taken) > 25 for taken in self.places)]
        clear = (point for point in free if not any(_covers(point, box) for box in self.layout.boxes))
        place = next(clear, free[0] if free else inner[order[0]])
        self.places.append(place)
        return place

    def _spoken(self, item: Box | Figure) -> Spoken:
        day = self.days.get(item.key)
        conflict = item.key in self.conflicted
        text = spoken_of(self.facts, item, self.findings, self.say, day=day, conflict=conflict)
        return Spoken(text, item.key == self.picked, conflict)

    def _days(self) -> Iterator[Part]:
        for item in self.items:
            if day := self.days.get(item.key):
                recent = abs((self.facts.today - day).days) < 300
                yield day_sign(item, self.say.short_day(day) if recent else self.say.numeric_day(day))

    def _grounds(self) -> Iterator[Panel]:
        for ground in self.layout.grounds:
            yield Panel(ground.x, ground.y, ground.width, ground.height, 10, ground.colour)

    def _headings(self) -> Iterator[Words]:
        """Over the lines that come down into the band, with an edge in the band's colour."""
        for ground in self.layout.grounds:
            halo = ground.colour if ground.halo else ""
            place = (ground.heading_x, ground.heading_y)
            yield Words(*place, ground.heading, 13.5, ground.ink, 650, ground.anchor, halo)


def _covers(point: Point, box: Box) -> bool:
    """Whether a number at this point would lie over a box."""
    x, y = point
    return box.x - 9 < x < box.right + 9 and box.y - 6 < y < box.y + box.height + 6
