"""What people typed is shown as the signs they typed: no element, link or picture comes of it, on any screen."""

import re

import pytest
from markupsafe import escape

from models.terms import OrganisationKind, PersonRole
from pages.casework import cases
from pages.office import directory
from pages.oversight import my_day
from services.cases.actions import open_case
from services.cases.orders import NewPerson, NewSeat
from services.directory.partners import AddOrganisation, AddProfessional, add_organisation, add_professional
from tests.cast import House
from tests.pages.case_screens import CASE_SCREENS
from tests.pages.casework.orders import a_new_case
from tests.pages.stage import AppTest, play

pytestmark = pytest.mark.long  # every payload on every screen: a minute

SCREENS = CASE_SCREENS | {"zaken": cases.render, "mijn-dag": my_day.render, "partners": directory.render}
TYPED = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "![x](http://host.example/?d=1)",
    "[klik](javascript:alert(1))",
    "**vet** $\\frac{1}{2}$ :red[rood] `code`",
    "</div><h1>overgenomen</h1>",
    "{0} {naam} %s %(x)s",
)


@pytest.mark.parametrize("place", SCREENS)
@pytest.mark.parametrize("typed", TYPED)
def test_typed_markup_is_shown_as_typed(house: House, hanna, place: str, typed: str) -> None:
    work = house.as_(hanna)
    home = add_organisation(work, AddOrganisation("VT", f"VT {typed}", OrganisationKind.VEILIG_THUIS))
    person = add_professional(work, AddProfessional(home.id, f"S. {typed}", function=typed))
    alias = "<i>Wim</i> ![x](y)"
    persons = (
        NewPerson("P1", PersonRole.VICTIM, alias, safe_contact=typed),
        NewPerson("P2", PersonRole.SUSPECT, "De heer D."),
    )
    seats = (NewSeat(person.id, typed, speaks_with=("P1",)),)
    order = a_new_case(code_name=typed[:60], persons=persons, seats=seats, summary=typed, review_events=(typed,))
    stage = play(SCREENS[place], work, place=place, case_id=open_case(work, order))
    drawn = "".join(bodies(stage))
    assert escape(typed[:60]) in drawn or place == "partners"
    assert not re.search(r"<(script|i>|img|h1>overgenomen)|(href|src)=.?(javascript|http)", drawn)
    for label in labels(stage):
        assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)\*\*|(?<!\\):red\[|<(img|script)", label), label


def bodies(stage: AppTest) -> list[str]:
    """The HTML of the screen."""
    return [str(element.proto.body) for element in stage.get("html")]


def labels(stage: AppTest) -> list[str]:
    """What reads Markdown: labels of buttons, boxes and links."""
    shown = (*stage.button, *stage.text_input, *stage.checkbox, *stage.selectbox, *stage.radio, *stage.multiselect)
    links = [str(element.proto.label) for element in stage.get("page_link")]
    return [str(element.label) for element in shown] + links
