"""What is written for the plan: kept over what was seen, once, by who directs the case, and never erased unseen."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.plan import PlanSignalRow, PlanTexts, Stub
from models.terms import Tier
from services.cases.actions import protect_words
from services.conditions.actions import hand_in
from services.plans.actions import record_action
from services.plans.written.actions import move_up, take_out_signal, write_signal, write_stub, write_texts
from services.plans.written.desk import stub_desk
from services.plans.written.facts import Written
from services.plans.written.orders import WriteSignal, WriteStub, WriteTexts
from services.plans.written.queries import written_of
from services.plans.written.rules import MOST_SIGNALS, PlanTextWrong, StubTells
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case, an_action, an_unplanned_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case with a condition for everybody and one for the investigation that Veilig Thuis must act on."""
    made = a_planned_case(work_as)
    hand_in(made.as_guest("VT"), a_condition("c1"))
    hand_in(made.as_guest("DR"), a_condition("c2", text="Verborgen plan.", tier="opsporing", done_by="VT"))
    return made


def a_signal(planned: PlannedCase, signal_id: str = "s1", **changes: object) -> WriteSignal:
    about = {"signal": "Een bericht", "act": "Bewaren en doorgeven."}
    return WriteSignal(planned.case_id, signal_id, **(about | changes))


def written(planned: PlannedCase, work: Work | None = None) -> Written:
    return written_of(work or planned.director, planned.case_id)


def a_texts(planned: PlannedCase, **changes: object) -> WriteTexts:
    return replace(WriteTexts(planned.case_id, 0, "Heggemus", "Samen.", core=("c1",)), **changes)


def test_texts_are_kept_sealed_and_a_second_click_changes_nothing(planned: PlannedCase) -> None:
    assert [write_texts(planned.director, a_texts(planned)) for _ in range(2)] == [1, 1]
    texts = written(planned).texts
    assert (texts.emergency_word, texts.core, texts.version) == ("Heggemus", ("c1",), 1)
    with planned.director.database.reading() as session:
        row = session.exec(select(PlanTexts)).one()
        entries = session.exec(select(AuditEntry).where(AuditEntry.permission == "plan.write")).all()
    assert "Heggemus" not in row.emergency_word_sealed
    assert not any("Heggemus" in str(entry.notes) for entry in entries)


def test_nobody_writes_over_what_they_did_not_see(planned: PlannedCase) -> None:
    write_texts(planned.director, a_texts(planned))
    with pytest.raises(ChangedMeanwhile) as refused:
        write_texts(planned.director, a_texts(planned, ends="Nooit."))
    assert refused.value.fields["version"] == 1
    assert write_texts(planned.director, a_texts(planned, ends="Nooit.", seen_version=1)) == 2
    assert written(planned).texts.ends == "Nooit."


def test_a_condition_that_the_writer_may_not_read_stays_in_the_core(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    write_texts(planned.director, a_texts(planned, core=("c1", "c2")))
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VHH"))
    assert written(planned, elsewhere).texts.core == ("c1",)
    with pytest.raises(PlanTextWrong):
        write_texts(elsewhere, a_texts(planned, core=("c2",), seen_version=1))
    write_texts(elsewhere, a_texts(planned, core=(), seen_version=1))
    assert written(planned).texts.core == ("c2",)


def test_only_who_directs_the_case_writes(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    for work in (a_holder(planned, work_as, "VT"), planned.as_guest("VT")):
        for act in (
            lambda work: write_texts(work, a_texts(planned)),
            lambda work: write_signal(work, a_signal(planned)),
            lambda work: write_stub(work, WriteStub(planned.case_id, "c2", "Bel eerst.")),
        ):
            with pytest.raises(NotAllowed):
                act(work)
    assert written(planned).texts.version == 0


def test_a_signal_is_changed_moved_and_taken_out_but_not_erased(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    for name in ("s1", "s2"):
        write_signal(director, a_signal(planned, name, signal=f"Signaal {name}"))
    move_up(director, case_id, "s2", 1)
    assert [one.id for one in written(planned).signals] == ["s2", "s1"]
    move_up(director, case_id, "s2", 2)
    assert [one.id for one in written(planned).signals] == ["s2", "s1"], "what stands first stays there"
    with pytest.raises(ChangedMeanwhile):
        take_out_signal(director, case_id, "s1", 1)
    for _ in range(2):
        take_out_signal(director, case_id, "s1", 2)
    assert [one.id for one in written(planned).signals] == ["s2"]
    with pytest.raises(ChangedMeanwhile):
        write_signal(director, a_signal(planned, "s1", act="Anders.", seen_version=2))
    with director.database.reading() as session:
        assert session.get_one(PlanSignalRow, "s1").taken_out_at is not None


def test_a_signal_is_kept_once_and_there_is_an_end_to_them(planned: PlannedCase) -> None:
    for number in range(MOST_SIGNALS):
        for _ in range(2):
            assert write_signal(planned.director, a_signal(planned, f"s{number}")) == 1
    with pytest.raises(PlanTextWrong):
        write_signal(planned.director, a_signal(planned, "more"))


def test_a_signal_for_the_investigation_is_nobody_elses(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    write_signal(planned.director, a_signal(planned, tier=Tier.INVESTIGATION))
    assert written(planned, a_holder(planned, work_as, "VT")).signals == ()
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VHH"))
    assert written(planned, elsewhere).signals == ()
    for act in (
        lambda: write_signal(elsewhere, a_signal(planned, act="Anders.", seen_version=1)),
        lambda: take_out_signal(elsewhere, planned.case_id, "s1", 1),
        lambda: move_up(elsewhere, planned.case_id, "s1", 1),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_organisations_own_words_go_before_those_for_everybody(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    write_stub(director, WriteStub(case_id, "c2", "Wacht op bericht."))
    assert [write_stub(director, WriteStub(case_id, "c2", "Bel eerst.", "VT")) for _ in range(2)] == [1, 1]
    (line,) = stub_desk(director, case_id)
    assert (line.number, line.organisations, line.text) == ("V2", ("VT",), "Verborgen plan.")
    assert (line.words_for("VT"), line.words_for("lokale_veld")) == ("Bel eerst.", "Wacht op bericht.")
    with pytest.raises(ChangedMeanwhile):
        write_stub(director, WriteStub(case_id, "c2", "Toch anders.", "VT"))
    write_stub(director, WriteStub(case_id, "c2", "", "VT", seen_version=1))
    assert written(planned).stubs == {("c2", ""): "Wacht op bericht."}


def test_words_that_tell_a_protected_word_are_refused(planned: PlannedCase) -> None:
    protect_words(planned.director, planned.case_id, "opsporing", "jachthut")
    for organisation in ("", "VT"):
        with pytest.raises(StubTells) as refused:
            write_stub(planned.director, WriteStub(planned.case_id, "c2", "Ga niet naar de JÁCHTHUT.", organisation))
        assert refused.value.fields == {"hits": 1}
    with planned.director.database.reading() as session:
        assert session.exec(select(Stub)).all() == []


def test_a_director_who_may_not_read_an_item_sees_only_its_number_and_for_whom(planned: PlannedCase) -> None:
    record_action(planned.director, an_action(planned.case_id, tier="opsporing", owner="VT", what="Geheim werk."))
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VHH"))
    found = stub_desk(elsewhere, planned.case_id)
    assert [(line.number, line.organisations, line.text, line.hidden) for line in found] == [
        ("V2", ("VT",), "", True),
        ("A1", ("VT",), "", True),
    ]


def test_nobody_else_sees_for_what_words_are_needed(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    assert stub_desk(a_holder(planned, work_as, "VT"), planned.case_id) == ()


def test_there_is_no_item_of_another_case_here(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    _, other = an_unplanned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        write_stub(planned.director, WriteStub(other, "c2", "Bel eerst."))
    with pytest.raises(NotAllowed):
        write_stub(planned.director, WriteStub(planned.case_id, "elders", "Bel eerst."))
