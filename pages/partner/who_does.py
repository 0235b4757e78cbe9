"""Who does it and by when, how it is seen that it holds and who looks, what happens if it does not succeed."""

from collections.abc import Sequence

import streamlit as st

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.partner.caution_words import mind_cautions
from pages.plan.condition_words import People
from services.cases.facts import CaseFacts
from services.conditions.rules import LONGEST_TEXT
from services.wording.labels import organisation_label

Organisations = Sequence[str]
"""Keys of the organisations that a condition can name, the writer's own first."""
_MANY = 6
_NOBODY = ""


def doer(screen: Screen, form: DraftForm, people: People, organisations: Organisations) -> None:
    """Who must do it: an organisation or a person of the case."""
    say = screen.say
    names = {key: organisation_label(say, key) for key in organisations} | {ref: alias for ref, alias, _ in people}
    first = [*organisations[:1], *(ref for ref, _, _ in people), *organisations[1:]]
    _chips(screen, form, "done_by", say("Who does it?"), _ordered(form, "done_by", first), names)


def checking(
    screen: Screen,
    form: DraftForm,
    organisations: Organisations,
    *,
    height: int = 90,
    facts: CaseFacts | None = None,
    needed: bool = False,
) -> None:
    """How it is seen that it holds, and which organisation looks. `needed`: it may not be left empty."""
    say = screen.say
    hint = say("For example: a call every Friday, a look at the school.")
    words = say("How do you see that it works?") if needed else say("How do you see that it works? (optional)")
    writing_area(form, "check", words, height=height, longest=LONGEST_TEXT, hint=hint)
    mind_prohibitions(say, str(form["check"]), facts)
    mind_cautions(screen, str(form["check"]), facts.id if facts else "", tier=str(form["tier"]))
    names = {key: organisation_label(say, key) for key in organisations}
    _chips(screen, form, "checked_by", say("Who checks it?"), _ordered(form, "checked_by", list(names)), names)


def if_not(screen: Screen, form: DraftForm, *, height: int = 90, facts: CaseFacts | None = None) -> None:
    """The way out. `facts` for who directs the case."""
    say = screen.say
    hint = say("For example: who calls whom, and how soon.")
    words = say("And if it does not succeed? (optional)")
    writing_area(form, "if_not", words, height=height, longest=LONGEST_TEXT, hint=hint)
    mind_prohibitions(say, str(form["if_not"]), facts)
    mind_cautions(screen, str(form["if_not"]), facts.id if facts else "", tier=str(form["tier"]))


def propose_doer(form: DraftForm, people: People) -> None:
    """Fills in the person with whom the text begins, while this was not asked yet. Shown as a choice like any other."""
    text = str(form["text"]).strip().lower()
    named = [ref for ref, alias, _ in people if alias and text.startswith(alias.lower())]
    if named and int(form["reached"]) <= 2:
        form["done_by"] = named[0]


def _ordered(form: DraftForm, field: str, options: list[str]) -> list[str]:
    """The first few; all of them once asked for. What is chosen is always among them."""
    if len(options) <= _MANY + 2 or form[f"every_{field}"]:
        return options
    few = options[:_MANY]
    chosen = form[field]
    return few if not chosen or chosen in few or chosen not in options else [*few, chosen]


def _chips(screen: Screen, form: DraftForm, field: str, title: str, options: list[str], names: dict[str, str]) -> None:
    chosen = form[field] or _NOBODY
    if chosen not in (*options, _NOBODY):  # an organisation that has no seat any more stays as it was written
        options = [*options, chosen]
        names = {chosen: organisation_label(screen.say, chosen)} | names
    offered = names | {_NOBODY: screen.say("Nobody yet")}
    form[field] = chosen
    st.pills(
        title,
        [*options, _NOBODY],
        format_func=lambda key: plain(offered.get(key, key)),
        key=form.key(field),
        on_change=form.save,
        required=True,
    )
    if len(options) < len(names):

        def show_all() -> None:
            form[f"every_{field}"] = True

        with st.container(key=f"more_{field}"):
            words = screen.say("Show all")
            st.button(words, key=form.key(f"show_all_{field}"), type="tertiary", on_click=form.saver(show_all))
