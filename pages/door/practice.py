"""`/oefenen`: into the fictional region, as its case director or as its coordinator, and from the one to the other."""

from markupsafe import Markup
from starlette.responses import Response

from models.terms import AccountRole
from pages.door.call import Call, go, with_session
from pages.door.layout import form, page
from pages.door.markup import el
from services.directory.rules import PRACTICE
from services.directory.throttle import spend

_AS = "als"
"""The field that says as whom; without it one comes in as the case director."""


def practise(call: Call) -> Response:
    """GET asks as whom; POST opens the fictional region to anybody, so many times an hour from one address."""
    if call.premises.practice is None:
        return go("/aanmelden")
    if call.method != "POST":
        return go("/") if call.visit.known and not call.visit.practice else _as_whom(call)
    from services.demo.actions import enter_practice

    chosen = call.form.get(_AS) == AccountRole.COORDINATOR.value
    spend(call.premises.work(practice=True), PRACTICE, call.ip or "unknown")
    secret = enter_practice(call.premises, AccountRole.COORDINATOR if chosen else AccountRole.CASE_DIRECTOR)
    return with_session(call, go("/"), secret, practice=True)


def practice_card(call: Call) -> Markup:
    """The ways into the fictional region, on the first page."""
    say = call.say
    cases = [
        say("Case Heggemus: high risk, four conditions that clash"),
        say("Case Roerdomp: Veilig Thuis is not competent"),
        say("Case Kwikstaart: low risk, no meeting needed"),
    ]
    return el(
        "section",
        el("h2", say("Practise first")),
        el(
            "p",
            say("Look round in a made-up region: three cases, eleven organisations and their calendars."),
            " ",
            say("It is kept apart from real work and marked on every page."),
        ),
        el("ul", [el("li", case) for case in cases], class_="rows"),
        form(call, "/oefenen", [], say("Open the practice region"), calm=True),
        el("p", _coordinating(call), class_="soft below"),
        as_coordinator(call),
        class_="card",
    )


def as_coordinator(call: Call) -> Markup:
    """The second choice, below the first."""
    return form(
        call, "/oefenen", [], call.say("Look as coordinator"), hidden={_AS: AccountRole.COORDINATOR.value}, calm=True
    )


def _coordinating(call: Call) -> str:
    return call.say("See the region in numbers, and give every case that needs a meeting its time.")


def _as_whom(call: Call) -> Response:
    say = call.say
    director = el(
        "section",
        el("h2", say("Case director")),
        el("p", say("Prepare three cases: their partners, meeting, conditions and plan.")),
        form(call, "/oefenen", [], say("Look as case director"), calm=True),
        class_="card",
    )
    coordinator = el(
        "section",
        el("h2", say("Coordinator")),
        el("p", _coordinating(call)),
        as_coordinator(call),
        class_="card",
    )
    intro = el(
        "p", say("Both look at the same made-up region; what you change as the one, the other sees."), class_="soft"
    )
    return page(
        call, say("As whom do you look round?"), intro, el("div", director, coordinator, class_="cards"), wide=True
    )
