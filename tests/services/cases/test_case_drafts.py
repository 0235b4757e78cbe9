"""Drafts per writer, form and case: they come back as typed, and only to their writer."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.rules import Standing
from services.cases.drafts import discard_draft, draft, save_draft
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_planned_case

WorkAs = Callable[..., Work]


def test_a_draft_is_kept_per_writer_and_form(planned: PlannedCase, work_as: WorkAs) -> None:
    other = a_director(work_as, "M. Vreemd")
    save_draft(planned.director, "a", {"text": "een"})
    save_draft(planned.director, "b", {"text": "twee"}, case_id=planned.case_id)
    save_draft(other, "a", {"text": "van een ander"})
    assert draft(planned.director, "a").content == {"text": "een"}
    assert draft(planned.director, "b", planned.case_id).content == {"text": "twee"}
    discard_draft(planned.director, "a")
    assert draft(other, "a").content == {"text": "van een ander"}
    assert draft(planned.director, "a") is None
    discard_draft(planned.director, "a")


@pytest.mark.parametrize("seen", [0, 2, -1])
def test_a_draft_of_another_version_is_not_overwritten(planned: PlannedCase, seen: int) -> None:
    save_draft(planned.director, "a", {"text": "een"})
    with pytest.raises(ChangedMeanwhile):
        save_draft(planned.director, "a", {"text": "twee"}, seen)
    assert draft(planned.director, "a").content == {"text": "een"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def test_a_draft_comes_back_as_it_was_whatever_was_typed(planned: PlannedCase) -> None:
    work, versions = planned.director, [0]

    @given(st.dictionaries(st.text(max_size=8), json_values, max_size=4))
    def comes_back(content: dict) -> None:
        versions.append(save_draft(work, "a", content, versions[-1]).version)
        assert draft(work, "a").content == content

    comes_back()


def test_a_guest_keeps_drafts_of_the_own_case_only(planned: PlannedCase, work_as: WorkAs) -> None:
    guest, other = planned.as_guest("VT"), a_planned_case(work_as, code="T-200")
    save_draft(guest, "mine", {"text": "van VT"}, case_id=planned.case_id)
    assert draft(guest, "mine", planned.case_id).content == {"text": "van VT"}
    assert draft(planned.as_guest("DR"), "mine", planned.case_id) is None
    for case_id in (other.case_id, "", "0" * 32):
        with pytest.raises(NotAllowed):
            save_draft(guest, "elsewhere", {}, case_id=case_id)
        with pytest.raises(NotAllowed):
            draft(guest, "mine", case_id)


def test_nobody_keeps_a_draft_in_a_case_that_is_not_theirs(planned: PlannedCase, work_as: WorkAs) -> None:
    for work in (a_director(work_as, "M. Vreemd"), work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b")):
        with pytest.raises(NotAllowed):
            save_draft(work, "x", {"text": "iets"}, case_id=planned.case_id)
