"""The shell: styles, menu by role, the mark of the fictional region, and the screen that was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from models.terms import AccountRole
from pages.casework import (
    case_file,
    cases,
    direction,
    events,
    intake,
    measures,
    overview,
    route_map,
    takeover,
    victim_voice,
)
from pages.follow_up import actions, review
from pages.frame.addresses import MENU, NOTHING, WITHIN_CASES
from pages.frame.markup import joined, plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.style import dress
from pages.live import live, minutes
from pages.meeting import agenda, planning, sitting
from pages.network import partners
from pages.office import directory, house_style, people
from pages.oversight import found_file, log, my_day, region
from pages.partner import guest, own_actions
from pages.plan import conditions, safety_plan
from pages.plan.papers import documents
from pages.plan.texts import plan_texts
from pages.plan.versions import versions_and_copies
from pages.region_plan import region_plan
from services.access.rules import Standing
from services.cases.queries import my_cases
from services.directory.sessions import choose_language
from services.unit_of_work import Work
from services.wording import Say, label, speak

_ICON = str(Path(__file__).parents[1] / "assets" / "icon.png")


@dataclass(frozen=True)
class _MenuPlace:
    """A screen of the menu: what draws it, what it is called, and the sign before its name."""

    render: Callable[[Screen], None]
    title: str
    icon: str


def run(work: Work) -> None:
    """Draws the whole page for the acting person."""
    say = speak(work.actor.language)
    is_guest = work.actor.standing is Standing.GUEST
    st.set_page_config(
        page_title=say("MDO planner"),
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="collapsed" if is_guest else 248,
    )
    dress(guest=is_guest)
    places: dict[str, StreamlitPage] = {}
    screen = Screen(work, say, places)
    places.update(_places(screen))
    chosen = st.navigation(list(places.values()), position="hidden")
    if work.practice:
        mark = say("Fictional practice region: no real people, nothing is sent")
        show(Markup('<p class="fiction" role="note">{}</p>').format(mark))
    if not is_guest:
        with st.sidebar:
            _sidebar(screen, chosen.url_path or next(iter(places)))
    with refusals_shown(say):
        chosen.run()


def _places(screen: Screen) -> dict[str, StreamlitPage]:
    standing, say = screen.work.actor.standing, screen.say
    if standing is Standing.GUEST:
        # The default page has no address but "/", so the page that links lead to stands beside it.
        own = screen.work.actor.action_link_id
        render, title = (own_actions.render, say("Your actions")) if own else (guest.render, say("Your conditions"))
        return {place: _page(screen, render, title, place, first=place == "begin") for place in ("begin", "u")}
    menu, offered = MENU.get(standing, ()), _in_menu(say)
    found = {
        place: _page(screen, offered[place].render, offered[place].title, place, first=number == 0)
        for number, place in enumerate(menu)
    }
    if "zaken" in menu:
        found |= {
            "nieuwe-zaak": _page(screen, intake.render, say("New case"), "nieuwe-zaak"),
            "zaak": _page(screen, overview.render, say("Case"), "zaak"),
            "routekaart": _page(screen, route_map.render, say("Route map"), "routekaart"),
            "stem": _page(screen, victim_voice.render, say("Victim's voice"), "stem"),
            "dossier": _page(screen, case_file.render, say("Case file"), "dossier"),
            "gebeurtenissen": _page(screen, events.render, say("Events"), "gebeurtenissen"),
            "maatregelen": _page(screen, measures.render, say("Measures"), "maatregelen"),
            "regie": _page(screen, direction.render, say("Direction and protection"), "regie"),
            "overname": _page(screen, takeover.render, say("Take over"), "overname"),
            "netwerk": _page(screen, partners.render, say("Network"), "netwerk"),
            "overleg": _page(screen, planning.render, say("Meeting"), "overleg"),
            "live": _page(screen, live.render, say("The meeting"), "live"),
            "notulen": _page(screen, minutes.render, say("Minutes of the meeting"), "notulen"),
            "agendapunten": _page(screen, agenda.render, say("Agenda"), "agendapunten"),
            "zitting": _page(screen, sitting.render, say("Cases in a row"), "zitting"),
            "voorwaarden": _page(screen, conditions.render, say("Conditions"), "voorwaarden"),
            "plan": _page(screen, safety_plan.render, say("Plan"), "plan"),
            "teksten": _page(screen, plan_texts.render, say("Texts of the plan"), "teksten"),
            "stukken": _page(screen, documents.render, say("Documents"), "stukken"),
            "versies": _page(screen, versions_and_copies.render, say("Versions and copies"), "versies"),
            "opvolging": _page(screen, actions.render, say("Follow-up"), "opvolging"),
            "evaluatie": _page(screen, review.render, say("Review"), "evaluatie"),
        }
    return found or {NOTHING: _page(screen, _nothing_here, say("MDO planner"), NOTHING, first=True)}


def _in_menu(say: Say) -> dict[str, _MenuPlace]:
    """Every place that somebody's menu can name."""
    return {
        "mijn-dag": _MenuPlace(my_day.render, say("My day"), ":material/today:"),
        "zaken": _MenuPlace(cases.render, say("Cases"), ":material/folder_open:"),
        "mensen": _MenuPlace(people.render, say("People"), ":material/badge:"),
        "partners": _MenuPlace(directory.render, say("Partners"), ":material/groups:"),
        "huisstijl": _MenuPlace(house_style.render, say("House style"), ":material/style:"),
        "logboek": _MenuPlace(log.render, say("Log"), ":material/history:"),
        "gevonden": _MenuPlace(found_file.render, say("Found document"), ":material/find_in_page:"),
        "regio": _MenuPlace(region.render, say("Region"), ":material/bar_chart:"),
        "regioplanning": _MenuPlace(region_plan.render, say("Regional planning"), ":material/calendar_month:"),
    }


def _page(
    screen: Screen, render: Callable[[Screen], None], title: str, address: str, *, first: bool = False
) -> StreamlitPage:
    def draw() -> None:
        render(screen)

    return st.Page(draw, title=title, url_path=address, default=first)


def _nothing_here(screen: Screen) -> None:
    show(
        Markup("<h1>{}</h1><p>{}</p>").format(
            screen.say("Nothing to show yet"), screen.say("There is nothing for your account here yet.")
        )
    )


def _sidebar(screen: Screen, here: str) -> None:
    say, work = screen.say, screen.work
    place = say("Practice region") if work.practice else work.settings.region
    with st.container(key="side_head", gap=None):
        show(Markup('<div class="brand">{}</div><p class="small">{}</p>').format(say("MDO planner"), place))
    offered = _in_menu(say)
    with st.container(key="side_nav", gap=None):
        for place in MENU.get(work.actor.standing, ()):
            current = here == place or (place == "zaken" and here in WITHIN_CASES)
            with st.container(key=("nav_now_" if current else "nav_") + place):
                screen.link(place, screen.places[place].title, icon=offered[place].icon)
    if "zaak" in screen.places:
        _recent(screen)
    _who(say, work)
    _language(screen)


def _recent(screen: Screen) -> None:
    lines = my_cases(screen.work, longest=5)
    if not lines:
        return
    show(Markup('<p class="small">{}</p>').format(screen.say("Your cases")))
    with st.container(key="side_recent", gap=None):
        for line in lines:
            with st.container(key=("recent_now_" if line.id == screen.case_id else "recent_") + line.id):
                screen.link("zaak", plain(line.code_name), line.id, icon=":material/folder:")


def _who(say: Say, work: Work) -> None:
    role = label(say, AccountRole(work.actor.standing.value))
    ways = [("/afmelden", say("Sign out"))]
    if work.practice:
        ways.insert(0, ("/oefenen", say("Change role")))
    links = joined([Markup('<p><a href="{}" target="_self">{}</a></p>').format(*way) for way in ways])
    show(Markup('<p class="small">{}<br>{}</p>{}').format(work.actor.name, role, links))


def _language(screen: Screen) -> None:
    """Dutch or English; stays with the account."""
    now = screen.say.language

    def chosen() -> None:
        choose_language(screen.work, st.session_state["language_choice"] or now)

    st.session_state["language_choice"] = now
    st.segmented_control(
        screen.say("Language"),
        ["nl", "en"],
        format_func=str.upper,
        key="language_choice",
        on_change=chosen,
        label_visibility="collapsed",
        required=True,
        width="stretch",
    )
