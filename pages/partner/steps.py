"""One condition, one question at a time; then all answers to look over, and the button that hands it in."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import heading, joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from pages.partner import condition_form as asked
from pages.partner.answers import answers, hints, organisations_of
from pages.partner.place import Place
from pages.plan.condition_words import People, hard_words
from services.conditions.actions import hand_in
from services.conditions.facts import ConditionView
from services.conditions.queries import own_conditions
from services.meetings.facts import GuestMeeting
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say
from services.wording.labels import organisation_label


def draw_condition(
    screen: Screen,
    meeting: GuestMeeting,
    place: Place,
    known: ConditionView | None,
    former: ConditionView | None = None,
) -> None:
    """Draws the step at which the form stands. `known` is the condition that is being changed, None for a new one;
    `former` the one of an earlier meeting from which a new one goes on."""
    form = DraftForm(screen, place.form, _fields(screen, meeting, known, former), meeting.case_id)
    if place.clashes:
        _settle(screen, meeting, place, form)
    elif int(form["step"]) < asked.CHECK:
        _question(screen, meeting, place, form, known)
    else:
        _check(screen, meeting, place, form)


def _fields(
    screen: Screen, meeting: GuestMeeting, known: ConditionView | None, former: ConditionView | None
) -> dict[str, Any]:
    if known is not None:
        return asked.fields_of(screen, known)
    if former is not None:
        return asked.fields_on(screen, former)
    return asked.new_fields(screen, meeting.persons, meeting.organisation)


def _question(
    screen: Screen, meeting: GuestMeeting, place: Place, form: DraftForm, known: ConditionView | None
) -> None:
    say, step = screen.say, int(form["step"])
    show(_progress(say, step, known))
    wrong = asked.problem(screen, form, step) if place.tried == step else ""
    if wrong:
        show(Markup('<p class="stop" role="alert">{}</p>').format(wrong))
    forth = _forth(screen, meeting.persons, place, form, asked.CHECK if _last(form, step) else step + 1)
    _draw(screen, meeting, form, step, forth)
    if form.problem or step not in asked.WRITTEN:  # beside a text that is written its own area says so
        form.status()
    if step not in (1, asked.READING):
        _preview(say, meeting, form)
    _onward(say, form, step, forth)
    if step > 1 and int(form["reached"]) < asked.CHECK:
        st.button(say("Back"), type="tertiary", width="stretch", key="back", on_click=_to(place, form, step - 1))
    st.button(
        say("Stop here; your text is kept"), type="tertiary", width="stretch", key="leave", on_click=place.leaver(form)
    )


def _last(form: DraftForm, step: int) -> bool:
    """Whether the answers are looked over next."""
    return int(form["reached"]) >= asked.CHECK or step == asked.QUESTIONS


def _draw(screen: Screen, meeting: GuestMeeting, form: DraftForm, step: int, forth: Callable[[], None]) -> None:
    people, own = meeting.persons, meeting.organisation
    known = organisations_of(meeting)
    if step == 1:
        asked.whom(screen, form, people)
    elif step == 2:
        asked.what(screen, form, people, writer=organisation_label(screen.say, own))
    elif step == asked.WHEN:
        asked.doer(screen, form, people, known)
        asked.due(screen, form, meeting.starts_at)
        asked.until(screen, form, meeting.starts_at)
    elif step == asked.READING:
        asked.reading(screen, form, people, own, known, then=forth)
    elif step == 5:
        asked.checking(screen, form, known)
        asked.if_not(screen, form)
    else:
        asked.readers(screen, form, own)


def _preview(say: Say, meeting: GuestMeeting, form: DraftForm) -> None:
    with st.container(key="card_preview", gap="xsmall"):
        head = Markup('<p class="small">{}</p><p><strong>{}</strong> · {}</p>').format(
            say("This is how it reads in the plan"),
            organisation_label(say, meeting.organisation),
            hard_words(say, hard=bool(form["hard"])).lower(),
        )
        show(head + asked.preview(say, form, meeting.persons, reached=int(form["reached"])))


def _onward(say: Say, form: DraftForm, step: int, forth: Callable[[], None]) -> None:
    """One button onwards. On the reading it is not the loud one while there is something to say yes to."""
    if step == asked.READING and form["reading"] is None:
        st.button(say("Skip this question"), width="stretch", key="forth", on_click=forth)
        if not form["norm"]:
            none = asked.none_to_check(form, forth)
            st.button(
                say("This is no agreement that can be checked"),
                type="tertiary",
                width="stretch",
                key="read_none",
                on_click=none,
            )
        return
    text = say("Look over your answers") if _last(form, step) else say("Next")
    loud = step != asked.READING or not asked.doubted(form)
    st.button(text, type="primary" if loud else "secondary", width="stretch", key="forth", on_click=forth)


def _progress(say: Say, step: int, known: ConditionView | None) -> Markup:
    which = say("Condition {n}", n=known.number) if known else say("New condition")
    at = say("question {n} of {all}", n=step, all=asked.QUESTIONS)
    bar = joined([Markup('<i class="{}"></i>').format("yes" if n <= step else "") for n in range(1, asked.CHECK)])
    return Markup('<p class="small">{} · {}</p><div class="bar" role="img" aria-label="{}">{}</div><h1>{}</h1>').format(
        which, at, at, bar, asked.titles(say)[step - 1]
    )


def _forth(screen: Screen, people: People, place: Place, form: DraftForm, step: int) -> Callable[[], None]:
    def go() -> None:
        here = int(form["step"])
        if asked.problem(screen, form, here):
            place.tried = here
        else:
            if here == 2:
                asked.propose_doer(form, people)
            _to(place, form, step)()

    return go


def _to(place: Place, form: DraftForm, step: int) -> Callable[[], None]:
    def go() -> None:
        place.turn()
        form["step"], form["reached"] = step, max(step, int(form["reached"]))

    return form.saver(go)


def _check(screen: Screen, meeting: GuestMeeting, place: Place, form: DraftForm) -> None:
    say = screen.say
    heading(
        say("Look over your answers"),
        say("You can change this until {moment}.", moment=say.moment(meeting.conditions_due_at)),
    )
    with st.container(key="answers", gap="xsmall"):
        for step, (question, told) in enumerate(answers(screen, meeting, form), 1):
            with st.container(key=f"row_answer_{step}", horizontal=True, wrap=False, vertical_alignment="center"):
                lines = joined([Markup("<p class='answer'>{}</p>").format(answer) for answer in told])
                wrong = asked.problem(screen, form, step)
                below = Markup('<p class="stop" role="alert">{}</p>').format(wrong) if wrong else ""
                show(Markup('<h2 class="asked">{}</h2>{}{}').format(question, lines, below))
                st.button(
                    say("Change"),
                    key=f"change_{step}",
                    type="tertiary",
                    on_click=_to(place, form, step),
                    help=question,
                )
    form.status()
    if better := hints(say, form):
        points = joined([Markup("<li>{}</li>").format(hint) for hint in better])
        head = say("It can be better still; you need not.")
        show(Markup('<h2 class="asked">{}</h2><ul class="why">{}</ul>').format(head, points))
    ready = not any(asked.problem(screen, form, step) for step in range(1, asked.CHECK))
    text = say("Hand in this condition") if not int(form["version"]) else say("Hand in this change")
    if st.button(text, type="primary", width="stretch", key="hand_in", disabled=not ready):
        with refusals_shown(say):
            _send(screen, place, form)
            st.rerun()
    st.button(
        say("Not yet; your text is kept"), type="tertiary", width="stretch", key="leave", on_click=place.leaver(form)
    )


def _send(screen: Screen, place: Place, form: DraftForm) -> None:
    try:
        hand_in(screen.work, asked.order_of(form))
    except ChangedMeanwhile:
        place.clashes = True
        return
    form.discard()
    place.show_done()


def _settle(screen: Screen, meeting: GuestMeeting, place: Place, form: DraftForm) -> None:
    """Somebody else saved this condition first: both texts, and one of the writer's choice."""
    say = screen.say
    theirs = next((view for view in own_conditions(screen.work) if view.id == form["id"]), None)
    heading(
        say("This condition was changed in the meantime"),
        say("In another tab, on another device, or by the case director after a call. Nothing was overwritten."),
    )
    if theirs is None:
        show(Markup('<p class="mind">{}</p>').format(say("There it was taken back. Your text is still here.")))
    else:
        show(both_texts(say, str(form["text"]), theirs.handed_in_text))
    writing_area(form, "text", say("One text"), height=150)
    form.status()

    def mine() -> None:
        form["version"] = theirs.version if theirs else 0
        if theirs is None:
            form["id"] = screen.work.chance.id()
        place.clashes = False

    def other() -> None:
        form.discard()
        place.go_home()

    st.button(say("Go on with this text"), type="primary", width="stretch", key="take_mine", on_click=form.saver(mine))
    st.button(say("Leave it as it stands there"), width="stretch", key="take_theirs", on_click=other)
