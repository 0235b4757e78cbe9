"""One act: permission, transaction and audit entry together, on both databases."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case, Seat
from models.database import Database
from models.directory import Organisation, Professional, SignInSession
from models.terms import BarKind, Belonging, OrganisationKind
from services.access.rules import Permission, Standing
from services.audit.queries import verify
from services.relations.facts import SYSTEM, VISITOR, Actor
from services.unit_of_work import (
    Chance,
    ChangedMeanwhile,
    NestedWork,
    NotAllowed,
    SessionOver,
    Transaction,
    Work,
    secret_hash,
)
from tests.conftest import StillClock
from tests.databases import file_database
from tests.rows import a_bar, a_case, a_professional, a_seat, an_account, an_invitation

WorkAs = Callable[..., Work]


@pytest.fixture
def here(work_as: WorkAs) -> Work:
    """Work that makes rows for a test."""
    return work_as(SYSTEM)


@pytest.fixture
def hanna(here: Work, work_as: WorkAs) -> Work:
    """A case director in a session of hers."""
    return work_as(Standing.CASE_DIRECTOR, name="Hanna Huisman", account_id=an_account(here), session_id="s" * 32)


@pytest.fixture
def case_id(here: Work, hanna: Work) -> str:
    """A case that Hanna directs."""
    return a_case(here, hanna.actor.account_id)


def entries(work: Work) -> list[AuditEntry]:
    """The whole log."""
    with work.database.reading() as session:
        return list(session.exec(select(AuditEntry).order_by(col(AuditEntry.seq))))


def rename(work: Work, case_id: str, name: str) -> None:
    """A write on a case."""
    with work.act(Permission.CASE_EDIT, case_id) as tx:
        row = tx.session.get_one(Case, case_id)
        row.code_name = name
        tx.add(row)
        tx.note(named=True)


def name_of(work: Work, case_id: str) -> str:
    """What the case is called now."""
    with work.database.reading() as session:
        return session.get_one(Case, case_id).code_name


def new_organisation(tx: Transaction, key: str) -> Organisation:
    """Some row to write."""
    return Organisation(id=tx.chance.id(), key=key, name=key, kind=OrganisationKind.OTHER)


# --- act


def test_act_writes_and_leaves_one_entry_that_says_who_what_when(hanna: Work, case_id: str, clock: StillClock) -> None:
    rename(hanna, case_id, "Zaak Roerdomp")
    assert name_of(hanna, case_id) == "Zaak Roerdomp"
    [entry] = entries(hanna)
    assert (entry.actor, entry.session, entry.standing) == (hanna.actor.account_id, "s" * 32, "casusregisseur")
    assert (entry.permission, entry.case_id, entry.outcome) == ("case.edit", case_id, "done")
    assert (entry.at, entry.notes) == (clock(), {"named": True})


def test_an_exception_takes_back_the_write_and_its_entry(hanna: Work, case_id: str) -> None:
    with pytest.raises(ZeroDivisionError), hanna.act(Permission.CASE_EDIT, case_id) as tx:
        row = tx.session.get_one(Case, case_id)
        row.code_name = "half done"
        tx.add(row)
        _ = 1 / 0
    assert name_of(hanna, case_id) == "Zaak Heggemus"
    assert entries(hanna) == []


def test_after_an_exception_the_next_act_works(hanna: Work, case_id: str) -> None:
    with pytest.raises(KeyError), hanna.act(Permission.CASE_EDIT, case_id):
        raise KeyError
    rename(hanna, case_id, "Zaak Kwikstaart")
    assert name_of(hanna, case_id) == "Zaak Kwikstaart"


@pytest.mark.parametrize("outer", ["act", "read", "upkeep"])
@pytest.mark.parametrize("inner", ["act", "read", "upkeep"])
def test_work_inside_work_raises_at_once(hanna: Work, case_id: str, outer: str, inner: str) -> None:
    def begin(how: str) -> AbstractContextManager[object]:
        return hanna.upkeep() if how == "upkeep" else getattr(hanna, how)(Permission.CASE_READ, case_id)

    with begin(outer), pytest.raises(NestedWork), begin(inner):
        pytest.fail("the inner work began")


def test_a_refused_act_changes_nothing_and_stands_in_the_log(here: Work, work_as: WorkAs, case_id: str) -> None:
    mallory = work_as(Standing.CASE_DIRECTOR, account_id=an_account(here, "Mallory"))
    with pytest.raises(NotAllowed):
        rename(mallory, case_id, "mine now")
    assert name_of(here, case_id) == "Zaak Heggemus"
    [entry] = entries(here)
    assert (entry.outcome, entry.permission, entry.case_id) == ("refused", "case.edit", case_id)


def test_a_barred_person_and_an_unknown_case_get_the_same_refusal(
    here: Work, hanna: Work, case_id: str, work_as: WorkAs
) -> None:
    a_bar(here, case_id, BarKind.NAME, "Mallory Meeuws")
    mallory = work_as(Standing.CASE_DIRECTOR, name="Mallory Meeuws", account_id=an_account(here, "Mallory Meeuws"))
    answers = []
    for asked in (case_id, Chance().id()):
        with pytest.raises(NotAllowed) as refused, mallory.act(Permission.CASE_EDIT, asked):
            pytest.fail("was let in")
        answers.append((type(refused.value), refused.value.code, refused.value.fields, str(refused.value)))
    assert answers[0] == answers[1]


def test_a_director_who_is_barred_later_is_out_at_the_next_act(here: Work, hanna: Work, case_id: str) -> None:
    rename(hanna, case_id, "Zaak Roerdomp")
    a_bar(here, case_id, BarKind.NAME, "Mevrouw Hanna Huísman")
    with pytest.raises(NotAllowed):
        rename(hanna, case_id, "again")


@pytest.mark.parametrize("strange", ["x" * 500, "a\0b", "' OR 1=1 --", "é", "../../etc", " "])
def test_a_strange_case_id_is_an_unknown_case(hanna: Work, case_id: str, strange: str) -> None:
    with pytest.raises(NotAllowed):
        rename(hanna, strange, "x")
    with pytest.raises(NotAllowed), hanna.read(Permission.CASE_READ, strange):
        pytest.fail("was let in")
    assert [entry.case_id for entry in entries(hanna)] == ["", ""]


def test_a_refused_visitor_leaves_no_entry_so_that_nobody_can_fill_the_log(work_as: WorkAs, case_id: str) -> None:
    with pytest.raises(NotAllowed), work_as(VISITOR).act(Permission.CASE_EDIT, case_id):
        pytest.fail("was let in")
    with pytest.raises(NotAllowed), work_as(VISITOR).read(Permission.CASE_READ, case_id):
        pytest.fail("was let in")
    assert entries(work_as(SYSTEM)) == []


def test_an_expired_invitation_lets_nobody_in(here: Work, case_id: str, work_as: WorkAs, clock: StillClock) -> None:
    invitation = an_invitation(here, case_id, a_professional(here))
    guest = work_as(Standing.GUEST, invitation_id=invitation)
    with guest.read(Permission.INVITATION_READ, case_id) as look:
        assert look.belonging is Belonging.INVITED
    clock.forward(days=4)
    with pytest.raises(NotAllowed), guest.read(Permission.INVITATION_READ, case_id):
        pytest.fail("was let in")


# --- editing


def test_a_second_writer_is_told_instead_of_overwriting(hanna: Work, case_id: str) -> None:
    def edit(seen: int, name: str) -> None:
        with hanna.act(Permission.CASE_EDIT, case_id) as tx:
            tx.edit(Case, case_id, seen).code_name = name

    edit(1, "first")
    with pytest.raises(ChangedMeanwhile) as refused:
        edit(1, "second")
    assert refused.value.fields == {"version": 2}
    assert name_of(hanna, case_id) == "first"


def test_a_row_of_another_case_cannot_be_edited_through_this_one(here: Work, hanna: Work, case_id: str) -> None:
    foreign = a_seat(here, a_case(here), a_professional(here))
    with pytest.raises(NotAllowed), hanna.act(Permission.CASE_EDIT, case_id) as tx:
        tx.edit(Seat, foreign, 1).role = "mine"


def test_eight_writers_lose_no_update_and_the_chain_stays_whole(here: Work) -> None:
    with here.upkeep() as tx:
        tx.add(row := new_organisation(tx, "tally"))
        row_id = row.id

    def fifty_times() -> None:
        for _ in range(50):
            with here.act(Permission.MAIL_SEND) as tx:
                counted = tx.session.get_one(Organisation, row_id)
                counted.name = str(int(counted.name) + 1) if counted.name.isdigit() else "1"
                tx.add(counted)

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(fifty_times) for _ in range(8)]:
            done.result()
    with here.database.reading() as session:
        assert session.get_one(Organisation, row_id).name == "400"
        report = verify(session, here.database.vault.audit_key)
    assert (report.entries, report.whole) == (400, True)


def test_the_first_writers_of_a_new_database_do_not_collide(here: Work) -> None:
    together = threading.Barrier(6)

    def first() -> None:
        together.wait()
        with here.act(Permission.MAIL_SEND):
            pass

    with ThreadPoolExecutor(6) as pool:
        for done in [pool.submit(first) for _ in range(6)]:
            done.result()
    assert [entry.seq for entry in entries(here)] == [1, 2, 3, 4, 5, 6]


# --- looking


def test_a_look_is_logged_before_anything_is_shown(hanna: Work, case_id: str) -> None:
    with hanna.read(Permission.CASE_READ, case_id, screen="case") as look:
        [entry] = look.session.exec(select(AuditEntry)).all()
        assert (entry.outcome, entry.notes, entry.case_id) == ("seen", {"screen": "case"}, case_id)


def test_a_redrawn_screen_is_no_new_look_until_ten_minutes_have_passed(
    hanna: Work, case_id: str, clock: StillClock
) -> None:
    for _ in range(3):
        with hanna.read(Permission.CASE_READ, case_id, screen="case"):
            clock.forward(minutes=3)
    assert len(entries(hanna)) == 1
    clock.forward(minutes=1)
    with hanna.read(Permission.CASE_READ, case_id, screen="case"):
        pass
    assert len(entries(hanna)) == 2


def test_another_screen_case_session_or_person_is_a_look_of_its_own(
    here: Work, hanna: Work, case_id: str, work_as: WorkAs
) -> None:
    other_case = a_case(here, hanna.actor.account_id)
    elsewhere = work_as(Standing.CASE_DIRECTOR, account_id=hanna.actor.account_id, session_id="t" * 32)
    for who, which, screen in (
        (hanna, case_id, "case"),
        (hanna, case_id, "network"),
        (hanna, other_case, "case"),
        (elsewhere, case_id, "case"),
    ):
        with who.read(Permission.CASE_READ, which, screen=screen):
            pass
    assert len(entries(hanna)) == 4


def test_a_look_whose_entry_failed_is_not_taken_for_a_logged_one(
    hanna: Work, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("services.unit_of_work.append", _fails)
        with pytest.raises(OSError), hanna.read(Permission.CASE_READ, case_id):
            pytest.fail("was shown without an entry")
    with hanna.read(Permission.CASE_READ, case_id):
        assert len(entries_within(hanna)) == 1


def _fails(*_: object) -> None:
    raise OSError


def entries_within(work: Work) -> list[AuditEntry]:
    """The log, asked for while a look is open."""
    return entries(work)


def test_reading_the_log_stands_in_the_log(work_as: WorkAs) -> None:
    auditor = work_as(Standing.AUDITOR, account_id="a" * 32)
    with auditor.read(Permission.AUDIT_READ):
        pass
    assert [(entry.permission, entry.outcome) for entry in entries(auditor)] == [("audit.read", "seen")]


def test_a_refused_look_stands_in_the_log(here: Work, case_id: str, work_as: WorkAs) -> None:
    mallory = work_as(Standing.CASE_DIRECTOR, account_id=an_account(here, "Mallory"))
    for _ in range(2):
        with pytest.raises(NotAllowed), mallory.read(Permission.CASE_READ, case_id):
            pytest.fail("was let in")
    assert [entry.outcome for entry in entries(here)] == ["refused", "refused"]


def test_a_look_cannot_write(hanna: Work, case_id: str) -> None:
    with hanna.read(Permission.CASE_READ, case_id) as look, pytest.raises(DBAPIError):
        row = look.session.get_one(Case, case_id)
        row.code_name = "written by a look"
        look.session.add(row)
        look.session.flush()
    rename(hanna, case_id, "a write after it works")


def test_a_look_sees_one_moment_whatever_is_written_meanwhile(hanna: Work, case_id: str) -> None:
    with hanna.read(Permission.CASE_READ, case_id):
        pass
    with hanna.read(Permission.CASE_READ, case_id) as look:
        before = look.session.exec(select(Case.code_name).where(Case.id == case_id)).one()
        writer = threading.Thread(target=rename, args=(hanna, case_id, "changed meanwhile"))
        writer.start()
        writer.join(20)
        assert not writer.is_alive(), "the writer had to wait for a look"
        after = look.session.exec(select(Case.code_name).where(Case.id == case_id)).one()
    assert (before, after, name_of(hanna, case_id)) == ("Zaak Heggemus", "Zaak Heggemus", "changed meanwhile")


# --- drafts


def test_drafts_that_save_themselves_share_an_entry_for_ten_minutes(hanna: Work, clock: StillClock) -> None:
    for _ in range(5):
        with hanna.act(Permission.DRAFT_SAVE, subject="form-1", coalesce=True):
            clock.forward(minutes=1)
    with hanna.act(Permission.DRAFT_SAVE, subject="form-2", coalesce=True):
        clock.forward(minutes=6)
    with hanna.act(Permission.DRAFT_SAVE, subject="form-1", coalesce=True):
        pass
    assert [entry.notes["subject"] for entry in entries(hanna)] == ["form-1", "form-2", "form-1"]


def test_a_draft_that_failed_does_not_hide_the_next_entry(hanna: Work) -> None:
    with pytest.raises(KeyError), hanna.act(Permission.DRAFT_SAVE, subject="form-1", coalesce=True):
        raise KeyError
    with hanna.act(Permission.DRAFT_SAVE, subject="form-1", coalesce=True):
        pass
    assert len(entries(hanna)) == 1


# --- upkeep and small parts


def test_upkeep_commits_without_an_entry_and_rolls_back_on_an_exception(here: Work) -> None:
    with here.upkeep() as tx:
        tx.add(new_organisation(tx, "kept"))
    with pytest.raises(KeyError), here.upkeep() as tx:
        tx.add(new_organisation(tx, "lost"))
        raise KeyError
    with here.database.reading() as session:
        assert session.exec(select(Organisation.key)).all() == ["kept"]
    assert entries(here) == []


def test_sealed_columns_open_again_and_lie_sealed(here: Work) -> None:
    professional = a_professional(here, email="p.zandbergen@ccb.example")
    with here.upkeep() as tx:
        row = tx.session.get_one(Professional, professional)
        assert tx.unseal(row, "email_sealed") == "p.zandbergen@ccb.example"
        assert "zandbergen" not in row.email_sealed


def test_the_same_actor_is_named_by_id_never_by_name() -> None:
    assert Actor(Standing.CASE_HOLDER, name="Jan", account_id="a1").reference == "a1"
    assert Actor(Standing.GUEST, name="Jan", invitation_id="i1").reference == "i1"
    assert VISITOR.reference == "bezoeker"


def test_chance_gives_ids_secrets_and_codes_of_their_shape() -> None:
    chance = Chance()
    assert len({chance.id() for _ in range(100)}) == 100
    assert len(chance.id()) == 32
    assert len(chance.secret()) == 43
    assert len(chance.spoken_code()) == 8
    assert not set("01IO") & set("".join(chance.spoken_code() for _ in range(200)))
    assert len(secret_hash("x")) == 64


def test_a_writer_in_another_database_is_not_held_up(
    database: Database, here: Work, tmp_path_factory: pytest.TempPathFactory, file_template: Path
) -> None:
    with file_database(file_template, tmp_path_factory.mktemp("other")) as other, here.upkeep():
        finished: list[datetime] = []

        def write() -> None:
            with replace(here, database=other).act(Permission.MAIL_SEND) as tx:
                finished.append(tx.now)

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(10)
    assert finished


def test_a_button_drawn_before_the_session_ended_does_nothing_after_it(work_as: Callable[..., Work]) -> None:
    hanna = work_as(Standing.CASE_DIRECTOR, account_id=an_account(work_as(Standing.SYSTEM)), session_id="u" * 32)
    with hanna.upkeep() as tx:
        tx.session.get_one(SignInSession, "u" * 32).ended_at = tx.now
    with pytest.raises(SessionOver), hanna.act(Permission.CASE_OPEN):
        pytest.fail("it acted")
    with pytest.raises(SessionOver), hanna.read(Permission.CASE_LIST):
        pytest.fail("it looked")


def test_a_session_idle_for_a_quarter_of_an_hour_acts_no_more(work_as: Callable[..., Work], clock: StillClock) -> None:
    hanna = work_as(Standing.CASE_DIRECTOR, account_id=an_account(work_as(Standing.SYSTEM)), session_id="u" * 32)
    with hanna.upkeep() as tx:
        row = tx.session.get_one(SignInSession, "u" * 32)
        row.started_at = row.last_seen_at = tx.now
    clock.forward(minutes=14)
    with hanna.read(Permission.CASE_LIST):
        pass
    clock.forward(minutes=1)
    with pytest.raises(SessionOver), hanna.read(Permission.CASE_LIST):
        pytest.fail("it looked")


def test_a_session_that_is_not_there_acts_for_nobody(work_as: Callable[..., Work]) -> None:
    hanna = work_as(Standing.SYSTEM)
    ghost = hanna.as_actor(Actor(Standing.CASE_DIRECTOR, account_id="a" * 32, session_id="v" * 32))
    with pytest.raises(SessionOver), ghost.act(Permission.CASE_OPEN):
        pytest.fail("it acted")
