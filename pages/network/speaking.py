"""Who speaks with whom: a table of professionals and private persons, with what deserves attention above it."""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from pages.frame.components import picture
from pages.frame.markup import joined, rows, show
from pages.frame.screen import Screen
from pages.network.speaking_form import line_dialog
from pages.network.speaking_words import show_warnings
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.victim.facts import SpokenLine
from services.victim.queries import spoken_lines
from services.victim.rules import warnings
from services.wording import Say, label
from services.wording.labels import organisation_label, seat_label


def speaking_card(screen: Screen, facts: CaseFacts, *, directs: bool) -> None:
    """Draws the card; only who directs the case can change a cell."""
    say, lines = screen.say, spoken_lines(screen.work, facts.id)
    current = {(line.seat_id, line.person_ref): line for line in lines if line.until_on is None}
    with st.container(key="card_speaking", gap="small"):
        lead = say("An agreement of its own: whoever is not in this table does not speak with them about this case.")
        show(Markup('<h2>{}</h2><p class="small">{} (H-VT-1)</p>').format(say("Who speaks with whom"), lead))
        show_warnings(say, facts, warnings(facts, screen.work.clock()))
        speaking = [seat for seat in facts.seats if any(seat.id == one for one, _ in current)]
        if speaking:
            _table(screen, facts, speaking, current, directs=directs)
        else:
            show(Markup("<p>{}</p>").format(_nobody(say)))
        others = [seat for seat in facts.seats if seat not in speaking]
        if speaking and others:
            text = say("In conversation with nobody: {names}.", names=say.listed([seat.name for seat in others]))
            show(Markup('<p class="small">{}</p>').format(text))
        if directs and st.button(say("Agree on who speaks with whom"), icon=":material/forum:", key="speaking_add"):
            line_dialog(screen, facts, lines)
        _history(say, facts, [line for line in lines if line.until_on is not None])


def _nobody(say: Say) -> str:
    return say(
        "Here stands which professional speaks with whom, about what and since when. It keeps conversations apart, "
        "and the number of faces bearable. Nothing has been agreed yet."
    )


def _table(
    screen: Screen,
    facts: CaseFacts,
    seats: list[PartnerSeat],
    current: dict[tuple[str, str], SpokenLine],
    *,
    directs: bool,
) -> None:
    """Cells can be clicked by who directs. The component is drawn anew after each click, so that the same cell can be
    clicked twice; its dialog opens in the run after."""
    drawn = _matrix(screen.say, facts, seats, current, clickable=directs)
    if not directs:
        show(drawn)
        return
    opens, turn = f"speaking_open.{facts.id}", f"speaking_turn.{facts.id}"
    number = st.session_state.get(turn, 0)
    clicked = picture(Markup('<div class="mdo">{}</div>').format(drawn), key=f"speaking.{facts.id}.{number}")
    if clicked:
        st.session_state[turn], st.session_state[opens] = number + 1, clicked
        st.rerun()
    if picked := st.session_state.pop(opens, None):
        seat_id, _, ref = picked.partition("/")
        line_dialog(screen, facts, spoken_lines(screen.work, facts.id), seat_id, ref)


def _matrix(
    say: Say,
    facts: CaseFacts,
    seats: list[PartnerSeat],
    current: dict[tuple[str, str], SpokenLine],
    *,
    clickable: bool,
) -> Markup:
    head = joined(
        [
            Markup('<th scope="col">{}<br><span class="small">{}</span></th>').format(
                person.alias, label(say, person.role)
            )
            for person in facts.persons
        ]
    )
    body = joined([_row(say, facts, seat, current, clickable=clickable) for seat in seats])
    return Markup(
        '<table class="matrix"><caption class="unseen">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(say("Who speaks with whom"), say("Professional"), head, body)


def _row(
    say: Say,
    facts: CaseFacts,
    seat: PartnerSeat,
    current: dict[tuple[str, str], SpokenLine],
    *,
    clickable: bool,
) -> Markup:
    name = Markup('<th scope="row">{}<br><span class="small">{} · {}</span></th>').format(
        seat.name, seat.organisation_name or organisation_label(say, seat.organisation), seat_label(say, seat.role)
    )
    cells = [
        _cell(say, seat, person, current.get((seat.id, person.ref)), clickable=clickable) for person in facts.persons
    ]
    return Markup("<tr>{}{}</tr>").format(name, joined(cells))


def _cell(say: Say, seat: PartnerSeat, person: CasePerson, line: SpokenLine | None, *, clickable: bool) -> Markup:
    """On a phone the table falls apart into blocks: there each cell names its person itself."""
    if line:
        told = _told(say, line)
    elif clickable:
        told = Markup('<span class="none" aria-hidden="true">+</span>')
    else:
        told = Markup('<span class="unseen">{}</span>').format(say("not in conversation"))
    whom = Markup('<span class="whom">{}</span> ').format(person.alias)
    if not clickable:
        return Markup('<td class="{}"><div class="cell">{}{}</div></td>').format("has" if line else "", whom, told)
    what = say("{who} with {whom}: change", who=seat.name, whom=person.alias)
    return Markup(
        '<td class="{}"><div class="cell pick" data-pick="{}/{}" role="button" tabindex="0" title="{}">{}{}'
        '<span class="unseen">{}</span></div></td>'
    ).format("has" if line else "", seat.id, person.ref, what, whom, told, what)


def _told(say: Say, line: SpokenLine) -> Markup:
    since = say("since {day}", day=say.numeric_day(line.since_on)) if line.since_on else ""
    parts = [Markup("{}").format(line.topic or say("in conversation"))]
    if since:
        parts.append(Markup('<span class="small">{}</span>').format(since))
    return Markup('<span aria-hidden="true">✓</span> {}').format(joined(parts, "\n"))


def _history(say: Say, facts: CaseFacts, ended: Iterable[SpokenLine]) -> None:
    alias = {person.ref: person.alias for person in facts.persons}
    told = [
        Markup('<li class="row"><p class="small"><strong>{}</strong> · {} · {}{}</p></li>').format(
            line.who,
            alias.get(line.person_ref, line.person_ref),
            _stretch(say, line),
            f" · {line.topic}" if line.topic else "",
        )
        for line in ended
    ]
    if told:
        with st.expander(say.plural("{n} conversation that ended", "{n} conversations that ended", len(told))):
            show(rows(told))


def _stretch(say: Say, line: SpokenLine) -> str:
    until = say.numeric_day(line.until_on) if line.until_on else ""
    if line.since_on is None:
        return say("until {day}", day=until)
    return say("from {first} until {last}", first=say.numeric_day(line.since_on), last=until)
