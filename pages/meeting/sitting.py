"""Several cases one after another in one coming together: chosen, put in order, planned; and the clock afterwards."""

from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, MeetingMode
from pages.frame.case_header import hide_button
from pages.frame.drafting import DraftForm
from pages.frame.markup import heading, joined, show
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.meeting.agenda_words import clock_words
from pages.meeting.sitting_cases import CaseRows, case_block, case_order, texts_of
from pages.meeting.sitting_clock import sitting_clock
from services.agenda.actions import plan_sitting
from services.agenda.facts import PlanSitting, SittingChoice, SittingOutcome
from services.agenda.queries import sitting_choices
from services.agenda.rules import FEWEST_CASES, MOST_CASES, clock
from services.meetings.rules import LONGEST_PLACE, default_deadline, kinds_to_offer
from services.scheduling.facts import LOCAL
from services.scheduling.opening import working_days_after
from services.wording import Say, label


def render(screen: Screen) -> None:
    """Draws the row of cases that the case in the address is part of; without a case, the form for a new row."""
    if screen.case_id:
        sitting_clock(screen)
        return
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(
            say("Several cases in a row"),
            say("One coming together, each case at its own time. Each attendee is invited for own cases only."),
        )
        hide_button(say)
    choices = {choice.case_id: choice for choice in sitting_choices(screen.work)}
    if len(choices) < FEWEST_CASES:
        show(Markup("<p>{}</p>").format(say("Once you direct two active cases, you can plan them in a row here.")))
        if st.button(say("To the cases"), key="sitting_cases", type="primary"):
            screen.go("zaken")
        return
    form = _form(screen)
    rows = CaseRows(form, screen.work.chance.id)
    if any(row["id"] not in choices for row in rows.all()):  # closed, or somebody else's by now
        rows.choose(list(choices), [])
    texts = {row["id"]: texts_of(screen, choices[row["id"]]) for row in rows.all()}
    _when(say, form)
    _which(say, form, rows, choices)
    starts_at = datetime.combine(form["day"], form["time"], tzinfo=LOCAL)
    times = clock(starts_at, rows.minutes)
    for number, (row, (begins, ends)) in enumerate(zip(rows.all(), times, strict=True), 1):
        case_block(say, rows, row, choices[row["id"]], texts[row["id"]], number, clock_words(say, begins, ends))
    with st.container(key="card_sitting_send", gap="small"):
        _send(screen, form, rows, choices, texts)


def _form(screen: Screen) -> DraftForm:
    defaults = {
        "sitting_id": screen.work.chance.id(),
        "kind": MeetingKind.ACTION_MEETING.value,
        "mode": MeetingMode.ONLINE.value,
        "place": "",
        "day": _soon(screen.today),
        "time": time(10),
        "cases": [],
    }
    return DraftForm(screen, "sitting", defaults)


def _soon(today: date) -> date:
    """The second working day from today: conditions can still be asked for the day before."""
    return working_days_after(today, 2)


def _when(say: Say, form: DraftForm) -> None:
    with st.container(key="card_sitting_when", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("When and where")))
        day, begin, kind = st.columns([1, 1, 2], gap="small", vertical_alignment="bottom")
        day.date_input(say("Day"), key=form.key("day"), format="DD-MM-YYYY", on_change=form.save)
        begin.time_input(say("Start"), key=form.key("time"), step=900, on_change=form.save)
        kinds = {one.value: label(say, one) for one in kinds_to_offer()}
        kind.segmented_control(
            say("Kind of meeting"),
            list(kinds),
            format_func=lambda value: kinds[value],
            key=form.key("kind"),
            on_change=form.save,
            required=True,
        )
        mode, place = st.columns([1, 2], gap="small", vertical_alignment="bottom")
        modes = {one.value: label(say, one) for one in MeetingMode}
        mode.segmented_control(
            say("How"),
            list(modes),
            format_func=lambda value: modes[value],
            key=form.key("mode"),
            on_change=form.save,
            required=True,
        )
        place.text_input(
            say("Address or link, seen only after the code"),
            key=form.key("place"),
            on_change=form.save,
            max_chars=LONGEST_PLACE,
        )


def _which(say: Say, form: DraftForm, rows: CaseRows, choices: dict[str, SittingChoice]) -> None:
    with st.container(key="card_sitting_which", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Which cases")))
        key = form.key("chosen")
        st.session_state[key] = [row["id"] for row in rows.all() if row["id"] in choices]
        st.multiselect(
            say("Cases"),
            list(choices),
            format_func=lambda case_id: f"{choices[case_id].code_name} ({choices[case_id].code})",
            key=key,
            on_change=lambda: rows.choose(st.session_state[key], list(choices)),
            placeholder=say("Choose"),
            max_selections=MOST_CASES,
        )
        wanted = case_order(rows, choices)
        if wanted != [row["id"] for row in rows.all()]:
            text = say("Proposal: cases with children first, so that whoever comes for them can leave; then by risk.")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                show(Markup('<p class="small">{}</p>').format(text))
                st.button(say("Put them in this order"), key="sitting_order", on_click=rows.arrange, args=(wanted,))


def _send(
    screen: Screen,
    form: DraftForm,
    rows: CaseRows,
    choices: dict[str, SittingChoice],
    texts: dict[str, DraftForm],
) -> None:
    say, many = screen.say, len(rows.all())
    starts_at = datetime.combine(form["day"], form["time"], tzinfo=LOCAL)
    if not many:
        show(Markup("<p>{}</p>").format(say("Choose the cases above; their times stand here at once.")))
        return
    mails = sum(len(one["seats"]) for one in texts.values())
    times = clock(starts_at, rows.minutes)
    due = default_deadline(starts_at, screen.work.clock())
    told = say.plural("{n} case, until {time}.", "{n} cases, until {time}.", many, time=say.time(times[-1][1]))
    asked = say("Conditions are asked until {moment}.", moment=say.moment(due))
    mail = say("Each invited person gets a mail per case, with code name, time and own link; nothing of the case.")
    show(Markup('<p><strong>{}</strong> {}</p><p class="small">{}</p>').format(told, asked, mail))
    form.status()
    words = say.plural("Plan and send {n} invitation", "Plan and send {n} invitations", mails)
    ready = FEWEST_CASES <= many <= MOST_CASES
    with st.popover(say("Plan these cases"), type="primary", disabled=not ready, icon=":material/mail:"):
        lines = [
            Markup("<li>{} {}</li>").format(clock_words(say, *at), choices[row["id"]].code_name)
            for row, at in zip(rows.all(), times, strict=True)
        ]
        show(Markup("<p><strong>{}</strong></p><ul>{}</ul>").format(say.day(starts_at), joined(lines)))
        if st.button(words, key="sitting_send", type="primary"):
            with refusals_shown(say):
                _plan(screen, form, rows, choices, texts)


def _plan(
    screen: Screen,
    form: DraftForm,
    rows: CaseRows,
    choices: dict[str, SittingChoice],
    texts: dict[str, DraftForm],
) -> None:
    starts_at = datetime.combine(form["day"], form["time"], tzinfo=LOCAL)
    order = PlanSitting(
        sitting_id=str(form["sitting_id"]),
        kind=MeetingKind(form["kind"]),
        starts_at=starts_at,
        conditions_due_at=default_deadline(starts_at, screen.work.clock()),
        items=rows.items(texts),
        mode=MeetingMode(form["mode"]),
        place=str(form["place"]),
    )
    done = plan_sitting(screen.work, order)
    if done.refused:
        _refused(screen.say, done, choices)
        return
    first = done.planned[0]
    for case_id in done.planned:
        texts[case_id].discard()
    form.discard()
    screen.go("zitting", first)


def _refused(say: Say, done: SittingOutcome, choices: dict[str, SittingChoice]) -> None:
    """Which cases could not be planned and why; those that were keep their time."""
    head = say("Nothing was sent yet: settle this first.")
    if done.planned:
        head = say.plural(
            "{n} case was planned. Settle the rest and plan once more; nobody is invited twice.",
            "{n} cases were planned. Settle the rest and plan once more; nobody is invited twice.",
            len(done.planned),
        )
    lines = [
        Markup("<li><strong>{}</strong> {}</li>").format(choices[case_id].code_name, sentence(refusal, say))
        for case_id, refusal in done.refused
    ]
    show(Markup('<div class="stop" role="alert"><p>{}</p><ul>{}</ul></div>').format(head, joined(lines)))
