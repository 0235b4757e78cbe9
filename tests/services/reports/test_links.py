"""Links to actions: to whom one is given, what opens it, and that everything else gets the same answer."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from models.audit import AuditEntry
from models.casework import Case, CasePerson, Seat
from models.directory import Organisation, Professional
from models.terms import ActionAnswer, BarKind, CaseStatus
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import end_seat
from services.cases.rows import PersonBarred
from services.cases.rules import PrivatePerson
from services.conditions.queries import own_conditions
from services.directory.personal_links import CodeWrong, LinkLocked, LinkRefused
from services.directory.sessions import recognise
from services.directory.throttle import TooManyTries
from services.errors import ServiceError
from services.meetings.orders import OpenLink
from services.meetings.queries import meetings_of
from services.plans.queries import case_state
from services.relations.facts import VISITOR
from services.relations.queries import CaseClosed
from services.reports.actions import report_by_link
from services.reports.facts import OwnerLink, ReportAction
from services.reports.links import OwnerLinkWrong, make_link, open_action_link, renew_link, revoke_link
from services.reports.owners import owner_links, owners_of
from services.reports.queries import own_actions
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_holder
from tests.rows import a_bar, a_professional
from tests.services.reports.asked import (
    DUE,
    WORDS,
    add_action,
    an_agreed_case,
    came_in,
    days,
    give,
    key_of,
    link_of,
    mails,
    person_of,
    put,
    row_of,
)


@pytest.fixture
def agreed(work_as: Callable[..., Work], clock: StillClock) -> PlannedCase:
    """A case that met, with an action of Veilig Thuis and one of the police."""
    case = an_agreed_case(work_as)
    clock.forward(days=7)
    return case


@pytest.fixture
def visitor(agreed: PlannedCase) -> Work:
    return agreed.director.as_actor(VISITOR)


# --- in by link and code


def test_link_and_code_let_the_owner_in_to_their_own_actions_and_nothing_else(
    agreed: PlannedCase, visitor: Work
) -> None:
    link = give(agreed)
    assert "/a/" in link.link
    owner = came_in(visitor, link)
    seen = own_actions(owner)
    assert [action.what for action in seen.actions] == [WORDS]
    assert (seen.organisation, seen.director) == ("VT", "I. Brandsma")
    assert link_of(agreed).opened_at == visitor.clock()
    for look in (
        lambda: case_state(owner, agreed.case_id),
        lambda: meetings_of(owner, agreed.case_id),
        lambda: own_conditions(owner),
        lambda: owner_links(owner, agreed.case_id),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_a_session_of_one_owner_never_shows_or_answers_anothers_actions(agreed: PlannedCase, visitor: Work) -> None:
    vt, police = came_in(visitor, give(agreed, "VT")), came_in(visitor, give(agreed, "politie"))
    theirs = {who: {one.id for one in own_actions(work).actions} for who, work in (("VT", vt), ("politie", police))}
    assert not theirs["VT"] & theirs["politie"]
    (foreign,) = theirs["politie"]
    with pytest.raises(ServiceError):
        report_by_link(vt, ReportAction(agreed.case_id, foreign, "r1", 1, ActionAnswer.DONE))


def test_a_session_of_one_case_is_nobody_in_another(
    agreed: PlannedCase, visitor: Work, work_as: Callable[..., Work], clock: StillClock
) -> None:
    clock.forward(days=-7)
    other = an_agreed_case(work_as, "T-200")
    clock.forward(days=7)
    owner = came_in(visitor, give(agreed))
    [action] = [one for one in case_state(other.director, other.case_id).actions if one.owner == "VT"]
    with pytest.raises(NotAllowed):
        report_by_link(owner, ReportAction(other.case_id, action.id, "r1", 1, ActionAnswer.DONE))
    with pytest.raises(NotAllowed):
        report_by_link(owner, ReportAction(agreed.case_id, action.id, "r1", 1, ActionAnswer.DONE))


# --- what does not open


def _unknown(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, invitation_id="0" * 32)


def _malformed(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, invitation_id="\x00' OR 1=1")


def _wrong_secret(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, secret="x" * 43)


def _of_another_owner(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    return replace(key, secret=key_of(give(case, "politie")).secret)


def _of_an_invitation(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    return case.key("VT")


def _expired(case: PlannedCase, link: OwnerLink, key: OpenLink, clock: StillClock, **_: object) -> OpenLink:
    clock.moment = link.expires_at
    return key


def _replaced(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    renew_link(case.director, case.case_id, link.id)
    return key


def _revoked(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    revoke_link(case.director, case.case_id, link.id)
    return key


def _seat_ended(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    end_seat(case.director, case.case_id, case.attendee("VT").seat_id)
    return key


def _works_elsewhere(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    with case.director.database.reading() as session:
        other = session.exec(select(Organisation.id).where(Organisation.key == "politie")).one()
    put(case.director, Professional, link.professional_id, organisation_id=other)
    return key


def _gone(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    put(case.director, Professional, link.professional_id, active=False)
    return key


def _barred(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    a_bar(case.director, case.case_id, BarKind.NAME, link.name)
    return key


def _organisation_barred(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    a_bar(case.director, case.case_id, BarKind.ORGANISATION, "VT")
    return key


def _closed(case: PlannedCase, link: OwnerLink, key: OpenLink, **_: object) -> OpenLink:
    put(case.director, Case, case.case_id, status=CaseStatus.CLOSED)
    return key


SPOILED = [
    *(_unknown, _malformed, _wrong_secret, _of_another_owner, _of_an_invitation, _expired, _replaced, _revoked),
    *(_seat_ended, _works_elsewhere, _gone, _barred, _organisation_barred, _closed),
]
ONCE_IN = SPOILED[5:]


@pytest.mark.parametrize("spoil", SPOILED)
def test_every_link_that_does_not_hold_gets_the_same_answer(
    agreed: PlannedCase, visitor: Work, clock: StillClock, spoil: Callable[..., OpenLink]
) -> None:
    link = give(agreed)
    key = spoil(agreed, link, key_of(link), clock=clock)
    with pytest.raises(LinkRefused) as refused:
        open_action_link(visitor, key)
    assert refused.value.fields == {}
    with visitor.database.reading() as session:
        last = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first()
    assert (last.permission, last.notes) == ("link.open", {"refused": "link"})


@pytest.mark.parametrize("spoil", ONCE_IN)
def test_whoever_is_in_is_out_at_the_next_click(
    agreed: PlannedCase, visitor: Work, clock: StillClock, spoil: Callable[..., OpenLink]
) -> None:
    link = give(agreed)
    owner = came_in(visitor, link)
    [action] = own_actions(owner).actions
    spoil(agreed, link, key_of(link), clock=clock)
    with pytest.raises(NotAllowed):
        own_actions(owner)
    with pytest.raises((NotAllowed, CaseClosed)):
        report_by_link(owner, ReportAction(agreed.case_id, action.id, "r1", action.version, ActionAnswer.DONE))


def test_guesses_at_one_link_and_from_one_address_are_slowed(agreed: PlannedCase, visitor: Work) -> None:
    key = replace(key_of(give(agreed)), secret="x" * 43)
    for _ in range(10):
        with pytest.raises(LinkRefused):
            open_action_link(visitor, key, ip="192.0.2.1")
    with pytest.raises(TooManyTries):
        open_action_link(visitor, key, ip="192.0.2.1")


def test_five_wrong_codes_lock_it_also_for_the_right_one_until_it_is_renewed(
    agreed: PlannedCase, visitor: Work
) -> None:
    link = give(agreed)
    for left in (4, 3, 2, 1):
        with pytest.raises(CodeWrong) as refused:
            open_action_link(visitor, replace(key_of(link), code="AAAAAAAA"))
        assert refused.value.fields == {"left": left}
    for code in ("AAAAAAAA", link.code):
        with pytest.raises(LinkLocked):
            open_action_link(visitor, replace(key_of(link), code=code))
    assert link_of(agreed).locked
    renew_link(agreed.director, agreed.case_id, link.id)
    assert open_action_link(visitor, key_of(link_of(agreed)))


def test_a_renewed_link_ends_the_sessions_of_the_old_one_and_takes_its_mail_back(
    agreed: PlannedCase, visitor: Work, clock: StillClock
) -> None:
    link = give(agreed)
    session = open_action_link(visitor, key_of(link))
    clock.forward(minutes=1)
    renew_link(agreed.director, agreed.case_id, link.id)
    assert recognise(visitor, session) is None
    [(mail, _)] = mails(agreed.director)
    assert link.link not in mail.body
    assert link_of(agreed).link in mail.body


# --- to whom one is given


def test_the_first_letter_names_code_name_number_and_director_and_nothing_of_the_case(agreed: PlannedCase) -> None:
    add_action(agreed, "VT", due_at=None)
    link = give(agreed)
    [(mail, row)] = mails(agreed.director)
    assert mail.subject == "2 acties wachten op uw antwoord (Zaak Heggemus)"
    assert link.link in mail.body
    assert "I. Brandsma" in mail.body
    assert link.code not in mail.body
    for word in ("school", "Bellen", "Mevrouw W.", "D."):
        assert word not in mail.subject + mail.body.replace("I. Brandsma", "")
    assert row.action_link_id == link.id


def test_a_link_stands_once_and_lives_sixty_days_after_the_last_moment(agreed: PlannedCase) -> None:
    link = give(agreed)
    assert give(agreed) == link
    assert len(mails(agreed.director)) == 1
    assert link.expires_at == DUE + days(60)


def test_a_revoked_link_is_given_anew_to_the_same_person(agreed: PlannedCase) -> None:
    link = give(agreed)
    revoke_link(agreed.director, agreed.case_id, link.id)
    assert owner_links(agreed.director, agreed.case_id) == ()
    with pytest.raises(NotAllowed):
        renew_link(agreed.director, agreed.case_id, link.id)
    assert give(agreed).link != link.link


def test_a_deputy_of_the_seat_gets_one_until_somebody_else_deputises(agreed: PlannedCase, visitor: Work) -> None:
    deputy = a_professional(agreed.director, "V. Verving", "v@vt.example", "VT")
    put(agreed.director, Seat, agreed.attendee("VT").seat_id, deputy_id=deputy)
    make_link(agreed.director, agreed.case_id, "VT", deputy)
    link = link_of(agreed)
    owner = came_in(visitor, link)
    assert own_actions(owner).actions
    put(agreed.director, Seat, agreed.attendee("VT").seat_id, deputy_id=None)
    with pytest.raises(NotAllowed):
        own_actions(owner)
    assert not link_of(agreed).holds


def test_an_external_party_without_a_seat_gets_one_for_its_own_actions_only(agreed: PlannedCase, visitor: Work) -> None:
    someone = a_professional(agreed.director, "E. Extern", "e@school.example", "school", external=True)
    action = add_action(agreed, "school", due_at=DUE, tier="partners")
    make_link(agreed.director, agreed.case_id, "school", someone)
    seen = own_actions(came_in(visitor, link_of(agreed, "school")))
    assert [one.id for one in seen.actions] == [action]


def test_a_colleague_whom_the_director_chooses_is_in_as_long_as_the_organisation_is(
    agreed: PlannedCase, visitor: Work
) -> None:
    colleague = a_professional(agreed.director, "C. Collega", "c@vt.example", "VT")
    [offered] = [one.choices for one in owners_of(agreed.director, agreed.case_id) if one.organisation == "VT"]
    assert [who for who, _ in offered] == [person_of(agreed, "VT"), colleague], "who is on the case comes first"
    make_link(agreed.director, agreed.case_id, "VT", colleague)
    link = link_of(agreed)
    assert own_actions(came_in(visitor, link)).actions
    end_seat(agreed.director, agreed.case_id, agreed.attendee("VT").seat_id)
    with pytest.raises(LinkRefused):
        open_action_link(visitor, key_of(link))
    with pytest.raises(OwnerLinkWrong) as refused:
        renew_link(agreed.director, agreed.case_id, link.id)
    assert refused.value.fields == {"reason": "off_case"}


def test_to_whom_none_is_given(agreed: PlannedCase) -> None:
    def refused(organisation: str, who: str) -> object:
        with pytest.raises((OwnerLinkWrong, PersonBarred, PrivatePerson, NotAllowed)) as why:
            make_link(agreed.director, agreed.case_id, organisation, who)
        return why.value.fields.get("reason", type(why.value))

    vt = person_of(agreed, "VT")
    assert refused("politie", vt) == "other_organisation"
    assert refused("lokale_veld", person_of(agreed, "lokale_veld")) == "nothing_open"
    assert refused("unknown", vt) is NotAllowed
    assert refused("VT", "unknown") is NotAllowed
    with agreed.director.upkeep() as tx:
        victim = tx.session.exec(select(CasePerson).where(CasePerson.ref == "P1")).one()
        tx.seal(victim, "name_sealed", "Willemijn Vermeer")
        tx.add(victim)
    namesake = a_professional(agreed.director, "W. Willemijn Vermeer", "w@vt.example", "VT")
    put(agreed.director, Professional, namesake, name="Vermeer, Willemijn")
    assert refused("VT", namesake) is PrivatePerson
    put(agreed.director, Professional, vt, active=False)
    assert refused("VT", vt) == "inactive"
    bar(agreed.director, agreed.case_id, NewBar(BarKind.EMAIL, "b@vt.example"))
    assert refused("VT", a_professional(agreed.director, "B. Barred", "b@vt.example", "VT")) is PersonBarred


def test_before_anything_was_agreed_nobody_is_asked(work_as: Callable[..., Work]) -> None:
    preparing = an_agreed_case(work_as)
    with pytest.raises(OwnerLinkWrong) as refused:
        give(preparing)
    assert refused.value.fields == {"reason": "nothing_open"}


def test_only_the_cases_own_director_gives_renews_and_takes_back(
    agreed: PlannedCase, work_as: Callable[..., Work], visitor: Work, clock: StillClock
) -> None:
    clock.forward(days=-7)
    other = an_agreed_case(work_as, "T-200")
    clock.forward(days=7)
    link, vt = give(agreed), person_of(agreed, "VT")
    for who in (other.director, a_holder(agreed, work_as, "VT"), came_in(visitor, link), visitor):
        for act in (
            lambda who=who: make_link(who, agreed.case_id, "VT", vt),
            lambda who=who: renew_link(who, agreed.case_id, link.id),
            lambda who=who: revoke_link(who, agreed.case_id, link.id),
            lambda who=who: owner_links(who, agreed.case_id),
        ):
            with pytest.raises(NotAllowed):
                act()
    with pytest.raises(NotAllowed):
        renew_link(other.director, other.case_id, link.id)


def test_what_the_director_may_not_read_is_neither_counted_nor_asked(agreed: PlannedCase) -> None:
    """The police case director reads investigation; one of the municipality does not."""
    add_action(agreed, "DR", tier="opsporing")
    assert "DR" in {owner.organisation for owner in owners_of(agreed.director, agreed.case_id)}
    elsewhere = replace(agreed.director, actor=replace(agreed.director.actor, organisation="lokale_veld"))
    assert "DR" not in {owner.organisation for owner in owners_of(elsewhere, agreed.case_id)}
    with pytest.raises(OwnerLinkWrong):
        make_link(elsewhere, agreed.case_id, "DR", person_of(agreed, "DR"))


def test_whoever_is_barred_is_in_no_list_and_no_choice(agreed: PlannedCase) -> None:
    link = give(agreed)
    bar(agreed.director, agreed.case_id, NewBar(BarKind.NAME, link.name))
    assert owner_links(agreed.director, agreed.case_id) == ()
    choices = {who for owner in owners_of(agreed.director, agreed.case_id) for who, _ in owner.choices}
    assert link.professional_id not in choices
    assert mails(agreed.director) == [], "the mail that still waited is taken back"
    assert row_of(agreed.director, link).revoked_at is None
