"""The region in numbers, for its coordinator: load, seats that are hard to fill, partners who share cases.

No case is on it: no number of a case, no code name, no private person. Small numbers are not shown, and nothing that
would give them back (`services.region.rules`).
"""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup

from pages.follow_up.lead_times_card import stage_name
from pages.frame.case_header import hide_button
from pages.frame.markup import Text, facts_list, heading, joined, labelled, show, table
from pages.frame.screen import Screen
from services.lead_times.facts import GroupTime, Span, Stage
from services.network.names import seat_name
from services.region.facts import Amount, EmptySeat, GroupLoad, PersonLoad, RegionNumbers, SharedPartners, Waiting
from services.region.queries import region_numbers
from services.region.rules import RISK_WEIGHTS, SMALLEST
from services.wording import Say, label
from services.wording.labels import organisation_label

AT_FIRST = 12
"""So many professionals are shown before the rest is folded away."""
PAIRS_AT_FIRST = 8
"""And so many pairs of them."""


def render(screen: Screen) -> None:
    """Draws the numbers of the region, and says what is left out and why."""
    say, numbers = screen.say, region_numbers(screen.work)
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(
            say("Region"), say("How the work lies over the region. No cases are shown; opening this page is logged.")
        )
        hide_button(say)
    _legend(say)
    if numbers.empty:
        _nothing_yet(say)
        return
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        _people(say, numbers.people)
        _seats(say, numbers)
        _times(say, numbers.times)
    with right:
        _cases(say, numbers)
        _groups(say, numbers)
        _shared(say, numbers.shared)


def amount_words(say: Say, amount: Amount | None) -> str:
    """A step in words: 'fewer than 5', '10 to 14', '15 or more'; a dash where nothing is told."""
    if amount is None:
        return "–"
    if amount.small:
        return say("fewer than {n}", n=(amount.at_most or 0) + 1)
    if amount.at_most is None:
        return say("{n} or more", n=amount.at_least)
    return say("{first} to {last}", first=amount.at_least, last=amount.at_most)


def waiting_words(say: Say, waiting: Waiting | None) -> str:
    """How long a seat stays empty."""
    if waiting is None:
        return "–"
    return {
        Waiting.UNDER_A_WEEK: say("less than a week"),
        Waiting.WEEKS: say("one to four weeks"),
        Waiting.MONTHS: say("one to three months"),
        Waiting.LONGER: say("longer than three months"),
    }[waiting]


def _legend(say: Say) -> None:
    weights = say.listed([f"{label(say, risk).lower()} {weight}" for risk, weight in RISK_WEIGHTS.items()])
    lines = [
        say("Numbers of cases stand in steps of {n}; below that it says: fewer than {n}.", n=SMALLEST),
        say("There are no totals, and within a step the order is by name: a small number could be worked out of them."),
        say("Load: every seat in an open case counts by the risk of that case ({weights}).", weights=weights),
        say("Of who has fewer than {n} cases the load is not shown: it would tell how grave a case is.", n=SMALLEST),
        say("Of an organisation or team it says what it has at least, so far as that tells nothing of one person."),
        say("Cases from which somebody is kept out do not count for them. External parties are not on this page."),
    ]
    items = joined([Markup("<li>{}</li>").format(line) for line in lines])
    summary = say("What these numbers leave out, and why")
    with st.container(key="card_legend"):
        show(Markup("<details><summary>{}</summary><ul class='findings'>{}</ul></details>").format(summary, items))


def _nothing_yet(say: Say) -> None:
    text = say("From {n} open cases on you will see here who carries much and which seats stay empty.", n=SMALLEST)
    with st.container(key="card_empty"):
        show(Markup("<h2>{}</h2><p>{}</p>").format(say("Too few cases for numbers"), text))


def _people(say: Say, people: Iterable[PersonLoad]) -> None:
    people = tuple(people)
    telling, few = [one for one in people if one.load], [one for one in people if not one.load]
    columns = [say("Professional"), say("Load"), say("Open cases"), say("Deputy in")]
    most = max((one.load.at_most or 0 for one in telling if one.load), default=0)
    with st.container(key="card_load", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Load per professional")))
        if telling:
            show(table(columns, [_person(say, one, most) for one in telling[:AT_FIRST]]))
        else:
            show(Markup("<p>{}</p>").format(say("Nobody has {n} open cases or more.", n=SMALLEST)))
        if telling[AT_FIRST:]:
            rest = table(columns, [_person(say, one, most) for one in telling[AT_FIRST:]])
            show(_folded(say.plural("{n} more", "{n} more", len(telling) - AT_FIRST), rest))
        if few:
            names = joined([Markup("<p class='small'>{}</p>").format(line) for line in _few(say, few)])
            show(_folded(say("Fewer than {n} cases, or none: {all}", n=SMALLEST, all=len(few)), names))


def _person(say: Say, one: PersonLoad, most: int) -> list[Text]:
    home = " · ".join(part for part in (organisation_label(say, one.organisation), one.team) if part)
    who = Markup('<h3>{}</h3><p class="small">{}</p>').format(one.name, home)
    cases = labelled(say("Open cases"), amount_words(say, one.cases))
    load = labelled(say("Load"), _bar(say, one.load, most))
    return [who, load, cases, labelled(say("Deputy in"), amount_words(say, one.deputy_for))]


def _few(say: Say, people: Iterable[PersonLoad]) -> list[str]:
    by_home: dict[str, list[str]] = {}
    for one in people:
        by_home.setdefault(organisation_label(say, one.organisation), []).append(one.name)
    return [f"{home}: {', '.join(sorted(names))}" for home, names in sorted(by_home.items())]


def _bar(say: Say, amount: Amount | None, most: int) -> Markup:
    """The step in words with a bar of its upper end; the bar says nothing that the words do not."""
    words = amount_words(say, amount)
    if amount is None or not most:
        return Markup("{}").format(words)
    value = amount.at_least if amount.at_most is None else amount.at_most
    return Markup('<span class="nowrap">{}</span><meter min="0" max="{}" value="{}" aria-label="{}"></meter>').format(
        words, most, min(value, most), words
    )


def _seats(say: Say, numbers: RegionNumbers) -> None:
    hard = [seat for seat in numbers.seats if not seat.missing.small]
    few = [seat for seat in numbers.seats if seat.missing.small]
    most = max((seat.missing.at_most or 0 for seat in hard), default=0)
    with st.container(key="card_seats", gap="small"):
        text = say("Seats that the route map asks for and that nobody holds, with how long in the middle case.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Seats that are hard to fill"), text))
        if hard:
            columns = [say("Seat"), say("Open cases without"), say("Empty for"), say("Rules")]
            show(table(columns, [_seat(say, seat, most) for seat in hard]))
        if few:
            names = say.listed([seat_name(say, seat.organisation, seat.role) for seat in few])
            text = say("Missing in fewer than {n} cases, or in none: {seats}.", n=SMALLEST, seats=names)
            show(Markup("<p>{}</p>").format(text))
        if numbers.unread:
            text = say(
                "Not counted, because they depend on more than is counted here: {ids}.", ids=", ".join(numbers.unread)
            )
            show(Markup('<p class="small">{}</p>').format(text))


def _seat(say: Say, seat: EmptySeat, most: int) -> list[Text]:
    name = seat_name(say, seat.organisation, seat.role)
    ids = Markup('<span class="small">{}</span>').format(", ".join(seat.rule_ids))
    waiting = labelled(say("Empty for"), waiting_words(say, seat.waiting))
    return [Markup("<h3>{}</h3>").format(name), _bar(say, seat.missing, most), waiting, ids]


def _cases(say: Say, numbers: RegionNumbers) -> None:
    lines: list[tuple[str, Text]] = [(label(say, line.risk), amount_words(say, line.cases)) for line in numbers.risks]
    with st.container(key="card_cases"):
        show(Markup("<h2>{}</h2>{}").format(say("Open cases by risk"), facts_list(lines)))
    text = say("Pairs of cases in which the same person seems to play a part. Only who works on both sees which.")
    with st.container(key="card_linked"):
        show(
            Markup('<h2>{}</h2><p><strong>{}</strong></p><p class="small">{}</p>').format(
                say("Linked cases"), amount_words(say, numbers.linked), text
            )
        )


def _times(say: Say, times: tuple[GroupTime, ...]) -> None:
    """How long the middle case took, by risk; nothing of fewer cases than may be told."""
    by_stage = {stage: {one.risk: one.span for one in times if one.stage is stage} for stage in Stage}
    risks = [risk for risk in RISK_WEIGHTS if any(found.get(risk) for found in by_stage.values())]
    with st.container(key="card_times", gap="small"):
        text = say("From the day that a case was opened here, in the middle case of the last year.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("How long it took"), text))
        if not risks:
            show(Markup("<p>{}</p>").format(say("Of fewer than {n} cases nothing is told.", n=SMALLEST)))
            return
        rows = [
            [stage_name(say, stage), *(labelled(label(say, risk), span_words(say, found.get(risk))) for risk in risks)]
            for stage, found in by_stage.items()
        ]
        show(table([say("Until"), *(label(say, risk) for risk in risks)], rows))


def span_words(say: Say, span: Span | None) -> str:
    """How long the middle case took; a dash where nothing is told."""
    if span is None:
        return "–"
    return {
        Span.TWO_DAYS: say("two days at most"),
        Span.A_WEEK: say("within a week"),
        Span.TWO_WEEKS: say("one to two weeks"),
        Span.A_MONTH: say("two weeks to a month"),
        Span.LONGER: say("longer than a month"),
    }[span]


def _groups(say: Say, numbers: RegionNumbers) -> None:
    with st.container(key="card_groups", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Load per organisation")))
        _group_table(say, numbers.organisations, say("Organisation"))
        if numbers.teams:
            show(Markup("<h2>{}</h2>").format(say("Load per team")))
            _group_table(say, numbers.teams, say("Team"))


def _group_table(say: Say, groups: tuple[GroupLoad, ...], first: str) -> None:
    telling = [group for group in groups if group.load]
    most = max((group.load.at_least for group in telling if group.load), default=0)
    if telling:
        show(table([first, say("Load"), say("Seats")], [_group(say, group, most) for group in telling]))
    if len(telling) < len(groups):
        names = ", ".join(_group_name(say, group) for group in groups if not group.load)
        show(Markup('<p class="small">{}</p>').format(say("Too little to show: {names}.", names=names)))


def _group(say: Say, group: GroupLoad, most: int) -> list[Text]:
    people = say.plural("{n} professional", "{n} professionals", group.people)
    name = Markup('<h3>{}</h3><p class="small">{}</p>').format(_group_name(say, group), people)
    return [name, _bar(say, group.load, most), labelled(say("Seats"), amount_words(say, group.seats))]


def _group_name(say: Say, group: GroupLoad) -> str:
    home = group.organisation_name or organisation_label(say, group.organisation)
    return f"{group.team} ({home})" if group.team else home


def _shared(say: Say, pairs: tuple[SharedPartners, ...]) -> None:
    with st.container(key="card_shared", gap="small"):
        text = say("Professionals of different organisations who often sit in the same cases.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Partners who share many cases"), text))
        if not pairs:
            show(Markup("<p>{}</p>").format(say("No two of them share {n} open cases or more.", n=SMALLEST)))
            return
        columns = [say("Who"), say("Open cases")]
        show(table(columns, [_pair(say, pair) for pair in pairs[:PAIRS_AT_FIRST]]))
        if more := pairs[PAIRS_AT_FIRST:]:
            rest = table(columns, [_pair(say, pair) for pair in more])
            show(_folded(say.plural("{n} more", "{n} more", len(more)), rest))


def _pair(say: Say, pair: SharedPartners) -> list[Text]:
    who = Markup('<h3>{} · {}</h3><p class="small">{} · {}</p>').format(
        pair.first, pair.second, pair.first_home, pair.second_home
    )
    return [who, labelled(say("Open cases"), amount_words(say, pair.cases))]


def _folded(summary: str, body: Markup) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, body)
