"""The parts of a sentence that a partner can choose: must or must not, who, what, to whom, where."""

import re
from dataclasses import replace
from typing import Any

import streamlit as st

from models.terms import Modality
from pages.frame.markup import plain
from pages.partner.reading_kept import Reading
from services.vocabulary.facts import Norm
from services.vocabulary.proposing import choices, slots_to_ask
from services.vocabulary.sentences import value_label

MODALITY = "modality"
"""The name of must, must not or may among the parts."""
NUMBERS = {"max": "maximum", "min": "minimum", "months": "months"}
"""Numbers as the vocabulary asks for them and as a norm has them."""
_MANY = 6
_STEM = 6


def parts(made: Reading, norm: Norm) -> None:
    """What nothing told yet; all of it once the writer wants to adjust the sentence. What the act asks comes first."""
    form, known = made.form, made.vocabulary
    if MODALITY in form["parts"]:
        _modality(made, norm)
    homes = [(key, made.names[key]) for key in made.organisations]
    for slot in dict.fromkeys((*slots_to_ask(known, norm.act), *(part for part in form["parts"] if part != MODALITY))):
        if slot in NUMBERS and slot in form["parts"]:
            _number(made, slot)
        elif slot in form["parts"]:
            chosen = getattr(norm, slot)
            offered = choices(known, norm.act, slot, persons=made.people, organisations=homes, said=chosen)
            _slot(made, slot, chosen, list(offered))


def _modality(made: Reading, norm: Norm) -> None:
    say, form = made.say, made.form
    words = {Modality.MUST: say("must"), Modality.MUST_NOT: say("may not"), Modality.MAY: say("may")}
    key = form.key("modality_chips")
    st.session_state[key] = norm.modality
    st.segmented_control(
        say("Must it, or must it not?"),
        list(words),
        format_func=lambda modality: words[modality],
        key=key,
        required=True,
        width="stretch",
        on_change=form.saver(lambda: _put(made, modality=st.session_state[key])),
    )


def _number(made: Reading, slot: str) -> None:
    """At most or at least so many."""
    form, key, field = made.form, made.form.key(f"slot_{slot}"), NUMBERS[slot]
    st.session_state[key] = getattr(made.norm, field)
    words = made.vocabulary.label(slot, made.say.language)
    st.number_input(
        plain(words[:1].upper() + words[1:]),
        min_value=1,
        max_value=99,
        step=1,
        key=key,
        on_change=form.saver(lambda: _put(made, **{field: st.session_state[key]})),
    )


def _slot(made: Reading, slot: str, chosen: tuple[str, ...], offered: list[str]) -> None:
    """The likely values as chips, those of which the text has words first; the others on request."""
    say, form, key = made.say, made.form, made.form.key(f"slot_{slot}")
    named = {value: value_label(made.vocabulary, value, say, names=made.names) for value in offered}
    every = form.key(f"every_{slot}")
    said = _without_organisations(made, str(form["text"]))
    likely = sorted(offered, key=lambda value: -_shared(named[value], said))
    few = likely if st.session_state.get(every) or len(likely) <= _MANY + 2 else likely[:_MANY]
    st.session_state[key] = list(chosen)
    title = made.vocabulary.label(slot, say.language)
    st.pills(
        plain(title[:1].upper() + title[1:]),
        [*few, *(value for value in chosen if value not in few)],
        format_func=lambda value: plain(named[value]),
        selection_mode="multi",
        key=key,
        on_change=form.saver(lambda: _put(made, **{slot: tuple(st.session_state[key])})),
    )
    if len(few) < len(likely):
        with st.container(key=f"more_{slot}"):
            st.button(say("Show all"), key=f"{every}_button", type="tertiary", on_click=lambda: _show_all(every))


def _show_all(key: str) -> None:
    st.session_state[key] = True


def _without_organisations(made: Reading, text: str) -> str:
    """Their names have words in them that say nothing of what a text is about: Veilig Thuis."""
    for name in sorted((made.names[key] for key in made.organisations), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _shared(words: str, text: str) -> int:
    """How many of the longer words of a label the text has, by their beginning."""
    said = text.lower()
    return sum(word[:_STEM] in said for word in re.findall(r"\w{4,}", words.lower()))


def _put(made: Reading, **changes: Any) -> None:
    if (norm := made.norm) is not None:
        made.norm = replace(norm, **changes)
