"""How findings speak: the sentence, its evidence, and who is who in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.cases.facts import CaseFacts, PartnerSeat
from services.network.facts import Finding
from services.network.findings.gap import DIRECTOR, Gap, joined_key, plain_end
from services.network.findings.norm import Norm
from services.network.names import closed, end_name, seat_title, small
from services.wording import Say


@dataclass(frozen=True)
class Telling:
    """A case and the language in which its findings are told."""

    norm: Norm
    say: Say
    _names: dict[tuple[str, bool], str] = field(default_factory=dict)

    @property
    def case(self) -> CaseFacts:
        """The case file."""
        return self.norm.case

    def name(self, end: str, *, inside: bool = True) -> str:
        """What an end is called, within a sentence or at its beginning."""
        if (end, inside) not in self._names:
            self._names[end, inside] = end_name(self.say, self.case, plain_end(end), inside=inside)
        return self._names[end, inside]

    def names(self, ends: Iterable[str]) -> str:
        """Several of them, listed within a sentence; each once."""
        return self.say.listed(list(dict.fromkeys(self.name(end) for end in ends)))

    def person(self, seat: PartnerSeat) -> str:
        """A professional by name and seat: 'S. Oudejans (Veilig Thuis)'."""
        return f"{seat.name} ({self._title(seat)})" if seat.name else self._title(seat)

    def people(self, seat_ids: Iterable[str]) -> str:
        """The professionals on these seats, listed; one on two seats once."""
        wanted = set(seat_ids)
        seats = {seat.name or seat.id: seat for seat in reversed(self.norm.seats) if seat.id in wanted}
        return self.say.listed([self.person(seat) for seat in reversed(seats.values())])

    def seats(self, seat_ids: Iterable[str]) -> str:
        """These seats by their names, listed within a sentence."""
        wanted = set(seat_ids)
        titles = (self._title(seat) for seat in self.norm.seats if seat.id in wanted)
        return self.say.listed(list(dict.fromkeys(titles)))

    def day(self, day: date) -> str:
        """A day in short: 'wo 25 nov', with its year when that is another one."""
        return self.say.short_day(day) if day.year == self.norm.facts.today.year else self.say.numeric_day(day)

    def _title(self, seat: PartnerSeat) -> str:
        """A seat within a sentence, told apart from others of its organisation."""
        if (seat.id, True) not in self._names:
            title = small(seat_title(self.say, seat, self.case), seat.organisation, seat.role)
            self._names[seat.id, True] = title
        return self._names[seat.id, True]

    def on_seat(self, end: str) -> tuple[str, ...]:
        """Who holds a seat and since when, as evidence; nothing for an end without a seat."""
        seat = self.norm.holder(plain_end(end))
        if seat is None:
            return ()
        if seat.since_on:
            sentence = "{seat}: {name}, on this seat since {day}."
            return (self.say(sentence, seat=self.name(end, inside=False), name=seat.name, day=self.day(seat.since_on)),)
        return (closed(self.say("{seat}: {name}.", seat=self.name(end, inside=False), name=seat.name)),)


def composed(gaps: Sequence[Gap], text: str, suggestion: str, **more: Any) -> Finding:
    """A finding that gathers some gaps of one kind; its place in the list comes later.

    `subjects` default to the ends of the gaps, the owner to the case director.
    """
    rule_ids = tuple(dict.fromkeys(rule_id for gap in gaps for rule_id in gap.rule_ids))
    ends = tuple(dict.fromkeys(end for gap in gaps for end in gap.ends))
    marks = tuple(dict.fromkeys(gap.mark for gap in gaps if gap.mark))
    return Finding(
        key=joined_key(gaps[0].kind, rule_ids, (*ends, *marks)),
        rank=0,
        kind=gaps[0].kind,
        rule_ids=rule_ids,
        subjects=more.pop("subjects", tuple(dict.fromkeys(plain_end(end) for end in ends))),
        text=closed(text[:1].upper() + text[1:]),
        suggestion=suggestion,
        gaps=tuple(gap.key for gap in gaps),
        owner=more.pop("owner", DIRECTOR),
        affected=more.pop("affected", max(gap.affected for gap in gaps)),
        **more,
    )
