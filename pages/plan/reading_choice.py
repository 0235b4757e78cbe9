"""What stays of a condition's reading when the case director puts it in other words: sentence by sentence.

Other words can mean something else, so nothing of the reading stays unsaid: each sentence still fits, is left out, or
is changed in the parts that usually change (who, to whom, where, by when, until when).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from pages.partner.reading_kept import Reading, packed
from pages.partner.reading_parts import MODALITY, parts
from pages.plan.condition_words import People
from services.conditions.facts import KEEP_READING, ConditionView, KeptReading
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Moment, Norm
from services.vocabulary.proposing import slots_to_ask
from services.vocabulary.rules import norm_of
from services.vocabulary.sentences import names_in

FITS, LEFT, UNSAID = "fits", "left", ""


def reading_fields(view: ConditionView) -> dict[str, Any]:
    """The fields that a form of other words has for the reading. `kind`, `text` and `parts` are as a partner's form has
    them; `said` is per sentence what the director chose."""
    norms = packed(view.reading or ())
    return {"norms": norms, "said": [UNSAID] * len(norms), "opened": None, "norm": None, "parts": []}


def choose_reading(
    screen: Screen, form: DraftForm, people: People, organisations: list[str], *, other_words: bool
) -> None:
    """Draws every sentence with its choice; nothing for a condition without a reading."""
    if not form["norms"]:
        return
    say = screen.say
    show(Markup('<h4 class="asked">{}</h4>').format(say("The reading that was confirmed")))
    if other_words:
        told = say("You changed the words. Say of each sentence whether it still fits.")
        show(Markup('<p class="small">{}</p>').format(told))
    made = Reading(screen, form, people, "", organisations)
    norms = [norm_of(norm) for norm in form["norms"]]
    made.names |= names_in(say, norms, {ref: alias for ref, alias, _ in people})
    for place in range(len(form["norms"])):
        if form["opened"] == place:
            _change(made, place)
        else:
            _sentence(made, place)
    if other_words and form["said"] == [LEFT] * len(form["norms"]):
        told = say("Then the planner lays it beside the others by its words only.")
        show(Markup('<p class="mind">{}</p>').format(told))


def unsaid(form: DraftForm, *, other_words: bool) -> bool:
    """Whether something must still be said of a sentence: with other words of each, else only of one being changed."""
    return form["opened"] is not None or (other_words and UNSAID in form["said"])


def chosen_reading(form: DraftForm, view: ConditionView) -> tuple[Norm, ...] | KeptReading | None:
    """What goes with the new words; none of the sentences left is no reading."""
    left = tuple(norm_of(norm) for norm, said in zip(form["norms"], form["said"], strict=True) if said != LEFT)
    if left == tuple(view.reading or ()):
        return KEEP_READING
    return left or None


def _sentence(made: Reading, place: int) -> None:
    say, form = made.say, made.form
    words = {FITS: say("Still fits"), LEFT: say("Leave out")}
    key = form.key(f"said_{place}")
    st.session_state[key] = form["said"][place] or None
    key_of = f"reads_{form.name}_{place}"
    with st.container(key=key_of, horizontal=True, vertical_alignment="bottom", gap="small"):
        st.segmented_control(
            plain(made.sentence(form["norms"][place])),
            list(words),
            format_func=lambda value: words[value],
            key=key,
            on_change=form.saver(lambda: _say(form, place, st.session_state[key] or UNSAID)),
        )
        words_of = say("Change this sentence")
        st.button(words_of, key=form.key(f"open_{place}"), type="tertiary", on_click=_opener(made, place))


def _say(form: DraftForm, place: int, what: str) -> None:
    form["said"] = [what if place == each else said for each, said in enumerate(form["said"])]


def _opener(made: Reading, place: int) -> Callable[[], None]:
    form = made.form

    def go() -> None:
        form["opened"], form["norm"] = place, form["norms"][place]
        norm = norm_of(form["norms"][place])
        form["parts"] = [MODALITY, *dict.fromkeys((*slots_to_ask(made.vocabulary, norm.act), "by"))]

    return form.saver(go)


def _change(made: Reading, place: int) -> None:
    say, form, norm = made.say, made.form, made.norm
    if norm is None:
        return
    with st.container(key=f"card_sentence_{form.name}", gap="small"):
        show(Markup('<p class="sentence">{}</p>').format(made.sentence(form["norm"])))
        parts(made, norm)
        left, right = st.columns(2)
        with left:
            _day(made, "before", say("At the latest on"), norm.before)
        with right:
            _day(made, "until", say("Until (empty: without end)"), norm.until)
        with st.container(key=f"changing_{form.name}", horizontal=True, gap="small"):
            st.button(
                say("Yes, that is right"), key=form.key("changed"), on_click=form.saver(lambda: _keep(form, place))
            )
            words = say("Leave it as it was")
            st.button(words, key=form.key("unchanged"), type="tertiary", on_click=form.saver(lambda: _close(form)))


def _day(made: Reading, field: str, title: str, moment: Moment | None) -> None:
    """The day of a moment; the hour that was said stays with it."""
    form, key = made.form, made.form.key(f"day_{field}")
    local = moment.astimezone(LOCAL) if isinstance(moment, datetime) else moment
    st.session_state[key] = local.date() if isinstance(local, datetime) else local

    def put() -> None:
        day: date | None = st.session_state[key]
        same_hour = datetime.combine(day, local.time(), LOCAL) if day and isinstance(local, datetime) else day
        if made.norm is not None:
            made.norm = replace(made.norm, **{field: same_hour})

    st.date_input(plain(title), key=key, value=None, format="DD-MM-YYYY", on_change=form.saver(put))


def _keep(form: DraftForm, place: int) -> None:
    form["norms"] = [form["norm"] if place == each else norm for each, norm in enumerate(form["norms"])]
    _say(form, place, FITS)
    _close(form)


def _close(form: DraftForm) -> None:
    form["opened"], form["norm"], form["parts"] = None, None, []
