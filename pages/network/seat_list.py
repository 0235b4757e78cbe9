"""Every seat as a table: what the picture shows, for who cannot see it or would rather read."""

import streamlit as st
from markupsafe import Markup

from pages.frame.check_words import seat_title
from pages.frame.markup import Text, show, table, tag
from pages.network.network_picture import spoken
from pages.network.view import View
from services.cases.facts import PartnerSeat
from services.network.drawn.picture import findings_at
from services.route_map.facts import SeatNeed
from services.wording.labels import organisation_label, seat_label


def seat_list_card(view: View) -> None:
    """Draws the table, empty seats first, and below it the picture in words."""
    say = view.say
    columns = [say("Seat"), say("State"), say("Who"), say("Last contact"), say("Findings")]
    lines = [_empty(view, need) for need in _unfilled(view)]
    lines += [_held(view, seat) for seat in view.case.seats if not seat.barred]
    with st.container(key="card_seats"):
        show(Markup("<h2>{}</h2>").format(say("All seats")))
        show(table(columns, lines))
    with st.container(key="card_words"):
        show(Markup("<h2>{}</h2>{}").format(say("The picture in words"), spoken(view)))


def _unfilled(view: View) -> list[SeatNeed]:
    held = [seat for seat in view.case.seats if not seat.external and not seat.barred]
    taken, homes = {(seat.organisation, seat.role) for seat in held}, {seat.organisation for seat in held}
    return [
        need
        for need in view.network.needed
        if (need.organisation, need.role) not in taken and (need.role or need.organisation not in homes)
    ]


def _empty(view: View, need: SeatNeed) -> list[Text]:
    say = view.say
    key = f"{need.organisation}/{need.role}" if need.role else need.organisation
    return [
        Markup('{}<br><span class="small">{}</span>').format(
            seat_title(say, need.organisation, need.role), ", ".join(need.rule_ids)
        ),
        tag(say("nobody yet"), "red"),
        "–",
        "–",
        _numbers(view, key),
    ]


def _held(view: View, seat: PartnerSeat) -> list[Text]:
    say = view.say
    deputy = say("deputy {name}", name=seat.deputy) if seat.deputy else say("no deputy")
    home = seat.organisation_name or organisation_label(say, seat.organisation)
    return [
        Markup('{}<br><span class="small">{}</span>').format(_initial(seat_label(say, seat.role)), home),
        say("outside the network") if seat.external else say("filled"),
        Markup('{}<br><span class="small">{}</span>').format(seat.name, deputy),
        _last(view, seat),
        _numbers(view, seat.id),
    ]


def _last(view: View, seat: PartnerSeat) -> Text:
    days = [one.happened_on for one in view.facts.contacts if seat.id in {end.key for end in one.parties}]
    if not days:
        return Markup('<span class="small">{}</span>').format(view.say("none recorded"))
    return view.say.short_day(max(days))


def _numbers(view: View, key: str) -> str:
    found = findings_at(view.facts, view.network.findings, key)
    return ", ".join(str(finding.rank) for finding in found) or "–"


def _initial(words: str) -> str:
    return words[:1].upper() + words[1:]
