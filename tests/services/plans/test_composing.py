"""What a plan tells beside its items: who contributed and was there, the prosecutor's questions, the network."""

from datetime import UTC, date, datetime

from models.plan import PlanVersion
from models.terms import InvitationAnswer, Known, MeetingKind, MeetingStatus
from services.access.rules import Permission
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.actions import adopt
from services.plans.appendices import PlanContribution
from services.plans.composing.contributing import contributions, presence
from services.plans.composing.network import _TOLD
from services.plans.composing.pictures import packed, pictures_in, unpacked
from services.plans.facts import PlanContent
from services.plans.orders import AdoptPlan
from services.plans.queries import content_in
from services.plans.versions.freezing import as_it_stands
from tests.planned import PERSONS, PlannedCase, explained

MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)
NAMES = tuple(f"Deelnemer {n}" for n in range(4))


def adopted(planned: PlannedCase) -> tuple[str, PlanContent]:
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    with planned.director.read(Permission.PLAN_READ, planned.case_id) as look:
        found = content_in(look, planned.case_id)
    assert found is not None
    return found


# ---- the prosecutor's questions ----


def test_the_questions_are_frozen_with_the_plan_and_name_nobody(ready: PlannedCase) -> None:
    questions = adopted(ready)[1].questions
    assert {one.rule_id for one in questions} == {f"T-OVJ-{n}" for n in range(1, 8)}
    told = " ".join(words for one in questions for words in (*one.shown_nl, *one.shown_en)).lower()
    assert not [name for name in NAMES if name.lower() in told]
    assert all(one.question_nl and one.question_en and one.shown_nl and one.shown_en for one in questions)


def test_the_version_that_is_adopted_is_the_plan_that_the_questions_ask_after(ready: PlannedCase) -> None:
    with ready.director.read(Permission.PLAN_READ, ready.case_id) as look:
        draft = as_it_stands(look, ready.case_id, 1, practice=False)
    now = adopted(ready)[1]
    for content, said in ((draft, False), (now, True)):
        told = " ".join(w for one in content.questions if one.rule_id == "T-OVJ-6" for w in one.shown_nl)
        assert ("Plan versie 1" in told) is said


# ---- the network ----


def test_the_network_is_told_in_both_languages_and_names_nobody(ready: PlannedCase) -> None:
    networks = adopted(ready)[1].networks
    assert [one.language for one in networks] == ["nl", "en"]
    aliases = [person.alias for person in PERSONS]
    for one in networks:
        told = " ".join([one.description, *(f"{r.who} {r.speaks_with} {r.state} {r.why}" for r in one.rows)])
        assert not [name for name in (*NAMES, *aliases, "Heggemus") if name.lower() in told.lower()]
        assert one.size[0] == 1632 and one.size[1] > 300
        assert any(row.gap for row in one.rows)


def test_only_gaps_that_are_every_partners_business_are_told() -> None:
    assert {kind.value for kind in _TOLD} == {"missing_partner", "missing_contact", "stale"}


def test_the_pictures_are_kept_beside_the_version_and_sealed(ready: PlannedCase) -> None:
    version_id, content = adopted(ready)
    with ready.director.read(Permission.PLAN_READ, ready.case_id) as look:
        drawn = pictures_in(look, version_id)
        sealed = look.session.get_one(PlanVersion, version_id).pictures_sealed
    assert set(drawn) == {"nl", "en"} and all(png.startswith(b"\x89PNG") for png in drawn.values())
    assert "iVBOR" not in sealed, "a picture is never kept in the open"
    sizes = {one.language: one.size for one in content.networks}
    for language, png in drawn.items():
        assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == sizes[language]


def test_pictures_come_back_as_they_went() -> None:
    assert unpacked(packed({"nl": b"\x00\xff", "en": b""})) == {"nl": b"\x00\xff", "en": b""}
    assert unpacked("") == {}


# ---- who contributed, who was there ----


def test_who_handed_in_by_link_stands_in_annex_a(ready: PlannedCase) -> None:
    rows = {one.organisation: one for one in adopted(ready)[1].contributions}
    handed_in = [(home, one.received_on) for home, one in rows.items() if one.how == "link"]
    assert handed_in == [("VT", date(2026, 11, 23))]
    assert all(one.conditions == 0 for one in rows.values()), "a count tells of conditions that a reader does not get"


def an_attendee(n: int, home: str, **about: object) -> Attendee:
    bare: dict[str, object] = {"handed_in_at": None, "nothing_to_add": False} | about
    return Attendee(
        invitation_id=f"i{n}",
        seat_id=f"s{n}",
        organisation=home,
        organisation_name=home,
        name=f"N. {n}",
        answer=InvitationAnswer.YES,
        opened_at=None,
        locked=False,
        has_email=True,
        link="",
        code="",
        **bare,
    )


def a_meeting(*attendees: Attendee, kind: MeetingKind = MeetingKind.CASE_CONFERENCE, day: int = 20) -> PlannedMeeting:
    at = MORNING.replace(day=day)
    return PlannedMeeting("m1", "c1", "", kind, MeetingStatus.PLANNED, at, at, at, 0, 1, attendees)


def test_each_organisation_has_one_row_with_its_last_word() -> None:
    meeting = a_meeting(
        an_attendee(1, "VT", handed_in_at=MORNING.replace(day=18)),
        an_attendee(2, "VT", handed_in_at=MORNING.replace(day=19), form_in=True),
        an_attendee(3, "RN", nothing_to_add=True, answered_at=MORNING.replace(day=17)),
        an_attendee(4, "OM", information_at=MORNING.replace(day=16)),
        an_attendee(5, "DR"),
        an_attendee(6, "SHN", conditions_asked=False),
    )
    assert contributions(meeting, (), {"i2": "FK7Q2"}) == (
        PlanContribution("VT", date(2026, 11, 19), "form", "FK7Q2"),
        PlanContribution("RN", date(2026, 11, 17), nothing_to_add=True),
        PlanContribution("OM", date(2026, 11, 16), "written"),
        PlanContribution("DR"),
    )


def test_without_a_meeting_nobody_was_asked() -> None:
    assert contributions(None, (), {}) == ()


def test_presence_is_that_of_the_latest_meeting_where_it_was_recorded() -> None:
    before = a_meeting(an_attendee(1, "VT", attended=Known.NO), day=10)
    latest = a_meeting(an_attendee(1, "VT", attended=Known.YES), an_attendee(2, "RN"), day=18)
    coming = a_meeting(an_attendee(1, "VT"), day=25)
    call = a_meeting(an_attendee(3, "OM", attended=Known.YES), kind=MeetingKind.COORDINATION, day=24)
    assert presence([coming, call, latest, before]) == {"s1": True}
    assert presence([coming]) == {}
