"""The administrator's page of the house style: what stands, what a document must have, looking and then using."""

import pytest

from pages.office import house_style
from services.documents.house_styles.actions import upload_style
from services.documents.house_styles.facts import UploadStyle
from services.documents.house_styles.names import names_by_id
from services.documents.house_styles.queries import house_styles
from services.unit_of_work import Work
from tests.cast import House
from tests.pages.stage import play, press, said
from tests.services.documents.house_styles.of_a_region import example


@pytest.fixture
def work(house: House) -> Work:
    """The work of the administrator."""
    return house.as_(house.first_administrator())


def test_a_style_is_used_only_after_it_was_looked_at_and_can_be_put_back(work: Work) -> None:
    stage = play(house_style.render, work)
    assert "eigen stijl van de planner" in said(stage)
    assert all(name in said(stage) for name in names_by_id().values())
    style_id = upload_style(work, UploadStyle("Regio Oost", example()))
    stage = stage.run()
    assert "Regio Oost" in said(stage)
    assert stage.button(key=f"use_{style_id}").disabled
    stage.checkbox(key=f"seen_{style_id}").check().run()
    press(stage, f"use_{style_id}")
    assert [style.in_use for style in house_styles(work)] == [True]
    assert "Vanaf nu worden stukken gemaakt in Regio Oost." in said(stage)
    assert stage.button(key="back_to_own").disabled
    stage.checkbox(key="sure_own_style").check().run()
    press(stage, "back_to_own")
    assert [style.in_use for style in house_styles(work)] == [False]
