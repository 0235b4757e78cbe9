"""A network as GraphML, for yEd, Gephi or Cytoscape: one directed multigraph of flat values. Written, never read.

Nodes: organisations, seats, required seats that are empty, private persons. Edges by `soort`: where a seat belongs,
with whom it speaks, required contacts and whether they are recorded, contacts (how many, last day), agreements, ties
and recorded lines. Numbers of nodes are made for this file alone.
"""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO

import networkx as nx

from services.cases.facts import PartnerSeat
from services.contacts.facts import Contact
from services.network.exporting import NetworkExport, plain, stamped
from services.wording import Say
from services.wording.labels import label, seat_label

Flat = str | int
_YES, _NO = "ja", "nee"


class Part(StrEnum):
    """What a node or an edge of the file is: the value of its `soort`."""

    ORGANISATION = "organisatie"
    SEAT = "plek"
    FORMER_SEAT = "vroegere_plek"
    EMPTY_SEAT = "lege_plek"
    PERSON = "persoon"
    BELONGS = "hoort_bij"
    SPEAKS = "spreekt_met"
    REQUIRED = "vereist"
    CONTACT = "contact"
    AGREEMENT = "afspraak"
    TIE = "band"
    LINE = "lijn"


def graphml(export: NetworkExport, say: Say) -> bytes:
    """The whole network as a GraphML file; the same input gives the same bytes."""
    drawn = _Drawn(export, say)
    drawn.nodes()
    drawn.required()
    drawn.recorded()
    page = BytesIO()
    nx.write_graphml_xml(drawn.graph, page)
    return page.getvalue()


def flat(values: dict[str, object]) -> dict[str, Flat]:
    """Values as GraphML can hold them: days and moments as text, several as one line; what is empty is left out."""
    return {name: _flat(value) for name, value in values.items() if value not in (None, "", (), [])}


def _flat(value: object) -> Flat:
    if isinstance(value, bool):
        return _YES if value else _NO  # networkx writes 'True', which the schema does not know
    if isinstance(value, int):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return plain(", ".join(str(one) for one in value))
    return plain(str(value))


class _Drawn:
    """The graph while it is being put together."""

    def __init__(self, export: NetworkExport, say: Say) -> None:
        self.export, self.say, self.case = export, say, export.facts.case
        self.graph: nx.MultiDiGraph = nx.MultiDiGraph()
        self.graph.graph.update(flat({"toelichting": stamped(export.stamp, say), "met_namen": export.named}))
        self._numbers: dict[Hashable, str] = {}

    def nodes(self) -> None:
        """Everybody who is there, and the required seats where nobody is."""
        for seat in (*self.case.seats, *self.export.former):
            self._seat(seat)
        for seat in self.export.missing_seats:
            title = self.export.titles.of(seat.organisation)
            words = f"{seat_label(self.say, seat.role)} {title}" if seat.role else title
            self._node((seat.key,), Part.EMPTY_SEAT, words[:1].upper() + words[1:], regels=seat.rule_ids)
            self._edge(Part.BELONGS, (seat.key,), seat.organisation)
        for person in self.case.persons:
            self._node(person.ref, Part.PERSON, self.export.called(person.ref), rol=label(self.say, person.role))

    def required(self) -> None:
        """The contacts that the route map asks for, and whether they are recorded."""
        missing = {frozenset(contact.between) for contact in self.export.missing}
        for contact in self.export.required:
            self._edge(
                Part.REQUIRED,
                *(self._end(end) for end in contact.between),
                regels=contact.rule.rule_ids,
                vastgelegd=frozenset(contact.between) not in missing,
            )

    def recorded(self) -> None:
        """What is recorded: who speaks with whom, contacts, agreements, ties and lines."""
        facts, persons = self.export.facts, {person.ref for person in self.case.persons}
        for seat in self.case.seats:
            for ref in seat.speaks_with:
                if ref in persons:
                    self._edge(Part.SPEAKS, seat.id, ref)
        for (one, other), days in _by_pair(facts.contacts).items():
            self._edge(Part.CONTACT, one, other, aantal=len(days), laatste=max(days))
        for agreed in facts.agreements:
            about = {"binnen_uren": agreed.within_hours, "dag_en_nacht": agreed.around_the_clock}
            days = {"sinds": agreed.agreed_on, "tot": agreed.ended_on}
            self._edge(Part.AGREEMENT, agreed.teller.key, agreed.told.key, **about, **days)
        for tie in facts.ties:
            about = {"band": label(self.say, tie.kind), "sinds": tie.recorded_on, "tot": tie.ended_on}
            self._edge(Part.TIE, tie.first.key, tie.second.key, **about)
        for one, other in self.case.recorded_lines:
            self._edge(Part.LINE, one, other)

    def _seat(self, seat: PartnerSeat) -> None:
        former = seat in self.export.former
        self._node(
            seat.id,
            Part.FORMER_SEAT if former else Part.SEAT,
            self.export.called(seat.id),
            vervanger=bool(seat.deputy),
            vervanger_naam=seat.deputy if self.export.named else "",
            ingelezen=seat.deputy_briefed_on if seat.deputy else None,
            sinds=seat.since_on,
            tot_en_met=seat.until_on,
            buiten_de_keten=seat.external,
        )
        self._edge(Part.BELONGS, seat.id, seat.organisation)

    def _end(self, end: str) -> Hashable:
        """The node of an end of a required contact: a person, a seat that is filled or not, or an organisation."""
        organisation, _, role = end.partition("/")
        if not role:
            return end
        seats = (seat for seat in self.case.seats if not seat.external)
        return next((seat.id for seat in seats if (seat.organisation, seat.role) == (organisation, role)), (end,))

    def _node(self, key: Hashable, part: Part, title: str, **about: object) -> str:
        if key not in self._numbers:
            self._numbers[key] = f"n{len(self._numbers) + 1}"
        number = self._numbers[key]
        self.graph.add_node(number, **flat({"label": title, "soort": part.value, **about}))
        return number

    def _known(self, key: Hashable) -> str:
        """The number of a node; an organisation or required end that is not there yet is added."""
        if key in self._numbers:
            return self._numbers[key]
        if isinstance(key, tuple):
            organisation, _, role = str(key[0]).partition("/")
            words = f"{seat_label(self.say, role)} {self.export.titles.of(organisation)}"
            return self._node(key, Part.EMPTY_SEAT, words[:1].upper() + words[1:])
        return self._node(key, Part.ORGANISATION, self.export.titles.of(str(key)))

    def _edge(self, part: Part, one: Hashable, other: Hashable, **about: object) -> None:
        self.graph.add_edge(self._known(one), self._known(other), **flat({"soort": part.value, **about}))


def _by_pair(contacts: Iterable[Contact]) -> dict[tuple[str, str], list[date]]:
    """The days on which two were in touch, by pair in a fixed order."""
    found: dict[tuple[str, str], list[date]] = {}
    for contact in contacts:
        for one, other in contact.pairs():
            pair = (one.key, other.key) if one.key <= other.key else (other.key, one.key)
            found.setdefault(pair, []).append(contact.happened_on)
    return found
