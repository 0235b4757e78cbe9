"""Who must hear of an event is listed, ticked off once, and never an organisation that may not know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.directory import Account
from models.events import EventRow
from models.follow_up import EventHeard
from models.terms import AccountRole, BarKind, ContactKind, EventKind, Tier
from services.access.rules import Permission
from services.contacts.actions import agree_to_inform
from services.contacts.orders import AgreeToInform
from services.events.actions import tell_prosecution
from services.events.queries import events_of
from services.new_information.actions import told, told_together
from services.new_information.facts import News, TellOf
from services.new_information.queries import news_in, news_of
from services.new_information.rules import NewsWrong
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_holder, seats_of
from tests.rows import a_bar, a_case, an_account
from tests.services.new_information.conftest import adopt, happens
from tests.statements import statements

WorkAs = Callable[..., Work]


def the_news(work: Work, case_id: str) -> News:
    (news,) = news_of(work, case_id)
    return news


def asked(work: Work, case_id: str) -> list[str]:
    return [hearer.organisation for hearer in the_news(work, case_id).hearers]


def tick(planned: PlannedCase, event_id: str, organisation: str, at: datetime | None = None) -> TellOf:
    return TellOf(planned.case_id, event_id, organisation, ContactKind.PHONE, at)


def rows(work: Work, kind: type) -> list:
    with work.database.reading() as session:
        return list(session.exec(select(kind)))


# ---- who ----


def test_a_breach_is_heard_by_those_the_route_map_names_each_with_its_rules(planned: PlannedCase) -> None:
    happens(planned.director, planned.case_id)
    hearers = the_news(planned.director, planned.case_id).hearers
    assert {one.organisation: one.rule_ids for one in hearers} == {
        "OM": ("T-CR-2", "H-POL-2"),
        "politie": ("T-CH-2", "H-POL-4"),
        "VT": ("T-CR-1", "H-POL-2"),
        "VHH": ("T-CH-4",),
        "lokale_veld": ("T-CH-4",),
    }


def test_the_prosecution_is_asked_for_after_a_breach_only(planned: PlannedCase) -> None:
    happens(planned.director, planned.case_id, EventKind.RELEASE)
    assert "OM" not in asked(planned.director, planned.case_id)


def test_who_told_of_it_or_put_it_into_the_log_need_not_hear(planned: PlannedCase, work_as: WorkAs) -> None:
    holder = a_holder(planned, work_as, "VT")
    account = an_account(planned.director, holder.actor.name, AccountRole.CASE_HOLDER)
    with planned.director.upkeep() as tx:
        tx.session.get_one(Account, account).professional_id = holder.actor.professional_id
    signed_in = replace(holder.actor, account_id=account)
    happens(holder.as_actor(signed_in), planned.case_id, by_organisation="politie")
    assert asked(planned.director, planned.case_id) == ["OM", "VHH", "lokale_veld"]


def test_an_investigation_event_is_heard_by_the_investigation_circle_alone(planned: PlannedCase) -> None:
    happens(planned.director, planned.case_id, tier=Tier.INVESTIGATION.value, by_organisation="DR")
    assert asked(planned.director, planned.case_id) == ["OM", "politie"]


def test_who_may_not_read_an_event_sees_no_list_of_it(planned: PlannedCase, work_as: WorkAs) -> None:
    happens(planned.director, planned.case_id, tier=Tier.INVESTIGATION.value, by_organisation="DR")
    assert news_of(a_holder(planned, work_as, "VT"), planned.case_id) == ()


def test_who_is_barred_is_not_listed_and_cannot_be_ticked_off(planned: PlannedCase, work_as: WorkAs) -> None:
    event_id = happens(planned.director, planned.case_id)
    a_bar(planned.director, planned.case_id, BarKind.ORGANISATION, "VHH")
    news = the_news(planned.director, planned.case_id)
    assert "VHH" not in [one.organisation for one in news.hearers] and len(news.unheard) == 4
    with pytest.raises(NotAllowed):
        told(planned.director, tick(planned, event_id, "VHH"))
    assert rows(planned.director, EventHeard) == []


def test_an_agreement_to_inform_adds_whom_no_rule_names(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    seats = seats_of(director, case_id)
    day = director.clock().date()
    agree_to_inform(director, AgreeToInform(case_id, seats["SHN"], seats["DR"], 4, agreed_on=day))
    agree_to_inform(director, AgreeToInform(case_id, seats["SHN"], seats["VT"], 4, agreed_on=day))
    happens(director, case_id)
    found = {one.organisation: one for one in the_news(director, case_id).hearers}
    assert (found["DR"].rule_ids, found["DR"].agreed) == ((), True)
    assert found["VT"].rule_ids and found["VT"].agreed


def test_an_agreement_between_others_who_do_not_know_of_it_asks_nothing(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    seats = seats_of(director, case_id)
    order = AgreeToInform(case_id, seats["RN"], seats["DR"], 4, agreed_on=director.clock().date())
    agree_to_inform(director, order)
    happens(director, case_id)
    assert "DR" not in asked(director, case_id)


def test_what_was_known_when_the_plan_was_adopted_is_no_news(planned: PlannedCase, clock: StillClock) -> None:
    director, case_id = planned.director, planned.case_id
    soon = clock() + timedelta(days=3)
    happens(director, case_id, EventKind.HEARING, happened_at=soon)
    assert len(news_of(director, case_id)) == 1
    clock.forward(minutes=5)
    adopt(director, case_id, 2)
    assert news_of(director, case_id) == ()
    clock.moment = soon + timedelta(minutes=1)
    assert [news.kind for news in news_of(director, case_id)] == [EventKind.HEARING]


def test_what_happened_before_the_plan_and_was_heard_of_after_it_is_news(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    happens(director, case_id, EventKind.ADDRESS_KNOWN, happened_at=director.clock() - timedelta(days=2))
    assert len(the_news(director, case_id).hearers) == 4


# ---- told ----


def test_told_is_kept_once_and_the_first_stays(planned: PlannedCase, clock: StillClock) -> None:
    event_id, first = happens(planned.director, planned.case_id), planned.director.clock()
    told(planned.director, tick(planned, event_id, "VT"))
    clock.forward(minutes=10)
    told(planned.director, TellOf(planned.case_id, event_id, "VT", ContactKind.MESSAGE))
    hearer = next(one for one in the_news(planned.director, planned.case_id).hearers if one.organisation == "VT")
    assert (hearer.told_at, hearer.how) == (first, ContactKind.PHONE)
    assert len(the_news(planned.director, planned.case_id).unheard) == 4


def test_telling_the_prosecution_stops_the_clock_and_the_clock_ticks_it_off(planned: PlannedCase) -> None:
    director, case_id = planned.director, planned.case_id
    by_list, by_clock = happens(director, case_id), happens(director, case_id, text="Belde weer.")
    told(director, tick(planned, by_list, "OM"))
    tell_prosecution(director, case_id, by_clock)
    assert all(event.told_prosecution_at == director.clock() for event in events_of(director, case_id))
    for news in news_of(director, case_id):
        assert "OM" not in [one.organisation for one in news.unheard]
    told(director, tick(planned, by_clock, "OM"))
    assert [row.event_id for row in rows(director, EventHeard)] == [by_list]


def test_several_are_ticked_off_in_one_act_all_or_none(planned: PlannedCase) -> None:
    director, event_id = planned.director, happens(planned.director, planned.case_id)
    with pytest.raises(NotAllowed):
        told_together(director, (tick(planned, event_id, "OM"), tick(planned, event_id, "SHN")))
    assert (rows(director, EventHeard), rows(director, EventRow)[0].told_prosecution_at) == ([], None)
    told_together(director, tuple(tick(planned, event_id, who) for who in ("OM", "VT", "VT")))
    assert len(rows(director, EventHeard)) == 2
    noted = [entry.notes for entry in rows(director, AuditEntry) if entry.permission == Permission.EVENT_TELL]
    assert noted[-1] == {"event": event_id, "told": 2}


@pytest.mark.parametrize(("minutes", "reason"), [(5, "in_future"), (-30, "before_known")])
def test_nobody_was_told_before_it_was_known_or_after_now(planned: PlannedCase, minutes: int, reason: str) -> None:
    event_id, now = happens(planned.director, planned.case_id), planned.director.clock()
    with pytest.raises(NewsWrong) as refusal:
        told(planned.director, tick(planned, event_id, "VT", now + timedelta(minutes=minutes)))
    assert refusal.value.fields["reason"] == reason


def test_the_clock_counts_real_hours_over_the_night_that_is_an_hour_longer(
    planned: PlannedCase, clock: StillClock
) -> None:
    """Heard of at 2.30 in summer time, told at 2.30 in winter time: an hour later, and not before."""
    clock.moment = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    event_id = happens(planned.director, planned.case_id)
    clock.moment = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    with pytest.raises(NewsWrong):
        told(planned.director, tick(planned, event_id, "OM", datetime(2027, 10, 31, 0, 29, tzinfo=UTC)))
    told(planned.director, tick(planned, event_id, "OM"))
    (event,) = events_of(planned.director, planned.case_id)
    assert event.told_prosecution_at - event.reported_at == timedelta(hours=1)


def test_many_cases_cost_the_same_number_of_queries(planned: PlannedCase) -> None:
    director = planned.director
    others = [a_case(director, director.actor.account_id) for _ in range(3)]
    for case_id in (planned.case_id, *others):
        happens(director, case_id, by_organisation="")
    for case_id in others:
        adopt(director, case_id)
    counted = []
    for ids in ((planned.case_id,), (planned.case_id, *others)):
        with director.read_many(Permission.CASE_READ, ids, screen="day", opens=False) as look:
            with statements(director.database) as ran:
                news_in(look, look.allowed)
            counted.append(len(ran))
    assert counted[0] == counted[1]
