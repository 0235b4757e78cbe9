"""What she says, what is promised to her and what she consents to: kept sealed, by who may, once per version."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from models.casework import CasePerson
from models.database import Database
from models.terms import BarKind
from models.victim import ConsentRow, PromisedContactRow, VoiceRow
from services.access.rules import Permission, Standing
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.cases.rules import SuspectHeld
from services.conditions.actions import hand_in
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from services.victim import actions
from services.victim.facts import PromisedContact
from services.victim.orders import GiveConsent, PromiseContacts, WriteVoice
from services.victim.queries import (
    VictimSide,
    consents_in,
    promises_in,
    silent_promises_in,
    victim_side,
    voices_in,
)
from services.victim.rules import VictimFieldWrong
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case, seats_of

WorkAs = Callable[..., Work]
TODAY = date(2026, 11, 23)
SAID = "Ik wil dat hij ophoudt. 👩‍👧 أريد أن أكون بأمان"


def side(planned: PlannedCase, work: Work | None = None) -> VictimSide:
    return victim_side(work or planned.director, planned.case_id)


def promise(planned: PlannedCase, persons: dict[str, str], *days: date, ref: str = "P1") -> int:
    seat = seats_of(planned.director, planned.case_id)["VT"]
    order = PromiseContacts(planned.case_id, persons[ref], seat, days, "Hoe het gaat")
    return actions.promise_contacts(planned.director, order)


def wrong(act: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(VictimFieldWrong) as refused:
        act()
    return refused.value.fields["field"], refused.value.fields["reason"]


def test_her_words_are_kept_sealed_and_come_back_as_said(planned: PlannedCase, persons: dict[str, str]) -> None:
    seat = seats_of(planned.director, planned.case_id)["VT"]
    order = WriteVoice(planned.case_id, persons["P1"], 0, SAID, "De nachten.", "Alles.", seat, "", TODAY)
    assert actions.write_voice(planned.director, order) == 1
    (voice,) = side(planned).voices
    assert (voice.person_ref, voice.wishes, voice.fears, voice.tell_back) == ("P1", SAID, "De nachten.", "Alles.")
    assert (voice.represented_by, voice.represented_by_seat_id) == ("Deelnemer 1", seat)
    assert (voice.heard_on, voice.version) == (TODAY, 1)
    with planned.director.database.reading() as session:
        row = session.exec(select(VoiceRow)).one()
        assert "ophoudt" not in repr(row)


def test_the_second_writer_overwrites_nothing(planned: PlannedCase, persons: dict[str, str], work_as: WorkAs) -> None:
    first = WriteVoice(planned.case_id, persons["P1"], 0, wishes="Rust.")
    actions.write_voice(planned.director, first)
    holder = a_holder(planned, work_as, "VT")
    for stale in (replace(first, wishes="Anders."), replace(first, version=7)):
        with pytest.raises(ChangedMeanwhile) as refused:
            actions.write_voice(holder, stale)
        assert refused.value.fields["version"] == 1
    assert actions.write_voice(holder, replace(first, wishes="Rust en slaap.", version=1)) == 2
    assert side(planned).voices[0].wishes == "Rust en slaap."


def test_nobody_from_the_case_speaks_for_her_at_the_table(planned: PlannedCase, persons: dict[str, str]) -> None:
    with planned.director.upkeep() as tx:
        row = tx.session.get_one(CasePerson, persons["P2"])
        tx.seal(row, "name_sealed", "Dirk Dirksen")
        tx.add(row)
    order = WriteVoice(planned.case_id, persons["P1"], 0, represented_by="D. Advocaat-Dirksen")
    assert actions.write_voice(planned.director, order)
    told = wrong(
        lambda: actions.write_voice(planned.director, replace(order, version=1, represented_by="dirk DIRKSEN"))
    )
    assert told == ("represented_by", "private_person")
    assert side(planned).voices[0].represented_by == "D. Advocaat-Dirksen"


def test_only_a_victim_and_only_a_seat_in_force(planned: PlannedCase, persons: dict[str, str]) -> None:
    suspect = WriteVoice(planned.case_id, persons["P2"], 0, wishes="Ik ook.")
    assert wrong(lambda: actions.write_voice(planned.director, suspect)) == ("person", "not_a_victim")
    seat = seats_of(planned.director, planned.case_id)["VT"]
    end_seat(planned.director, planned.case_id, seat)
    gone = WriteVoice(planned.case_id, persons["P1"], 0, represented_by_seat_id=seat)
    assert wrong(lambda: actions.write_voice(planned.director, gone)) == ("seat", "unknown")


def test_a_promise_is_made_once_and_kept_or_called_off_once(planned: PlannedCase, persons: dict[str, str]) -> None:
    days = (TODAY + timedelta(days=1), TODAY + timedelta(days=8))
    assert promise(planned, persons, *days) == 2
    assert promise(planned, persons, *days, TODAY) == 1
    today, tomorrow, later = side(planned).promises
    assert [p.promised_for for p in (today, tomorrow, later)] == [TODAY, *days]
    assert (today.by, today.organisation, today.subject) == ("Deelnemer 1", "VT", "Hoe het gaat")
    actions.keep_promise(planned.director, planned.case_id, today.id, 1, TODAY)
    actions.cancel_promise(planned.director, planned.case_id, later.id, 1, "Zij belt zelf.")
    kept, _, cancelled = side(planned).promises
    assert (kept.kept_on, cancelled.cancelled, cancelled.cancel_reason) == (TODAY, True, "Zij belt zelf.")
    again = wrong(lambda: actions.keep_promise(planned.director, planned.case_id, later.id, 2, TODAY))
    assert again == ("promise", "settled")
    with pytest.raises(ChangedMeanwhile):
        actions.keep_promise(planned.director, planned.case_id, tomorrow.id, 9, TODAY)
    bare = wrong(lambda: actions.cancel_promise(planned.director, planned.case_id, tomorrow.id, 1, " "))
    assert bare == ("reason", "empty")
    assert promise(planned, persons, later.promised_for) == 1, "what was called off can be promised anew"


def test_silence_is_found_for_many_cases_at_once(planned: PlannedCase, persons: dict[str, str], clock) -> None:
    promise(planned, persons, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=7))
    kept = side(planned).promises[0]
    actions.keep_promise(planned.director, planned.case_id, kept.id, 1, TODAY)
    for day, silent in ((TODAY + timedelta(days=1), 0), (TODAY + timedelta(days=2), 1), (date(2027, 1, 1), 2)):
        assert len(_silent(planned, day).get(planned.case_id, ())) == silent


def test_whoever_is_barred_is_named_nowhere_yet_silence_stays_seen(
    planned: PlannedCase, persons: dict[str, str]
) -> None:
    promise(planned, persons, TODAY)
    seat = seats_of(planned.director, planned.case_id)["VT"]
    order = WriteVoice(planned.case_id, persons["P1"], 0, wishes="Rust.", represented_by_seat_id=seat)
    actions.write_voice(planned.director, order)
    bar(planned.director, planned.case_id, NewBar(BarKind.EMAIL, "d1@partner.example"))
    found = side(planned)
    assert "Deelnemer 1" not in repr(found)
    assert seat not in repr(found)
    (silent,) = _silent(planned, TODAY + timedelta(days=1))[planned.case_id]
    assert (silent.by, silent.organisation) == ("", "")
    assert wrong(lambda: promise_by(planned, persons, seat)) == ("seat", "unknown")


def promise_by(planned: PlannedCase, persons: dict[str, str], seat: str) -> int:
    return actions.promise_contacts(
        planned.director, PromiseContacts(planned.case_id, persons["P1"], seat, (date(2026, 12, 1),))
    )


def test_no_contact_with_the_suspect_is_planned_while_a_hold_stands(
    planned: PlannedCase, persons: dict[str, str]
) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    with pytest.raises(SuspectHeld):
        promise(planned, persons, TODAY + timedelta(days=30), ref="P2")
    assert promise(planned, persons, TODAY + timedelta(days=30), ref="P1") == 1


def test_consent_stands_until_she_takes_it_back_and_stays_readable(
    planned: PlannedCase, persons: dict[str, str]
) -> None:
    given = GiveConsent(planned.case_id, persons["P1"], "school", "De tijden.", TODAY - timedelta(days=3))
    consent_id = actions.give_consent(planned.director, given)
    early = TODAY - timedelta(days=4)
    assert wrong(lambda: actions.withdraw_consent(planned.director, planned.case_id, consent_id, 1, early)) == (
        "withdrawn_on",
        "before_beginning",
    )
    actions.withdraw_consent(planned.director, planned.case_id, consent_id, 1, TODAY)
    (consent,) = side(planned).consents
    assert (consent.organisation, consent.subject, consent.withdrawn_on) == ("school", "De tijden.", TODAY)
    assert wrong(lambda: actions.withdraw_consent(planned.director, planned.case_id, consent_id, 2, TODAY)) == (
        "consent",
        "withdrawn",
    )


def test_who_is_not_on_the_case_writes_and_reads_nothing(
    planned: PlannedCase, persons: dict[str, str], work_as: WorkAs
) -> None:
    promise(planned, persons, TODAY)
    (promised,) = side(planned).promises
    consent = actions.give_consent(
        planned.director, GiveConsent(planned.case_id, persons["P1"], "school", "Tijden", TODAY)
    )
    barred = a_holder(planned, work_as, "lokale_veld")
    bar(planned.director, planned.case_id, NewBar(BarKind.ORGANISATION, "lokale_veld"))
    for other in (a_director(work_as, "M. Vreemd"), planned.as_guest("VT"), barred, work_as(Standing.ADMINISTRATOR)):
        for act in everything(other, planned.case_id, persons, promised, consent):
            with pytest.raises(NotAllowed):
                act()


def test_rows_of_another_case_are_out_of_reach(planned: PlannedCase, persons: dict[str, str], work_as: WorkAs) -> None:
    promise(planned, persons, TODAY)
    (promised,) = side(planned).promises
    consent = actions.give_consent(
        planned.director, GiveConsent(planned.case_id, persons["P1"], "school", "Tijden", TODAY)
    )
    other = a_planned_case(work_as, code="T-200")
    acts = everything(other.director, other.case_id, persons, promised, consent)
    for act in acts[1:]:
        with pytest.raises(NotAllowed):
            act()
    assert side(planned).promises == (promised,)


def everything(
    work: Work, case_id: str, persons: dict[str, str], promised: PromisedContact, consent: str
) -> list[Callable[[], object]]:
    contacts = PromiseContacts(case_id, persons["P1"], promised.seat_id, (TODAY,))
    return [
        lambda: victim_side(work, case_id),
        lambda: actions.write_voice(work, WriteVoice(case_id, persons["P1"], 0, wishes="Iets.")),
        lambda: actions.promise_contacts(work, contacts),
        lambda: actions.keep_promise(work, case_id, promised.id, promised.version, TODAY),
        lambda: actions.cancel_promise(work, case_id, promised.id, promised.version, "Zomaar."),
        lambda: actions.give_consent(work, GiveConsent(case_id, persons["P1"], "school", "Tijden", TODAY)),
        lambda: actions.withdraw_consent(work, case_id, consent, 1, TODAY),
    ]


def test_a_case_holder_writes_too(planned: PlannedCase, persons: dict[str, str], work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    assert actions.write_voice(holder, WriteVoice(planned.case_id, persons["P1"], 0, wishes="Rust.")) == 1
    assert side(planned, holder).voices[0].wishes == "Rust."


def test_many_cases_cost_as_many_queries_as_one(work_as: WorkAs) -> None:
    cases = [a_planned_case(work_as, code=f"T-{n}") for n in range(4)]
    for case in cases:
        with case.director.database.reading() as session:
            chosen = select(CasePerson.id).where(CasePerson.case_id == case.case_id, CasePerson.ref == "P1")
            victim = session.exec(chosen).one()
        promise(case, {"P1": victim}, TODAY)
        actions.write_voice(case.director, WriteVoice(case.case_id, victim, 0, wishes="Rust."))
        actions.give_consent(case.director, GiveConsent(case.case_id, victim, "school", "Tijden", TODAY))
    ids = [case.case_id for case in cases]
    with cases[0].director.read(Permission.CASE_READ, ids[0]) as look:
        for asked in (voices_in, promises_in, consents_in, lambda look, ids: silent_promises_in(look, ids, TODAY)):
            with counted(look.database) as one:
                asked(look, ids[:1])
            with counted(look.database) as all_of_them:
                found = asked(look, ids)
            assert all_of_them[0] == one[0] <= 5
            assert set(found) in (set(ids), set())


@contextmanager
def counted(database: Database) -> Generator[list[int]]:
    number = [0]

    def more(*_: object) -> None:
        number[0] += 1

    event.listen(database.engine, "before_cursor_execute", more)
    try:
        yield number
    finally:
        event.remove(database.engine, "before_cursor_execute", more)


def test_nothing_readable_lies_in_the_tables(planned: PlannedCase, persons: dict[str, str]) -> None:
    promise(planned, persons, TODAY)
    given = GiveConsent(planned.case_id, persons["P1"], "school", "Geheime tijden", TODAY)
    actions.give_consent(planned.director, given)
    with planned.director.database.reading() as session:
        for kind in (PromisedContactRow, ConsentRow):
            assert not {"Hoe het gaat", "Geheime tijden"} & set(session.exec(select(kind)).one().model_dump().values())


def _silent(planned: PlannedCase, day: date) -> dict[str, tuple[PromisedContact, ...]]:
    with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
        return silent_promises_in(look, [planned.case_id], day)
