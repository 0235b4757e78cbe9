"""One condition, one question at a time; then all answers to look over, and the button that hands it in."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import ConditionKind
from pages.frame.drafting import DraftForm
from pages.frame.markup import heading, joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.partner import condition_form as asked
from pages.partner.place import Place
from pages.partner.two_texts import both_texts
from pages.plan.condition_words import aliases, hard_words, until_words
from services.conditions.actions import hand_in
from services.conditions.facts import ConditionView
from services.conditions.queries import own_conditions
from services.meetings.facts import GuestMeeting
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label
from services.wording.labels import organisation_label


def draw_condition(screen: Screen, meeting: GuestMeeting, place: Place, known: ConditionView | None) -> None:
    """Draws the step at which the form stands. `known` is the condition that is being changed, None for a new one."""
    fields = asked.fields_of(screen, known) if known else asked.new_fields(screen)
    form = DraftForm(screen, place.form, fields, meeting.case_id)
    if place.clashes:
        _settle(screen, meeting, place, form)
    elif int(form["step"]) < asked.CHECK:
        _question(screen, meeting, place, form, known)
    else:
        _check(screen, meeting, place, form)


def _question(
    screen: Screen, meeting: GuestMeeting, place: Place, form: DraftForm, known: ConditionView | None
) -> None:
    say, step = screen.say, int(form["step"])
    show(_progress(say, step, known))
    wrong = asked.problem(screen, form, step) if place.tried == step else ""
    if wrong:
        show(Markup('<p class="stop" role="alert">{}</p>').format(wrong))
    {
        1: lambda: asked.whom(screen, form, meeting.persons),
        2: lambda: asked.what(screen, form, meeting.persons),
        3: lambda: asked.until(screen, form),
        4: lambda: asked.if_not(screen, form),
        5: lambda: asked.readers(screen, form, meeting.organisation),
    }[step]()
    form.status()
    if step > 1:
        with st.container(key="card_preview", gap="xsmall"):
            head = Markup('<p class="small">{}</p><p><strong>{}</strong> · {}</p>').format(
                say("This is how it reads in the plan"),
                organisation_label(say, meeting.organisation),
                hard_words(say, hard=bool(form["hard"])).lower(),
            )
            show(head + asked.preview(say, form, reached=int(form["reached"])))
    looked_over = int(form["reached"]) >= asked.CHECK
    last = looked_over or step == asked.QUESTIONS
    st.button(
        say("Look over your answers") if last else say("Next"),
        type="primary",
        width="stretch",
        key="forth",
        on_click=_forth(screen, place, form, asked.CHECK if last else step + 1),
    )
    if step > 1 and not looked_over:
        st.button(say("Back"), type="tertiary", width="stretch", key="back", on_click=_to(place, form, step - 1))
    st.button(
        say("Stop here; your text is kept"), type="tertiary", width="stretch", key="leave", on_click=place.leaver(form)
    )


def _progress(say: Say, step: int, known: ConditionView | None) -> Markup:
    which = say("Condition {n}", n=known.number) if known else say("New condition")
    at = say("question {n} of {all}", n=step, all=asked.QUESTIONS)
    bar = joined([Markup('<i class="{}"></i>').format("yes" if n <= step else "") for n in range(1, asked.CHECK)])
    return Markup('<p class="small">{} · {}</p><div class="bar" role="img" aria-label="{}">{}</div><h1>{}</h1>').format(
        which, at, at, bar, asked.titles(say)[step - 1]
    )


def _forth(screen: Screen, place: Place, form: DraftForm, step: int) -> Callable[[], None]:
    def go() -> None:
        here = int(form["step"])
        if asked.problem(screen, form, here):
            place.tried = here
        else:
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
        for step, (question, answers) in enumerate(_answers(say, meeting, form), 1):
            with st.container(key=f"row_answer_{step}", horizontal=True, wrap=False, vertical_alignment="center"):
                lines = joined([Markup("<p class='answer'>{}</p>").format(answer) for answer in answers])
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
    ready = not any(asked.problem(screen, form, step) for step in range(1, asked.CHECK))
    text = say("Hand in this condition") if not int(form["version"]) else say("Hand in this change")
    if st.button(text, type="primary", width="stretch", key="hand_in", disabled=not ready):
        with refusals_shown(say):
            _send(screen, place, form)
            st.rerun()
    st.button(
        say("Not yet; your text is kept"), type="tertiary", width="stretch", key="leave", on_click=place.leaver(form)
    )


def _answers(say: Say, meeting: GuestMeeting, form: DraftForm) -> list[tuple[str, list[str]]]:
    kind = label(say, ConditionKind(form["kind"])) if form["kind"] else say("Not chosen yet")
    whom = [kind]
    if subject := aliases(meeting.persons, [str(form["subject"])]):
        whom.append(say("about {names}", names=subject[0]))
    if protects := aliases(meeting.persons, list(form["protects"] or ())):
        whom.append(say("protects {names}", names=say.listed(protects)))
    what = [str(form["text"]).strip(), hard_words(say, hard=bool(form["hard"]))]
    if form["holds"]:
        what.append(say("Nobody approaches the alleged perpetrator for now"))
    end = until_words(say, asked.end_of(form), holds=bool(form["holds"]))
    return [
        (say("About"), whom),
        (say("What"), [answer for answer in what if answer]),
        (say("Until when"), [end[:1].upper() + end[1:]]),
        (say("If it does not succeed"), [str(form["if_not"]).strip() or say("Nothing said")]),
        (say("Who reads it"), [asked.readers_words(say, str(form["tier"]), meeting.organisation)]),
    ]


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
