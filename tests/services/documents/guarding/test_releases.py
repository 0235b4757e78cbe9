"""What the guard stopped leaves only by a second person's word, and only for exactly what was found."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case
from models.directory import Account, Professional
from models.documents import IssuedCopy, LeakRelease
from models.terms import BarKind
from services.access.rules import Permission, Standing
from services.cases.actions import protect_words
from services.documents.actions import issue
from services.documents.guarding.facts import AskRelease, DecideRelease
from services.documents.guarding.releases import (
    AlreadyDecided,
    ReleaseWrong,
    SamePerson,
    ask_release,
    decide_release,
    releases_of,
    take_back_release,
    waiting_for,
    what_stopped,
)
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.protection.rules import LeakFound
from services.relations.facts import SYSTEM
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_holder, a_planned_case, an_action, explained, make_ready
from tests.rows import a_bar
from tests.services.documents.reading import everything

VT, PLATE = "organisatie-VT", "AB-12-CD"
REASON = "De wijkagent moet dit kenteken kennen."


@pytest.fixture
def stopped(work_as: Callable[..., Work]) -> PlannedCase:
    """An adopted plan of which the file for every reader holds a protected plate."""
    return a_planned_case(work_as, further=_adopt_with_a_plate)


def _adopt_with_a_plate(planned: PlannedCase) -> None:
    make_ready(planned)
    protect_words(planned.director, planned.case_id, "opsporing", PLATE)
    record_action(planned.director, an_action(planned.case_id, "a2", what=f"Kijk uit naar {PLATE} bij de school."))
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))


@pytest.fixture
def deputy(stopped: PlannedCase, work_as: Callable[..., Work]) -> Work:
    """Who deputises for the director: the second person."""
    with stopped.director.database.reading() as session:
        account = session.get_one(Account, session.get_one(Case, stopped.case_id).deputy_id)
    return work_as(
        Standing.CASE_DIRECTOR, name=account.name, account_id=account.id, session_id=account.id, organisation="politie"
    )


def ask(planned: PlannedCase, by: Work | None = None, audience: str = VT, **changes: str) -> str:
    found = what_stopped(planned.director, planned.case_id, audience)
    assert found is not None
    order = AskRelease(planned.case_id, audience, found.finding_mac, REASON)
    return ask_release(by or planned.director, replace(order, **changes))


def decide(by: Work, planned: PlannedCase, release_id: str, granted: bool = True, version: int = 1) -> None:
    decide_release(by, DecideRelease(planned.case_id, release_id, granted, REASON, version))


def copies(planned: PlannedCase) -> list[IssuedCopy]:
    with planned.director.database.reading() as session:
        return list(session.exec(select(IssuedCopy).order_by(col(IssuedCopy.issued_at))).all())


def logged(planned: PlannedCase) -> list[AuditEntry]:
    with planned.director.database.reading() as session:
        wanted = select(AuditEntry).where(col(AuditEntry.permission).in_(("leak.ask", "leak.decide")))
        return [row for row in session.exec(wanted.order_by(col(AuditEntry.seq))) if row.outcome != "seen"]


def test_the_director_sees_which_word_stands_where_and_nothing_is_issued_by_looking(stopped: PlannedCase) -> None:
    found = what_stopped(stopped.director, stopped.case_id, VT)
    assert found is not None
    assert found.releasable
    assert {place.part for place in found.places} == {"word/document.xml"}
    assert {place.word for place in found.places} == {PLATE}
    everybody = what_stopped(stopped.director, stopped.case_id, "partners")
    assert everybody is not None
    assert any("Kijk uit naar " in place.before and " bij de school." in place.after for place in everybody.places)
    assert what_stopped(stopped.director, stopped.case_id, "organisatie-politie") is None
    assert copies(stopped) == []


def test_of_a_file_for_another_reader_only_the_word_is_shown(stopped: PlannedCase) -> None:
    found = what_stopped(stopped.director, stopped.case_id, VT)
    assert found is not None
    assert {(place.before, place.after, place.shown) for place in found.places} == {("", "", False)}


def test_a_second_person_lets_it_go_and_every_copy_says_so(stopped: PlannedCase, deputy: Work) -> None:
    release_id = ask(stopped)
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)
    decide(deputy, stopped, release_id)
    for work in (stopped.director, deputy):
        assert PLATE in everything(issue(work, stopped.case_id, VT).content)
    assert [copy.leak_release_id for copy in copies(stopped)] == [release_id, release_id]
    issue(stopped.director, stopped.case_id, "organisatie-politie")
    [police] = [copy for copy in copies(stopped) if copy.audience == "organisatie-politie"]
    assert police.leak_release_id is None
    asked, decided = logged(stopped)
    assert (asked.permission, asked.outcome, asked.notes["release"]) == ("leak.ask", "done", release_id)
    assert (decided.permission, decided.notes["granted"]) == ("leak.decide", True)
    assert not [word for word in (PLATE, "Kijk", REASON) if word in f"{asked.notes} {decided.notes}"]


def test_nobody_releases_what_they_asked_themselves_nor_by_another_account_of_theirs(
    stopped: PlannedCase, deputy: Work
) -> None:
    release_id = ask(stopped)
    with pytest.raises(SamePerson):
        decide(stopped.director, stopped, release_id)
    with stopped.director.as_actor(SYSTEM).upkeep() as tx:
        account = tx.session.get_one(Account, deputy.actor.account_id)
        account.name = "Brandsma, I."
        tx.add(account)
    with pytest.raises(SamePerson):
        decide(deputy, stopped, release_id)
    with stopped.director.as_actor(SYSTEM).upkeep() as tx:
        account, asker = (tx.session.get_one(Account, w.actor.account_id) for w in (deputy, stopped.director))
        person = tx.session.exec(select(Professional)).first()
        account.name, account.professional_id = "Anders Genoemd", person.id
        tx.seal(asker, "email_sealed", "i.brandsma@example.nl")
        tx.seal(person, "email_sealed", "I.Brandsma@example.nl")
        tx.add(account, asker, person)
    with pytest.raises(SamePerson):
        decide(deputy, stopped, release_id)
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)


def test_whoever_does_not_direct_the_case_sees_asks_and_decides_nothing(
    stopped: PlannedCase, work_as: Callable[..., Work]
) -> None:
    release_id = ask(stopped)
    others = (
        a_director(work_as, "M. Vreemd"),
        a_holder(stopped, work_as, "VT"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        stopped.as_guest("VT"),
    )
    for work in others:
        for attempt in (
            lambda w=work: what_stopped(w, stopped.case_id, VT),
            lambda w=work: ask(stopped, by=w),
            lambda w=work: decide(w, stopped, release_id),
            lambda w=work: releases_of(w, stopped.case_id),
            lambda w=work: take_back_release(w, stopped.case_id, release_id, 1),
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_no_lets_nothing_go_and_is_said_once(stopped: PlannedCase, deputy: Work) -> None:
    release_id = ask(stopped)
    decide(deputy, stopped, release_id, granted=False)
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)
    with pytest.raises(AlreadyDecided):
        decide(deputy, stopped, release_id, version=2)
    with pytest.raises(ChangedMeanwhile):
        decide(deputy, stopped, release_id, version=1)


def test_a_release_is_of_one_reader_and_one_language(stopped: PlannedCase, deputy: Work) -> None:
    decide(deputy, stopped, ask(stopped))
    for audience, language in (("partners", "nl"), ("organisatie-lokale_veld", "nl"), (VT, "en")):
        with pytest.raises(LeakFound):
            issue(stopped.director, stopped.case_id, audience, language)


def test_anything_more_or_else_is_stopped_again(stopped: PlannedCase, deputy: Work) -> None:
    decide(deputy, stopped, ask(stopped))
    protect_words(stopped.director, stopped.case_id, "niemand", "de school")
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)
    with pytest.raises(ReleaseWrong) as refused:
        ask(stopped)
    assert refused.value.fields == {"field": "file", "reason": "never"}


def test_a_release_ends_with_its_version_and_with_the_text_it_was_of(stopped: PlannedCase, deputy: Work) -> None:
    release_id = ask(stopped)
    changed = an_action(stopped.case_id, "a3", what=f"Let op {PLATE} bij het station.")
    record_action(stopped.director, changed)
    adopt(stopped.director, AdoptPlan(stopped.case_id, explained(stopped)))
    with pytest.raises(ReleaseWrong) as refused:
        decide(deputy, stopped, release_id)
    assert refused.value.fields["reason"] == "changed"
    decide(deputy, stopped, ask(stopped))
    assert PLATE in everything(issue(stopped.director, stopped.case_id, VT).content)
    adopt(stopped.director, AdoptPlan(stopped.case_id, explained(stopped)))
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)


def test_a_release_is_taken_back_by_either(stopped: PlannedCase, deputy: Work) -> None:
    release_id = ask(stopped)
    decide(deputy, stopped, release_id)
    issue(stopped.director, stopped.case_id, VT)
    take_back_release(stopped.director, stopped.case_id, release_id, 2)
    take_back_release(deputy, stopped.case_id, release_id, 1)
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)
    (line,) = releases_of(deputy, stopped.case_id)
    assert (line.in_force, line.waits, line.granted) == (False, False, True)
    assert len(copies(stopped)) == 1


def test_words_for_the_investigation_never_go_to_the_victim(stopped: PlannedCase) -> None:
    record_action(
        stopped.director, an_action(stopped.case_id, "a4", what=f"Wij letten op {PLATE}.", tier="slachtoffer")
    )
    adopt(stopped.director, AdoptPlan(stopped.case_id, explained(stopped)))
    found = what_stopped(stopped.director, stopped.case_id, "slachtoffer")
    assert found is not None
    assert not found.releasable
    assert all(place.never for place in found.places)
    with pytest.raises(ReleaseWrong) as refused:
        ask(stopped, audience="slachtoffer")
    assert refused.value.fields["reason"] == "never"


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"reason": "te kort"}, "reason", "short"),
        ({"reason": " " * 30}, "reason", "short"),
        ({"reason": "x" * 2_001}, "reason", "too_long"),
        ({"reason": "x" * 30 + "\0"}, "reason", "unreadable"),
        ({"finding_mac": "0" * 64}, "file", "changed"),
        ({"audience": "organisatie-politie"}, "file", "gone"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    stopped: PlannedCase, changes: dict[str, str], field: str, reason: str
) -> None:
    found = what_stopped(stopped.director, stopped.case_id, VT)
    assert found is not None
    with pytest.raises(ReleaseWrong) as refused:
        ask_release(stopped.director, replace(AskRelease(stopped.case_id, VT, found.finding_mac, REASON), **changes))
    assert refused.value.fields == {"field": field, "reason": reason}
    with stopped.director.database.reading() as session:
        assert session.exec(select(LeakRelease.id)).all() == []


def test_the_same_question_twice_is_one_and_waits_for_the_other(stopped: PlannedCase, deputy: Work) -> None:
    assert ask(stopped) == ask(stopped)
    (line,) = releases_of(stopped.director, stopped.case_id)
    assert (line.mine, line.may_decide, line.waits, line.reason) == (True, False, True, REASON)
    (theirs,) = releases_of(deputy, stopped.case_id)
    assert (theirs.mine, theirs.may_decide) == (False, True)
    for work, waiting in ((stopped.director, {}), (deputy, {stopped.case_id: 1})):
        with work.read_many(Permission.CASE_READ, [stopped.case_id], screen="my_day", opens=False) as look:
            assert waiting_for(look, look.allowed) == waiting


def test_what_was_asked_is_sealed(stopped: PlannedCase) -> None:
    ask(stopped)
    with stopped.director.database.reading() as session:
        row = session.exec(select(LeakRelease)).one()
        assert not [word for word in (PLATE, "wijkagent") if word in str(row.model_dump())]


def test_a_release_ends_when_one_of_the_two_is_barred(
    stopped: PlannedCase, deputy: Work, work_as: Callable[..., Work]
) -> None:
    """Whoever turns out to know the suspect was no second person."""
    decide(deputy, stopped, ask(stopped))
    issue(stopped.director, stopped.case_id, VT)
    a_bar(work_as(Standing.SYSTEM), stopped.case_id, BarKind.NAME, deputy.actor.name)
    with pytest.raises(LeakFound):
        issue(stopped.director, stopped.case_id, VT)
