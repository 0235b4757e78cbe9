"""A version is drafted, sent round, answered on, adopted under its own number or taken back; numbers are given once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select

from models.meeting import Invitation
from models.plan import PlanResponse, PlanVersion
from models.terms import BarKind, PlanAnswer, PlanStatus
from services.access.rules import Permission, Standing
from services.documents.actions import NothingAdopted, VersionWithdrawn, issue
from services.documents.proposed import plan_to_answer
from services.documents.released import released_plan
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan, State
from services.plans.queries import case_state, content_in
from services.plans.releasing import READ_FOR_AT_LEAST, release_plan
from services.plans.versions.actions import answer_plan, circulate, make_draft, record_answer, withdraw_version
from services.plans.versions.looks import NOW, answers_on, compared, history, proposal
from services.plans.versions.orders import AnswerPlan, RecordAnswer
from services.plans.versions.queries import answers_in, with_answers
from services.plans.versions.rules import NoSuchVersion, NotAnswerable, PlanAnswerWrong, ReasonMissing
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_holder, a_ready_case, an_action, explained
from tests.rows import a_bar

AGREED, REMARK, AGAINST = PlanAnswer.AGREED, PlanAnswer.AGREED_WITH_REMARK, PlanAnswer.NOT_AGREED


@pytest.fixture
def ready(work_as: Callable[..., Work]) -> PlannedCase:
    return a_ready_case(work_as)


@pytest.fixture
def sent(ready: PlannedCase) -> PlannedCase:
    make_draft(ready.director, ready.case_id)
    circulate(ready.director, ready.case_id, 1)
    return ready


def standing(planned: PlannedCase) -> list[tuple[int, PlanStatus]]:
    return [(line.number, line.status) for line in reversed(history(planned.director, planned.case_id))]


def now_adopt(planned: PlannedCase, **changes: str) -> int:
    return adopt(planned.director, AdoptPlan(planned.case_id, explained(planned), **changes))


def answer(planned: PlannedCase, home: str, said: PlanAnswer, remark: str = "", **changes: str) -> None:
    guest = planned.as_guest(home)
    shown = plan_to_answer(guest)
    assert shown is not None
    answer_plan(guest, AnswerPlan(shown.version_id, said, remark, seen_sha256=shown.sha256, **changes))


def another_action(planned: PlannedCase, name: str = "a9", **changes: object) -> None:
    record_action(planned.director, an_action(planned.case_id, name, **({"what": f"Ook {name}."} | changes)))


def words(planned: PlannedCase, home: str) -> tuple[PlanAnswer | None, str]:
    """What the director reads of an organisation's word on the open version, or else on the plan in force."""
    state = case_state(planned.director, planned.case_id)
    line = state.draft or state.in_force
    assert line is not None
    found = {one.organisation: one for one in answers_on(planned.director, planned.case_id, line.id)}
    return found[home].answer, found[home].remark


def test_a_draft_is_no_plan_in_force_and_nobody_reads_it_by_link(ready: PlannedCase) -> None:
    assert make_draft(ready.director, ready.case_id) == 1
    state = case_state(ready.director, ready.case_id)
    assert (state.in_force, state.versions) == (None, ())
    assert state.draft is not None
    assert (state.draft.number, state.draft.status) == (1, PlanStatus.DRAFT)
    assert plan_to_answer(ready.as_guest("VT")) is None
    assert "answers" not in {check.kind for check in state.checks}
    with pytest.raises(NothingAdopted):
        issue(ready.director, ready.case_id, "partners")


def test_the_same_plan_makes_no_second_draft_and_another_one_replaces_the_first(ready: PlannedCase) -> None:
    assert [make_draft(ready.director, ready.case_id) for _ in range(2)] == [1, 1]
    another_action(ready)
    assert [make_draft(ready.director, ready.case_id, "d" * 32) for _ in range(2)] == [2, 2]
    assert standing(ready) == [(1, PlanStatus.SUPERSEDED), (2, PlanStatus.DRAFT)]


def test_what_is_sent_round_opens_to_the_guests_for_a_fortnight(ready: PlannedCase) -> None:
    make_draft(ready.director, ready.case_id)
    with pytest.raises(ChangedMeanwhile):
        circulate(ready.director, ready.case_id, 2)
    assert [circulate(ready.director, ready.case_id, 1) for _ in range(2)] == [4, 4]
    with ready.director.database.reading() as session:
        ends = set(session.exec(select(Invitation.expires_at)).all())
    assert min(ends) >= ready.director.clock() + READ_FOR_AT_LEAST
    found = plan_to_answer(ready.as_guest("VT"))
    assert found is not None
    assert (found.plan.version, found.status, found.changes, found.own) == (1, PlanStatus.CIRCULATED, (), None)
    assert released_plan(ready.as_guest("VT")) is None, "it is not adopted"


def test_without_a_draft_there_is_nothing_to_send_round(ready: PlannedCase) -> None:
    with pytest.raises(NoSuchVersion):
        circulate(ready.director, ready.case_id, 1)


def test_what_was_sent_round_is_adopted_under_its_own_number_with_what_was_said(sent: PlannedCase) -> None:
    answer(sent, "VT", AGAINST, "Het kind is niet genoemd.")
    answer(sent, "politie", AGREED)
    assert proposal(sent.director, sent.case_id).same
    assert now_adopt(sent) == 1
    assert standing(sent) == [(1, PlanStatus.ADOPTED)]
    with sent.director.read(Permission.PLAN_READ, sent.case_id) as look:
        _, content = content_in(look, sent.case_id)
    said = {one.organisation: (one.answer, one.reservation) for one in content.agreements}
    assert said["VT"] == (AGAINST, "Het kind is niet genoemd.")
    assert said["politie"] == (AGREED, "")
    assert said["DR"] == (None, "")
    assert (content.status, content.version) == (PlanStatus.ADOPTED, 1)


def test_what_changed_since_it_was_sent_round_is_adopted_under_the_next_number(sent: PlannedCase) -> None:
    answer(sent, "VT", AGAINST, "Het kind is niet genoemd.")
    another_action(sent)
    found = proposal(sent.director, sent.case_id)
    assert not found.same
    assert [change.after for change in found.changed] == ["Ook a9."]
    assert now_adopt(sent) == 2
    assert standing(sent) == [(1, PlanStatus.SUPERSEDED), (2, PlanStatus.ADOPTED)]
    with sent.director.read(Permission.PLAN_READ, sent.case_id) as look:
        _, content = content_in(look, sent.case_id)
    assert not any(one.answer for one in content.agreements), "nobody was asked about this one"


def test_not_agreeing_or_silence_is_explained_and_holds_nothing_up(sent: PlannedCase) -> None:
    def check() -> State:
        checks = case_state(sent.director, sent.case_id).checks
        return next(one.state for one in checks if one.kind == "answers")

    assert check() is State.WAITING
    answer(sent, "VT", AGAINST, "Nee, hierom.")
    assert check() is State.MISSING
    for home in ("VT", "politie", "lokale_veld", "DR"):
        answer(sent, home, AGREED)
    assert check() is State.READY


def test_a_later_answer_replaces_and_erases_nothing(sent: PlannedCase) -> None:
    answer(sent, "VT", AGAINST, "Nee, hierom.")
    answer(sent, "VT", REMARK, "Toch wel, maar let op.")
    assert words(sent, "VT") == (REMARK, "Toch wel, maar let op.")
    with sent.director.database.reading() as session:
        rows = session.exec(select(PlanResponse).order_by(col(PlanResponse.answered_at))).all()
    assert [row.answer for row in rows if row.replaced_at] == [AGAINST]
    assert len(rows) == 2


def test_the_same_answer_that_arrives_twice_is_one(sent: PlannedCase) -> None:
    for _ in range(2):
        answer(sent, "VT", AGREED, response_id="r" * 32)
    with sent.director.database.reading() as session:
        assert len(session.exec(select(PlanResponse)).all()) == 1


@pytest.mark.parametrize(("said", "remark"), [(REMARK, " "), (AGAINST, ""), (AGAINST, "x" * 1001)])
def test_anything_but_plain_agreement_needs_words(sent: PlannedCase, said: PlanAnswer, remark: str) -> None:
    with pytest.raises(PlanAnswerWrong):
        answer(sent, "VT", said, remark)


def test_a_remark_is_for_partners_or_for_the_own_organisation_only(sent: PlannedCase) -> None:
    with pytest.raises(PlanAnswerWrong):
        answer(sent, "VT", REMARK, "Voor DR.", tier="partner:DR")
    answer(sent, "VT", REMARK, "Alleen wij.", tier="partner:VT")
    assert words(sent, "VT") == (REMARK, "Alleen wij."), "who directs the case reads it"


def test_nobody_agrees_with_what_they_did_not_see(sent: PlannedCase) -> None:
    guest = sent.as_guest("VT")
    shown = plan_to_answer(guest)
    assert shown is not None
    with pytest.raises(ChangedMeanwhile):
        answer_plan(guest, AnswerPlan(shown.version_id, AGREED, seen_sha256="0" * 64))
    another_action(sent)
    make_draft(sent.director, sent.case_id)
    with pytest.raises(NotAnswerable):
        answer_plan(guest, AnswerPlan(shown.version_id, AGREED, seen_sha256=shown.sha256))


def test_after_a_new_version_everybody_is_asked_anew_with_the_changes_first(sent: PlannedCase) -> None:
    answer(sent, "VT", AGREED)
    another_action(sent)
    another_action(sent, "a8", tier="opsporing")
    make_draft(sent.director, sent.case_id)
    circulate(sent.director, sent.case_id, 2)
    assert words(sent, "VT") == (None, "")
    found = plan_to_answer(sent.as_guest("VT"))
    assert found is not None
    assert (found.since, found.own) == (1, None)
    assert [change.after for change in found.changes] == ["Ook a9."], "and nothing of what it may not read"
    police = plan_to_answer(sent.as_guest("politie"))
    assert police is not None
    assert police.changes == (), "the police never answered on a version before, so all of it is new"


def test_the_director_records_what_was_said_by_phone(sent: PlannedCase) -> None:
    version = case_state(sent.director, sent.case_id).draft
    with sent.director.database.reading() as session:
        person = session.get_one(Invitation, sent.attendee("DR").invitation_id).professional_id
    order = RecordAnswer(sent.case_id, version.id, person, AGAINST, "Te kort dag.")
    record_answer(sent.director, order)
    assert words(sent, "DR") == (AGAINST, "Te kort dag.")
    with pytest.raises(NotAllowed):
        record_answer(sent.as_guest("DR"), order)


def test_an_answer_of_who_is_barred_is_told_to_nobody(sent: PlannedCase, work_as: Callable[..., Work]) -> None:
    answer(sent, "VT", AGAINST, "Nee, hierom.")
    a_bar(work_as(Standing.SYSTEM), sent.case_id, BarKind.NAME, sent.attendee("VT").name)
    version = case_state(sent.director, sent.case_id).draft
    with sent.director.read(Permission.PLAN_READ, sent.case_id) as look:
        assert "VT" not in {one.organisation for one in answers_in(look, version.id)}
    with pytest.raises(NotAllowed):
        plan_to_answer(sent.as_guest("VT"))


def test_an_adopted_plan_is_answered_on_once_it_is_released(ready: PlannedCase) -> None:
    now_adopt(ready)
    assert plan_to_answer(ready.as_guest("VT")) is None
    release_plan(ready.director, ready.case_id, 1)
    answer(ready, "VT", AGREED)
    assert words(ready, "VT") == (AGREED, "")


def test_a_plan_that_was_taken_back_is_in_force_for_nobody(ready: PlannedCase, work_as: Callable[..., Work]) -> None:
    now_adopt(ready)
    now_adopt(ready)
    release_plan(ready.director, ready.case_id, 2)
    with pytest.raises(ReasonMissing):
        withdraw_version(ready.director, ready.case_id, 2, " ")
    withdraw_version(ready.director, ready.case_id, 2, "Een adres stond er verkeerd in.")
    withdraw_version(ready.director, ready.case_id, 2, "Nog eens.")
    assert standing(ready) == [(1, PlanStatus.SUPERSEDED), (2, PlanStatus.WITHDRAWN)]
    assert history(ready.director, ready.case_id)[0].reason == "Een adres stond er verkeerd in."
    assert history(a_holder(ready, work_as, "VT"), ready.case_id)[0].reason == ""
    assert case_state(ready.director, ready.case_id).in_force is None
    assert released_plan(ready.as_guest("VT")) is None
    assert plan_to_answer(ready.as_guest("VT")) is None
    with pytest.raises(NothingAdopted):
        issue(ready.director, ready.case_id, "partners")
    assert now_adopt(ready) == 3, "its number is not given again"


def test_what_was_sent_round_and_taken_back_is_shown_to_nobody(sent: PlannedCase) -> None:
    withdraw_version(sent.director, sent.case_id, 1, "Te vroeg.", seen_status=PlanStatus.CIRCULATED)
    assert plan_to_answer(sent.as_guest("VT")) is None
    assert make_draft(sent.director, sent.case_id) == 2


def test_an_adoption_of_what_is_no_longer_on_the_screen_is_refused(sent: PlannedCase) -> None:
    mark = case_state(sent.director, sent.case_id).mark
    withdraw_version(sent.director, sent.case_id, 1, "Te vroeg.")
    with pytest.raises(ChangedMeanwhile):
        now_adopt(sent, seen=mark)
    assert standing(sent) == [(1, PlanStatus.WITHDRAWN)]


def test_of_two_who_adopt_or_take_back_at_once_one_wins(sent: PlannedCase) -> None:
    state, said = case_state(sent.director, sent.case_id), explained(sent)

    def attempt(way: str) -> str:
        try:
            if way == "adopt":
                adopt(sent.director, AdoptPlan(sent.case_id, said, seen=state.mark))
            else:
                withdraw_version(sent.director, sent.case_id, 1, "Terug.", seen_status=PlanStatus.CIRCULATED)
        except ChangedMeanwhile:
            return "refused"
        return way

    with ThreadPoolExecutor(4) as together:
        done = list(together.map(attempt, ("adopt", "adopt", "withdraw", "adopt")))
    assert done.count("refused") == 3
    (status,) = [status for _, status in standing(sent)]
    assert status is (PlanStatus.ADOPTED if "adopt" in done else PlanStatus.WITHDRAWN)


def test_numbers_are_given_once_whatever_happens(ready: PlannedCase) -> None:
    for turn in range(3):
        another_action(ready, f"a{turn + 5}")
        make_draft(ready.director, ready.case_id)
        number = now_adopt(ready)
        withdraw_version(ready.director, ready.case_id, number, "Terug.")
    with ready.director.database.reading() as session:
        numbers = sorted(session.exec(select(PlanVersion.number)).all())
    assert numbers == [1, 2, 3]


def test_two_versions_are_compared_as_their_reader_may_read_them(ready: PlannedCase) -> None:
    now_adopt(ready)
    another_action(ready)
    another_action(ready, "a8", tier="partner:DR")
    assert {change.after for change in compared(ready.director, ready.case_id, 1, NOW)} == {"Ook a9.", "Ook a8."}
    assert compared(ready.director, ready.case_id, 1, 1) == ()
    with pytest.raises(NotAllowed):
        compared(ready.director, ready.case_id, 1, 7)


def test_what_was_said_after_the_release_is_told_with_the_plan(ready: PlannedCase) -> None:
    now_adopt(ready)
    release_plan(ready.director, ready.case_id, 1)

    def agreements() -> dict[str, PlanAnswer | None]:
        with ready.director.read(Permission.PLAN_READ, ready.case_id) as look:
            version_id, content = content_in(look, ready.case_id)
            return {one.organisation: one.answer for one in with_answers(look, version_id, content).agreements}

    assert agreements() == {}, "nobody was asked before, and nobody said anything yet"
    answer(ready, "VT", AGREED)
    assert agreements() == {"politie": None, "VT": AGREED, "lokale_veld": None, "DR": None}


def test_no_copy_is_made_of_a_proposal_that_was_taken_back(sent: PlannedCase) -> None:
    withdraw_version(sent.director, sent.case_id, 1, "Te vroeg.")
    with pytest.raises(VersionWithdrawn):
        issue(sent.director, sent.case_id, "partners", number=1)
