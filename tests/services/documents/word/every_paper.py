"""Every kind of paper beside the editions, composed from the rich plan; and texts put into every field of it."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.terms import ActionAnswer, Capacity, InvitationAnswer, Known, MeetingKind, MeetingMode
from services.agenda.facts import Point
from services.documents.copies.facts import CopyLine, RecallLine
from services.documents.facts import Invited, MeetingFacts
from services.documents.notices.facts import NoticeView
from services.documents.sheets import (
    action_list,
    agenda_sheet,
    chair_script,
    minutes,
    recall_list,
    referral_letter,
    suspect_notice,
)
from services.documents.word.layout import Layout
from services.minutes.facts import Addendum, Minutes, Noted, Person, PointTitle, Record, Said, Sat
from services.plans.facts import PlanContent
from services.wording import Say
from tests.rich_plan import rich_plan

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
_WORDS = """
alias name task number_of code_name director_number emergency_word summary sharing_basis victim_knows
retention ends outcome explanation text if_not check what proof stub reason signal act signalled_by inform
reservation before after place question news title note contact covers consequences call holder phone email
closing_reason
"""
WRITTEN = frozenset(_WORDS.split())
"""Fields that hold what somebody wrote; others are keys, numbers and words of a list."""
PAPERS = ("agenda", "draaiboek", "notulen", "actielijst", "verwijsbrief", "verdachte", "terughaallijst")


def written_by(value: Any, write: Callable[[str], str]) -> Any:
    """The same facts with `write(field)` in every written field that holds something."""
    if isinstance(value, tuple):
        return tuple(written_by(one, write) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        told = getattr(value, field.name)
        if type(told) is str:
            changed[field.name] = write(field.name) if told and field.name in WRITTEN else told
        else:
            changed[field.name] = written_by(told, write)
    return replace(value, **changed)


def meeting() -> MeetingFacts:
    """A meeting that says something in every field."""
    invited = (
        Invited("s1", "politie", "casusregisseur", "I. Brand", InvitationAnswer.YES, Known.YES),
        Invited("s2", "VT", "casushouder", "S. Oudejan", InvitationAnswer.NO, Known.NO, sent_information=True),
        Invited("s3", "OM", "officier_van_justitie", "R. Hart", InvitationAnswer.DEPUTY, stands_in_for="H. Bak"),
    )
    later = AT + timedelta(minutes=10)
    points = (Point(1, "Opening", AT, later, note="Kort houden."), Point(2, "Besluit", later, AT + timedelta(hours=1)))
    return MeetingFacts(
        kind=MeetingKind.CASE_CONFERENCE,
        mode=MeetingMode.ONLINE,
        place="Zaal 2",
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
        question="Wat maakt het nu veiliger?",
        news="Een nieuw bericht.",
        outcome="Het plan gaat rond.",
        points=points,
        invited=invited,
        chair=invited[0],
        note_taker=invited[1],
        next_at=AT + timedelta(days=7),
    )


def paper(which: str, say: Say, write: Callable[[str], str] | None = None) -> Layout:
    """One of `PAPERS`; with `write`, what it gives in every written field."""
    dressed = (lambda facts: written_by(facts, write)) if write else (lambda facts: facts)
    plan = dressed(rich_plan(6))
    if which == "actielijst":
        return action_list.compose(plan, "", AT.date(), "7Q2K", say)
    if which == "verwijsbrief":
        return referral_letter.compose(dressed(_letter()), "7Q2K", say)
    if which == "verdachte":
        notice = dressed(NoticeView("n1", "U belt niet.", None, "Dan meldt de politie dat.", "Het bureau."))
        return suspect_notice.compose(notice, say, copy_code="7Q2K", issuer="Oefenregio", fictional=True)
    if which == "terughaallijst":
        copy = CopyLine("c1", "partners", "nl", "7Q2K", "0" * 64, AT, "I. Brand", 1, for_organisation="VT")
        lines = dressed((RecallLine(copy, "S. Oudejan", "088 123 45 67", "s@vt.example"),))
        return recall_list.compose(lines, say, code="R-77", copy_code="8R3L", made_at=AT, fictional=True)
    if which == "notulen":
        record = dressed(_record(plan))
        addendum = dressed(Addendum("x", "Punt 2 was om tien uur.", "partners", "I. Brand", AT))
        held = Minutes("c1", "m1", record, locked_at=AT, locked_by="I. Brand", addenda=(addendum,))
        return minutes.compose(held, record, plan, "7Q2K", say)
    sheet = agenda_sheet if which == "agenda" else chair_script
    return sheet.compose(plan, dressed(meeting()), "7Q2K", say)


def _record(plan: PlanContent) -> Record:
    there = Person("p1", "S. Oudejan", "VT", "Veilig Thuis", "s1", Capacity.ATTENDEE, stays=(Sat(AT, None),))
    away = Person("p2", "M. Weg", "RN", "Reclassering", "s2", answer=InvitationAnswer.NO, attended=Known.NO)
    return Record(
        case_id="c1",
        meeting_id="m1",
        kind=MeetingKind.CASE_CONFERENCE,
        mode=MeetingMode.ONLINE,
        place="Zaal 2",
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
        plan=plan,
        question="Wat maakt het nu veiliger?",
        news="Een nieuw bericht.",
        outcome="Het plan gaat rond.",
        opened_at=AT,
        closed_at=AT + timedelta(hours=1),
        closing_reason="De tijd was om.",
        statement_read_at=AT,
        statement_read_by="I. Brand",
        people=(there, away),
        points=(PointTitle(1, "Opening"), PointTitle(2, "Besluit")),
        notes=(Noted("n1", 2, "Besproken wat eerst moet.", "partners", "a1", "K. Pen", AT),),
        earlier=("A1",),
        said=(Said("A1", ActionAnswer.NOT_DONE, "Geen tijd gehad.", AT, "politie", "partners", at_table=True),),
        next_at=AT + timedelta(days=7),
    )


def _letter() -> referral_letter.Letter:
    day = date(2026, 11, 25)
    return referral_letter.Letter(
        *("SHN", "Mevrouw W.", "Hulp.", day, None, "Wilt u bellen?", "Het team, 088 123 45 67", "Oefenregio", day)
    )
