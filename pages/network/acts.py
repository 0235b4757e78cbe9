"""What a finding's button opens: a prefilled dialog here, or the screen of the case where it is done.

The one place that knows the dialogs of this screen.
"""

from collections.abc import Callable

from models.terms import SeatRole
from pages.network.agreement_form import agree_dialog
from pages.network.contact_form import record_contact_dialog
from pages.network.contact_keeping import tell_kept
from pages.network.contact_log import recorded_cards
from pages.network.line_form import record_line_dialog
from pages.network.seat_change import seat_dialog
from pages.network.seat_form import assign_dialog, deputy_dialog
from pages.network.speaking_form import line_dialog
from pages.network.tie_form import close_to
from pages.network.view import View
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.reach import ALL_INVOLVED, WhatIf, better_agreements, worst_hour
from services.route_map.rules import network_seats
from services.victim.queries import spoken_lines

__all__ = [
    "agree_dialog",
    "assign_dialog",
    "can_open",
    "deputy_dialog",
    "open_act",
    "record_contact_dialog",
    "recorded_cards",
    "seat_dialog",
    "tell_kept",
    "told_by",
]

_PLACES = {
    FindingAct.INVITE: "overleg",
    FindingAct.WEIGH: "maatregelen",
    FindingAct.RECORD_BREACH: "gebeurtenissen",
}
"""Acts that are done on another screen of the case."""

_CASE_TEAM = frozenset({FindingAct.RECORD_CONTACT, FindingAct.RECORD_BREACH, FindingAct.OPEN_LINKED})
"""Acts of everybody in the case; the others are the director's."""


def can_open(view: View, finding: Finding) -> bool:
    """Whether this reader can do what the finding suggests."""
    return finding.act is not None and (view.directs or finding.act in _CASE_TEAM)


def open_act(view: View, finding: Finding) -> None:
    """Opens the prefilled dialog of a finding, or goes to where it is done."""
    if finding.act is FindingAct.OPEN_LINKED:
        view.screen.go("netwerk", _first(finding))
    elif finding.act is FindingAct.NAME_BASIS:
        view.screen.go("partners")  # it belongs to the organisation, in the directory
    elif finding.act in _PLACES:
        view.screen.go(_PLACES[finding.act], view.case.id)
    elif finding.act:
        _DIALOGS[finding.act](view, finding)


def _first(finding: Finding) -> str:
    return next(iter(finding.about), "")


def _assign(view: View, finding: Finding) -> None:
    assign_dialog(view.screen, view.facts, _first(finding))


def _contact(view: View, finding: Finding) -> None:
    """The lines of the finding, else those from the first that it names to each of the others."""
    first, *others = finding.about or ("",)
    pairs = finding.pairs or tuple((first, other) for other in others)
    record_contact_dialog(view.screen, view.facts, pairs)


def _line(view: View, finding: Finding) -> None:
    record_line_dialog(view.screen, view.case, finding.pairs)


def _deputy(view: View, finding: Finding) -> None:
    """A seat's deputy is named here, several are asked which, the case director's comes with the direction."""
    named = [seat for seat in view.case.seats if seat.id in finding.about]
    directs = [seat for seat in named if seat.role == SeatRole.CASE_DIRECTOR]
    if not named or (directs and not view.case.deputy_director):
        view.screen.go("regie", view.case.id)
    else:
        deputy_dialog(view.screen, view.facts, named[0].id if len(named) == 1 else "")


def _agree(view: View, finding: Finding) -> None:
    """What would help most against late news; else the first two that the finding names."""
    teller, *others = (*finding.about, "", "")[:2]
    told = tuple(others)
    asked = worst_hour(view.facts) if finding.kind is FindingKind.REACH else None
    best = better_agreements(view.facts, view.network.allowed_pairs, *asked, 1) if asked else ()
    for what_if in best:
        teller, told = what_if.teller, told_by(view, what_if)
    agree_dialog(view.screen, view.facts, teller, told)


def told_by(view: View, what_if: WhatIf) -> tuple[str, ...]:
    """The seats that such an agreement would be with."""
    if what_if.told != ALL_INVOLVED:
        return (what_if.told,)
    inside = [seat.id for seat in network_seats(view.case)]
    return tuple(seat_id for seat_id in inside if seat_id != what_if.teller)


def _shut_out(view: View, finding: Finding) -> None:
    """On the screen of direction, with whom it is about filled in."""
    seat = next((seat for seat in view.case.seats if seat.id in finding.about), None)
    if seat:
        close_to(view.screen, view.case, seat.name)
    else:
        view.screen.go("regie", view.case.id)


def _divide(view: View, finding: Finding) -> None:
    """Who speaks with whom, opened at the seat or the person that the finding names first."""
    lines = spoken_lines(view.screen.work, view.case.id)
    seat_id = next((seat.id for seat in view.case.seats if seat.id in finding.about), "")
    ref = next((person.ref for person in view.case.persons if person.ref in finding.about), "")
    line_dialog(view.screen, view.case, lines, seat_id, ref)


_DIALOGS: dict[FindingAct, Callable[[View, Finding], None]] = {
    FindingAct.ASSIGN: _assign,
    FindingAct.RECORD_CONTACT: _contact,
    FindingAct.RECORD_LINE: _line,
    FindingAct.NAME_DEPUTY: _deputy,
    FindingAct.AGREE_TO_INFORM: _agree,
    FindingAct.DIVIDE: _divide,
    FindingAct.SHUT_OUT: _shut_out,
}
