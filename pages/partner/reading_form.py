"""The structured reading of a condition: a few taps, a sentence, and nothing is kept before its writer said yes.

What the prose and the earlier answers seem to say is only proposed. A reading that was confirmed and whose condition
changed afterwards is asked about again. Source: `conditions.md` section 5.
"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import ConditionKind, Modality
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show
from pages.frame.screen import Screen
from pages.partner.moments import end_of
from pages.partner.reading_kept import Reading, doubted, said_of
from pages.partner.reading_parts import MODALITY, NUMBERS, parts
from pages.plan.condition_words import People
from services.vocabulary.proposing import acts_for, begun, propose, slots_to_ask
from services.wording import Say

_FIRST = 3
"""So many acts are offered at once; the right one is among them in most cases."""
_OTHER = "other"


def reading(
    screen: Screen,
    form: DraftForm,
    people: People,
    organisation: str,
    organisations: list[str],
    *,
    then: Callable[[], None] | None = None,
) -> None:
    """The question about the reading. `then` is done after a yes: on to the next question."""
    made = Reading(screen, form, people, organisation, organisations)
    kept = form["reading"]
    if kept and doubted(form):
        _still(made, then)
    elif kept is not None and not form["adjusting"]:
        _kept(made)
    else:
        _making(made, then)


def _making(made: Reading, then: Callable[[], None] | None) -> None:
    say, form = made.say, made.form
    if form["reading"]:
        _list(made)
    _quoted_text(say, form)
    _acts(made)
    norm = made.norm
    if norm is None:
        return
    parts(made, norm)
    _confirm(made, then)


def _quoted_text(say: Say, form: DraftForm) -> None:
    told = say("The planner lays agreements side by side. For that it needs yours in a fixed form too.")
    show(Markup('<p class="soft">{}</p><p class="quote said">{}</p>').format(told, str(form["text"]).strip()))


def _acts(made: Reading) -> None:
    """The acts that the text seems to speak of; all others behind a search."""
    say, form, known = made.say, made.form, made.vocabulary
    proposed = propose(known, kind=ConditionKind(form["kind"]), text=str(form["text"])).acts
    few = list(dict.fromkeys((*proposed, *acts_for(known, ConditionKind(form["kind"])))))[:_FIRST]
    if form["act"] and form["act"] not in (*few, _OTHER):
        few.append(form["act"])
    chips = form.key("act_chips")
    st.session_state[chips] = form["act"]

    def chosen() -> None:
        _take(made, st.session_state[chips])

    st.pills(
        say("What comes closest to your text?"),
        [*few, _OTHER],
        format_func=lambda act: plain(say("Another…") if act == _OTHER else _act_words(made, act)),
        key=chips,
        on_change=form.saver(chosen),
    )
    if form["act"] == _OTHER:
        every = sorted(known.acts, key=lambda act: _act_words(made, act).lower())
        search = form.key("act_search")
        st.selectbox(
            say("Search for another"),
            every,
            index=None,
            format_func=lambda act: _act_words(made, act),
            key=search,
            placeholder=say("Type a word"),
            on_change=form.saver(lambda: _take(made, st.session_state[search])),
        )


def _act_words(made: Reading, act: str) -> str:
    words = made.vocabulary.act_label(act, made.say.language)
    return words[:1].upper() + words[1:]


def _take(made: Reading, act: str | None) -> None:
    """Begins a norm with this act, filled in as far as the answers tell."""
    form, known = made.form, made.vocabulary
    form["act"], form["parts"] = act, []
    if not act or act == _OTHER:
        made.norm = None
        return
    modality = propose(known, kind=ConditionKind(form["kind"]), text=str(form["text"])).modality
    chosen_doer = str(form["done_by"] or "")
    made.norm = begun(
        known,
        act,
        modality or Modality.MUST,
        subject=str(form["subject"] or ""),
        protects=tuple(form["protects"] or ()),
        organisation=made.organisation,
        done_by="" if chosen_doer == made.organisation else chosen_doer,
        due_on=form["due_on"],
        until=end_of(form),
    )
    form["parts"] = [] if modality else [MODALITY]
    form["parts"] += [slot for slot in slots_to_ask(known, act) if not getattr(made.norm, NUMBERS.get(slot, slot))]


def _confirm(made: Reading, then: Callable[[], None] | None) -> None:
    say, form = made.say, made.form
    with st.container(key=f"card_sentence_{form.name}", gap="small"):
        head = Markup('<h2 class="asked">{}</h2><p class="sentence">{}</p>')
        show(head.format(say("Is this sentence right?"), made.sentence(form["norm"])))
        left_open = _left_open(made)
        if left_open:
            told = say(
                "Not chosen yet: {parts}. Choose it above, or confirm if it is right like this.", parts=left_open
            )
            show(Markup('<p class="mind">{}</p>').format(told))
        loud = "secondary" if left_open else "primary"
        st.button(say("Yes, that is right"), type=loud, width="stretch", key="read_yes", on_click=_yes(made, then))
        asked_for = [MODALITY, *slots_to_ask(made.vocabulary, form["norm"]["act"])]
        if set(asked_for) - set(form["parts"]):
            st.button(say("Adjust"), key="read_adjust", width="stretch", on_click=form.saver(_opener(form, asked_for)))
        words = say("Yes, and there is more in my text")
        st.button(words, key="read_more", type="tertiary", width="stretch", on_click=_yes(made, _more(form)))


def _left_open(made: Reading) -> str:
    """What the act asks and nobody chose: then the sentence says more than was meant, as in 'may be nowhere'."""
    known, norm = made.vocabulary, made.norm
    asked = slots_to_ask(known, made.form["norm"]["act"])
    open_slots = [slot for slot in asked if slot != "by" and not getattr(norm, NUMBERS.get(slot, slot))]
    return made.say.listed([known.label(slot, made.say.language).lower() for slot in open_slots]) if open_slots else ""


def _opener(form: DraftForm, parts: list[str]) -> Callable[[], None]:
    def go() -> None:
        form["parts"] = parts

    return go


def _more(form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        form["adjusting"] = True

    return form.saver(go)


def _yes(made: Reading, then: Callable[[], None] | None) -> Callable[[], None]:
    form = made.form

    def go() -> None:
        form["reading"] = [*(form["reading"] or ()), form["norm"]]
        form["read_for"] = said_of(form)
        form["norm"], form["act"], form["adjusting"], form["parts"] = None, None, False, []
        (then or form.save)()

    return go


def none_to_check(form: DraftForm, then: Callable[[], None] | None = None) -> Callable[[], None]:
    """A callback: the writer says that this is no agreement that can be checked."""

    def go() -> None:
        form["reading"], form["read_for"] = [], said_of(form)
        form["norm"], form["act"], form["adjusting"] = None, None, False
        (then or form.save)()

    return go


def _kept(made: Reading) -> None:
    say, form = made.say, made.form
    _quoted_text(say, form)
    _list(made)
    if form["reading"]:
        st.button(say("Another agreement in the same text"), key="read_more", width="stretch", on_click=_more(form))
    st.button(say("Read it anew"), key="read_anew", type="tertiary", width="stretch", on_click=form.saver(_anew(form)))


def _still(made: Reading, then: Callable[[], None] | None) -> None:
    say, form = made.say, made.form
    _quoted_text(say, form)
    _list(made)

    def same() -> None:
        form["read_for"] = said_of(form)
        (then or form.save)()

    st.button(say("Yes, it is still right"), type="primary", width="stretch", key="read_still", on_click=same)
    st.button(say("No, read it anew"), key="read_anew", width="stretch", on_click=form.saver(_anew(form)))


def _anew(form: DraftForm) -> Callable[[], None]:
    def go() -> None:
        form["reading"], form["read_for"], form["norm"], form["act"] = None, "", None, None
        form["adjusting"], form["parts"] = False, []

    return go


def _list(made: Reading) -> None:
    """What was confirmed."""
    say = made.say
    told = [Markup('<li class="sentence">✓ {}</li>').format(made.sentence(one)) for one in made.form["reading"]]
    if not told:
        show(Markup('<p class="good">{}</p>').format(say("You said: this is no agreement that can be checked.")))
    else:
        show(Markup('<ul class="sentences">{}</ul>').format(joined(told)))
