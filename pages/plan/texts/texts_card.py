"""The card with the texts of the plan as a whole: word for an emergency call, what everyone must know, sharing, end."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.plans.queries import CaseState
from services.plans.written.actions import write_texts
from services.plans.written.facts import PlanTextsView
from services.plans.written.orders import WriteTexts
from services.plans.written.queries import written_of
from services.plans.written.rules import FEWEST_CORE, LONGEST_PLAN_TEXT, LONGEST_WORD, MOST_CORE
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label

_AREAS = ("ends", "sharing_basis", "victim_knows", "retention")


def texts_card(screen: Screen, state: CaseState, texts: PlanTextsView) -> None:
    """Draws the texts: a form for who directs the case, else what is written."""
    say = screen.say
    with st.container(key="card_texts", gap="small"):
        note = say("Every partner reads this. Write no addresses and no numbers of private people.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("For the plan as a whole"), note))
        if state.directs:
            _form(screen, state, texts)
        else:
            _read(say, state, texts)


def _form(screen: Screen, state: CaseState, texts: PlanTextsView) -> None:
    say = screen.say
    form = DraftForm(screen, f"texts.{state.facts.id}", _defaults(say, state, texts), state.facts.id)
    st.text_input(
        say("Word for an emergency call"),
        key=form.key("emergency_word"),
        max_chars=LONGEST_WORD,
        on_change=form.save,
        placeholder=say("for example the code name of the case"),
        help=say("The control room recognises the case by it. It also stands on the sheet of the victim."),
    )
    _core(say, state, form)
    for field in _AREAS:
        title, help_words = _asked(say, field, proposed=bool(form[field]) and not texts.version)
        writing_area(form, field, title, height=76, longest=LONGEST_PLAN_TEXT, help=help_words)
    form.status(quiet=True)
    _state(say, form, texts)
    if st.button(say("Keep in the plan"), type="primary", key="texts_keep"):
        with refusals_shown(say):
            _keep(screen, state, form)


def _core(say: Say, state: CaseState, form: DraftForm) -> None:
    """Which conditions everybody must know; one that lapsed since is offered no more."""
    wordings = {view.id: f"V{view.number} · {view.text[:70]}" for view in state.conditions if not view.lapsed}
    if gone := [name for name in form["core"] if name not in wordings]:
        form["core"] = [name for name in form["core"] if name not in gone]
    st.multiselect(
        say("The conditions that everyone must know"),
        list(wordings),
        format_func=lambda value: wordings.get(value, ""),
        key=form.key("core"),
        max_selections=MOST_CORE,
        on_change=form.save,
        placeholder=say("Choose"),
        help=say("They stand in the box on the first page. Who may not read one does not get it there either."),
    )
    if not wordings:
        show(Markup('<p class="small">{}</p>').format(say("There are no conditions to choose from yet.")))
    elif 0 < len(form["core"]) < FEWEST_CORE:
        text = say("{few} to {most} work best: fewer say too little, more are not remembered.", few=3, most=MOST_CORE)
        show(Markup('<p class="small">{}</p>').format(text))


def _asked(say: Say, field: str, *, proposed: bool = False) -> tuple[str, str]:
    """The title of a text and what belongs in it; a proposal says of what it was made."""
    basis, until = say("By which law, and what each shares."), say("Until when, and what then.")
    if proposed:
        basis = say("Proposed from the legal basis of the case.")
        until = say("Proposed; change it where you keep papers otherwise.")
    return {
        "ends": (say("When the plan ends"), say("By what you see that it is no longer needed, and who decides that.")),
        "sharing_basis": (say("On what basis you share"), basis),
        "victim_knows": (
            say("What the victim knows"),
            say("Which agreements were told to her, by whom, and what was not told and why."),
        ),
        "retention": (say("How long this is kept"), until),
    }[field]


def _state(say: Say, form: DraftForm, texts: PlanTextsView) -> None:
    """Whether what stands in the form is what the plan says."""
    same = all(str(form[name]).strip() == getattr(texts, name) for name in ("emergency_word", *_AREAS))
    if texts.version and same and set(form["core"]) == set(texts.core):
        show(Markup('<p class="good">✓ {}</p>').format(say("This is what the next version of the plan says.")))
        return
    text = say("Not in the plan yet: it counts once you keep it.")
    show(Markup('<p class="small">{}</p>').format(text))


def _keep(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """Keeps the texts. What somebody else kept meanwhile is shown beside them; keeping once more replaces it."""
    say, words = screen.say, {name: str(form[name]) for name in ("emergency_word", *_AREAS)}
    try:
        write_texts(screen.work, WriteTexts(state.facts.id, form["version"], core=tuple(form["core"]), **words))
    except ChangedMeanwhile as changed:
        now = written_of(screen.work, state.facts.id).texts
        form["version"] = changed.fields["version"]
        form.save()
        mine = "\n".join(text for text in words.values() if text)
        theirs = "\n".join(text for name in words if (text := getattr(now, name)))
        text = say("Somebody else kept other texts. Keep once more to put yours in their place.")
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))
        return
    form.discard()
    st.rerun()


def _defaults(say: Say, state: CaseState, texts: PlanTextsView) -> dict[str, object]:
    """What is written; before that, what the case itself suggests."""
    fields: dict[str, object] = {name: getattr(texts, name) for name in ("emergency_word", *_AREAS)}
    fields |= {"core": list(texts.core), "version": texts.version}
    if not texts.version:
        fields |= {"sharing_basis": _basis(say, state), "retention": _retention(say, state)}
    return fields


def _basis(say: Say, state: CaseState) -> str:
    if state.facts.legal_basis is None:
        return ""
    return say(
        "We share on the basis of {basis}. Each of us shares only what another needs for a task in this plan.",
        basis=label(say, state.facts.legal_basis),
    )


def _retention(say: Say, state: CaseState) -> str:
    if state.facts.retention_until is None:
        return say("Every organisation destroys its copy once a newer version is adopted, or the case is closed.")
    return say(
        "Kept until {day}. Every organisation destroys its copy then, and once a newer version is adopted.",
        day=say.numeric_day(state.facts.retention_until),
    )


def _read(say: Say, state: CaseState, texts: PlanTextsView) -> None:
    known = {view.id: f"V{view.number} {view.text}" for view in state.conditions}
    lines = [(say("Word for an emergency call"), texts.emergency_word)]
    lines.append((say("The conditions that everyone must know"), "; ".join(known[n] for n in texts.core if n in known)))
    lines += [(_asked(say, field)[0], getattr(texts, field)) for field in _AREAS]
    written = [(name, text) for name, text in lines if text]
    if not written:
        show(Markup("<p>{}</p>").format(say("Nothing is written yet. The case director does that here.")))
        return
    show(facts_list(written))
