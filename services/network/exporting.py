"""What of a case's network goes into a file that leaves the house, as plain values; `sheets` and `graphml` write it.

In: facts that are already cut down to what their reader may see. Out: titles, running numbers, days and rule ids;
never a word of the case itself, an address, a phone number or an id of the database.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.cases.facts import PartnerSeat
from services.network.facts import NetworkFacts, RequiredContact
from services.network.findings.norm import seen
from services.network.pseudonyms import Titles, titles
from services.route_map.facts import MissingSeat
from services.wording import Say


class ExportForm(StrEnum):
    """The files that a network can be taken along in; the value stands in the file's address and name."""

    SEATS = "plekken"
    CONTACTS = "contacten"
    GRAPH = "graphml"
    PICTURE = "afbeelding"


MEDIA_TYPES = {
    ExportForm.SEATS: "text/csv; charset=utf-8",
    ExportForm.CONTACTS: "text/csv; charset=utf-8",
    ExportForm.GRAPH: "application/xml",
    ExportForm.PICTURE: "image/png",
}
_ENDINGS = {
    ExportForm.SEATS: ".csv",
    ExportForm.CONTACTS: ".csv",
    ExportForm.GRAPH: ".graphml",
    ExportForm.PICTURE: ".png",
}
_FILE_NAMES = {
    ExportForm.SEATS: "netwerk-plekken",
    ExportForm.CONTACTS: "netwerk-contacten",
    ExportForm.GRAPH: "netwerk",
    ExportForm.PICTURE: "netwerk",
}
_NOT_FOR_FILES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True)
class Exported:
    """A finished file. Its name says nothing of the case."""

    file_name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Stamp:
    """For whom a file was made and when; the copy code leads to the log entry. `named`: whether people are called by
    name; `name` (of whom it was made for) only then."""

    standing: str
    organisation: str
    made_at: datetime
    copy_code: str
    fictional: bool = False
    name: str = ""
    named: bool = False
    language: str = "nl"


@dataclass(frozen=True)
class NetworkExport:
    """A network ready to be written: facts without anybody who may not be in it, and what everybody is called."""

    facts: NetworkFacts
    titles: Titles
    stamp: Stamp
    former: tuple[PartnerSeat, ...] = ()
    missing_seats: tuple[MissingSeat, ...] = ()
    required: tuple[RequiredContact, ...] = ()
    missing: tuple[RequiredContact, ...] = ()

    @property
    def named(self) -> bool:
        """Whether people are called by name."""
        return self.stamp.named

    def called(self, end: str) -> str:
        """A seat, person or organisation in words; with names also by its name."""
        title = self.titles.of(end)
        name = self.names().get(end, "") if self.named else ""
        return plain(f"{title} ({name})" if name else title)

    def names(self) -> dict[str, str]:
        """The names of seats by id and of private persons by reference."""
        case = self.facts.case
        return {seat.id: seat.name for seat in (*case.seats, *self.former)} | {
            person.ref: person.alias for person in case.persons
        }


def prepared(
    facts: NetworkFacts,
    stamp: Stamp,
    say: Say,
    *,
    seat_ties: bool = False,
    missing_seats: tuple[MissingSeat, ...] = (),
    required: tuple[RequiredContact, ...] = (),
    missing: tuple[RequiredContact, ...] = (),
) -> NetworkExport:
    """A network as it may leave: nobody barred at any end; ties of professionals only with `seat_ties`."""
    kept = leaving(facts)
    ties = tuple(tie for tie in kept.ties if seat_ties or not tie.first.seat_id)
    ends = {end for contact in (*required, *missing) for end in contact.between}
    organisations = {end.partition("/")[0] for end in ends if end not in {person.ref for person in kept.case.persons}}
    organisations |= {seat.organisation for seat in missing_seats}
    former = former_seats(kept)
    called = titles(kept.case, say, sorted(organisations), former)
    return NetworkExport(replace(kept, ties=ties), called, stamp, former, missing_seats, required, missing)


def leaving(facts: NetworkFacts) -> NetworkFacts:
    """The facts as far as they may leave: no trace of barred seats, no line to an organisation without a seat (of
    which everybody may be barred), nothing of other cases.

    Who reads the facts from the database leaves the barred out already; what leaves the house is checked once more.
    """
    visible = seen(facts)
    homes = {seat.organisation for seat in visible.case.seats}
    lines = tuple(sorted(line for line in visible.case.recorded_lines if homes.issuperset(line)))
    return replace(visible, case=replace(visible.case, recorded_lines=lines), linked=())


def without_conflicts(facts: NetworkFacts) -> NetworkFacts:
    """The network without ties of professionals: what is shown at a table may not tell somebody there of their own."""
    return replace(facts, ties=tuple(tie for tie in facts.ties if not tie.first.seat_id))


def former_seats(facts: NetworkFacts) -> tuple[PartnerSeat, ...]:
    """The seats that ended and took part in what was recorded."""
    now = {seat.id for seat in facts.case.seats}
    ends = [end for contact in facts.contacts for end in contact.parties]
    ends += [end for one in facts.agreements for end in (one.teller, one.told)]
    ends += [tie.first for tie in facts.ties]
    gone = {end.seat_id: end for end in ends if end.seat_id and end.seat_id not in now}
    return tuple(
        PartnerSeat(end.seat_id, end.organisation, end.role, end.name, professional_id=end.professional_id)
        for end in gone.values()
    )


def stamped(stamp: Stamp, say: Say) -> str:
    """The line that says for whom a file was made, when, and that its content is invented where it is."""
    words = say(
        "Partner network, made on {moment} for {standing}, {organisation}, copy {code}.",
        moment=say.moment(stamp.made_at),
        standing=f"{stamp.name} ({stamp.standing})" if stamp.name else stamp.standing,
        organisation=stamp.organisation,
        code=stamp.copy_code,
    )
    told = say("“No contact recorded” does not say that there was none.")
    fictional = say("Fictional: everything in this file is invented.") if stamp.fictional else ""
    return plain(" ".join(part for part in (fictional, words, told) if part))


def file_name(form: ExportForm, copy_code: str) -> str:
    """A name that says what kind of file it is and nothing of the case."""
    safe = "".join(sign for sign in copy_code if sign.isascii() and (sign.isalnum() or sign == "-"))
    return f"{_FILE_NAMES[form]}-{safe}{_ENDINGS[form]}"


def plain(text: str) -> str:
    """One line of text without the signs that files and XML cannot carry."""
    return " ".join(_NOT_FOR_FILES.sub(" ", text).split())
