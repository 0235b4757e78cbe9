"""My day: what must I do now, what comes up this week, what waits on others, what is new. Own cases only."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import ActionAnswer, Risk
from pages.frame.case_header import hide_button
from pages.frame.markup import heading, rows, show, sign, table, tag
from pages.frame.screen import Screen
from pages.oversight.directing_cards import absence_card, directing_cards, standing_in_mark
from pages.oversight.need_words import need_button, need_reason, need_title, today_title
from services.access.rules import Permission, may
from services.direction.facts import MyDirecting
from services.direction.queries import my_directing
from services.oversight.facts import Arrived, ComingMeeting, MyDay, Need, NewRules, Owed, Reported, Today
from services.oversight.queries import my_day
from services.oversight.rules import AT_ONCE
from services.scheduling.facts import local_day
from services.wording import Say, label
from services.wording.labels import organisation_label

NEWEST = 10
_NAMED = 4
_BUTTON_WIDTH = 112


def render(screen: Screen) -> None:
    """Draws the reader's day over all own cases."""
    day, mine, say = my_day(screen.work), my_directing(screen.work), screen.say
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(say("My day"), _date_line(say, day))
        hide_button(say)
    directing_cards(screen, mine)
    if not day.cases:
        _nothing_yet(screen)
        return
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        _now(screen, day, mine)
        _week(screen, day)
        _waiting(say, day)
    with right:
        _today(say, day)
        _new(say, day)
        if may(screen.work.actor.standing, Permission.ABSENCE_EDIT):
            absence_card(screen, mine)


def _date_line(say: Say, day: MyDay) -> str:
    date = say.day(day.now)
    date = date[:1].upper() + date[1:]
    counted = say.plural("{n} case of yours", "{n} cases of yours", day.cases)
    return f"{date} · {counted}" if day.cases else date


def _nothing_yet(screen: Screen) -> None:
    say = screen.say
    with st.container(key="card_empty", gap="small"):
        show(
            Markup("<h2>{}</h2><p>{}</p>").format(
                say("No cases yet"), say("Here you will see what each of your cases needs from you today.")
            )
        )
        if may(screen.work.actor.standing, Permission.CASE_OPEN) and st.button(
            say("New case"), type="primary", icon=":material/add:", key="first_case"
        ):
            screen.go("nieuwe-zaak")


def _now(screen: Screen, day: MyDay, mine: MyDirecting) -> None:
    say, everything = screen.say, bool(st.session_state.get("my_day.all"))
    shown = day.needs if everything else day.needs[:AT_ONCE]
    with st.container(key="card_now", gap="xsmall"):
        if not day.needs:
            show(Markup("<h2>{}</h2><p>{}</p>").format(say("Needed now"), _calm(say, day)))
            return
        show(Markup("<h2>{} {}</h2>").format(say("Needed now"), tag(str(len(day.needs)), "red")))
        for number, need in enumerate(shown):
            _need_row(screen, day, number, need, standing_in_mark(say, mine, need.case.id))
        if len(day.needs) > len(shown):
            st.button(say("Show all {n}", n=len(day.needs)), key="all_needs", on_click=_show_all, type="tertiary")


def _show_all() -> None:
    st.session_state["my_day.all"] = True


def _calm(say: Say, day: MyDay) -> str:
    first = say("Nothing that must be done now.")
    if not day.week:
        return first
    ahead = day.week[0]
    return f"{first} " + say("Next: {meeting}, {when}.", meeting=label(say, ahead.kind), when=_when(say, ahead))


def _need_row(screen: Screen, day: MyDay, number: int, need: Need, mark: str = "") -> None:
    """One thing to do; `mark` says for whom, where the reader stands in for somebody."""
    say = screen.say
    kind = "missing" if need.case.risk is Risk.HIGH or _late(need, day.now) else "waiting"
    note = " · ".join(part for part in (need_reason(say, need), mark) if part)
    row = _row(kind, need_title(say, need), note, _due(say, need.due, day.now))
    if _with_button(f"need_{number}", row, need_button(say, need), f"need_{need.case.id}_{need.kind}"):
        screen.go(need.place or need.step.value, need.case.id)


def _with_button(key: str, row: Markup, text: str, button: str) -> bool:
    """A row with its button on the right, also on a phone; whether it was clicked."""
    with st.container(key=f"row_{key}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        show(row)
        return st.button(text, key=button, width=_BUTTON_WIDTH)


def _late(need: Need, now: datetime) -> bool:
    return need.due is not None and need.due < now


def _due(say: Say, due: datetime | None, now: datetime) -> str:
    if due is None:
        return say("now")
    if local_day(due) == local_day(now):
        return say("{time} h", time=say.time(due))
    return say.short_day(due)


def _week(screen: Screen, day: MyDay) -> None:
    say = screen.say
    with st.container(key="card_week", gap="xsmall"):
        if not day.week:
            show(Markup("<h2>{}</h2><p>{}</p>").format(say("This week"), say("No meetings in the coming seven days.")))
            return
        show(Markup("<h2>{}</h2>").format(say("This week")))
        for number, meeting in enumerate(day.week):
            about = f"{meeting.case.code_name} · {_when(say, meeting)}"
            row = _row("not_yet", _meeting_title(say, meeting), about, say.short_day(meeting.starts_at))
            if _with_button(f"week_{number}", row, say("Open"), f"week_{number}_{meeting.case.id}"):
                screen.go("overleg", meeting.case.id)


def _meeting_title(say: Say, meeting: ComingMeeting) -> str:
    kind = label(say, meeting.kind)
    if meeting.owing:
        return say("{kind}: {n} of {all} still owe conditions", kind=kind, n=meeting.owing, all=meeting.invited)
    return say("{kind}: all {all} have handed in", kind=kind, all=meeting.invited)


def _when(say: Say, meeting: ComingMeeting) -> str:
    return f"{say.short_moment(meeting.starts_at)}–{say.time(meeting.ends_at)}"


def _waiting(say: Say, day: MyDay) -> None:
    with st.container(key="card_waiting"):
        title = Markup("<h2>{}</h2>").format(say("Waiting for others"))
        if not day.owed:
            show(Markup("{}<p>{}</p>").format(title, say("Nobody owes you conditions.")))
            return
        columns = [say("Who"), say("What"), say("Asked"), say("State")]
        show(Markup("{}{}").format(title, table(columns, [_owed_row(say, owed, day.now) for owed in day.owed])))


def _owed_row(say: Say, owed: Owed, now: datetime) -> list[Markup | str]:
    what = say("Conditions for {case}, by {moment}", case=owed.case.code_name, moment=say.short_moment(owed.due_at))
    asked = Markup('<span class="nowrap">{}</span>').format(say.short_day(owed.asked_at) if owed.asked_at else "–")
    return [f"{owed.organisation_name}, {owed.name}", what, asked, _owed_state(say, owed, now)]


def _owed_state(say: Say, owed: Owed, now: datetime) -> Markup:
    if owed.locked:
        return tag(say("link locked"), "red")
    if owed.due_at < now:
        return tag(say("deadline passed"), "red")
    return tag(say("link opened"), "blue") if owed.opened else tag(say("link not opened yet"), "orange")


def _today(say: Say, day: MyDay) -> None:
    with st.container(key="card_today"):
        title = Markup("<h2>{}</h2>").format(say("Today"))
        if not day.today:
            show(Markup("{}<p>{}</p>").format(title, say("No set times today.")))
            return
        show(Markup("{}{}").format(title, rows([_today_row(say, moment) for moment in day.today])))


def _today_row(say: Say, moment: Today) -> Markup:
    return Markup(
        '<li class="row"><strong class="nowrap">{}</strong>'
        '<div class="grow"><h3>{}</h3><p class="small">{}</p></div></li>'
    ).format(
        say("whole day") if moment.whole_day else say.time(moment.at), today_title(say, moment), moment.case.code_name
    )


def _new(say: Say, day: MyDay) -> None:
    with st.container(key="card_new"):
        title = say("New since {moment}", moment=say.short_moment(day.since)) if day.since else say("New this week")
        heading_line = Markup("<h2>{}</h2>").format(title)
        if not (day.arrived or day.rules or day.reported):
            show(Markup("{}<p>{}</p>").format(heading_line, say("Nothing new was handed in.")))
            return
        lines = [_reported_row(say, item) for item in day.reported[:NEWEST]]
        lines += [_rules_row(say, item) for item in day.rules[: NEWEST - len(lines)]]
        lines += [_arrived_row(say, item) for item in day.arrived[: NEWEST - len(lines)]]
        show(Markup("{}{}").format(heading_line, rows(lines)))


def _reported_row(say: Say, item: Reported) -> Markup:
    who = organisation_label(say, item.organisation)
    text = {
        ActionAnswer.DONE: say("{who} did what was agreed", who=who),
        ActionAnswer.NO_LONGER_POSSIBLE: say("{who} says that an action is no longer possible", who=who),
        ActionAnswer.NOT_DONE: say("{who} says that an action was not done", who=who),
        ActionAnswer.NEW_INFORMATION: say("{who} tells something new about an action", who=who),
    }[item.answer]
    below = f"{say.short_moment(item.at)} · {item.case.code_name}"
    return Markup('<li class="row"><div class="grow">{}<p class="small">{}</p></div></li>').format(text, below)


def _rules_row(say: Say, item: NewRules) -> Markup:
    text = say.plural(
        "{n} rule of the route map holds now: {ids}",
        "{n} rules of the route map hold now: {ids}",
        len(item.rule_ids),
        ids=", ".join(item.rule_ids[:_NAMED]) + (" …" if len(item.rule_ids) > _NAMED else ""),
    )
    below = f"{say.short_moment(item.at)} · {item.case.code_name}"
    return Markup('<li class="row"><div class="grow">{}<p class="small">{}</p></div></li>').format(text, below)


def _arrived_row(say: Say, item: Arrived) -> Markup:
    text = say.plural(
        "{who} handed in {n} condition",
        "{who} handed in {n} conditions",
        item.count,
        who=organisation_label(say, item.organisation),
    )
    below = f"{say.short_moment(item.at)} · {item.case.code_name}"
    return Markup('<li class="row"><div class="grow">{}<p class="small">{}</p></div></li>').format(text, below)


def _row(kind: str, title: str, note: str, due: str) -> Markup:
    return Markup(
        '<div class="row" style="border:0;padding:0">{}'
        '<div class="grow" style="display:flex;flex-wrap:wrap;gap:0 1rem">'
        '<div style="flex:1 1 14rem"><h3>{}</h3><p class="small">{}</p></div><strong class="nowrap">{}</strong>'
        "</div></div>"
    ).format(sign(kind), title, note, due)
