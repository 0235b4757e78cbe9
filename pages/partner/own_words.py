"""The prose of a condition: its beginning on one tap, own words, must or wish, and what a good condition is."""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import ConditionKind, Theme
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show
from pages.frame.prohibitions import mind_prohibitions
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.partner.caution_words import mind_cautions
from pages.partner.whom import concerns_suspect
from pages.plan.condition_words import People, aliases
from services.cases.facts import CaseFacts
from services.conditions.examples import examples
from services.conditions.rules import LONGEST_TEXT, theme_of
from services.wording import Say, label


def what(
    screen: Screen,
    form: DraftForm,
    people: People,
    *,
    height: int = 150,
    facts: CaseFacts | None = None,
    writer: str = "",
) -> None:
    """Question 2: the words, whether it must hold, and whether it stops everybody.

    `writer` is the name of the own organisation, for the beginnings of a sentence; without there are none. `facts` for
    who directs the case.
    """
    say = screen.say
    if writer:
        _beginnings(say, form, people, writer)
    hint = say("Leave out an address, phone number or school if they are not needed.")
    words = say("In your own words, one agreement")
    writing_area(form, "text", words, height=height, longest=LONGEST_TEXT, hint=hint)
    mind_prohibitions(say, str(form["text"]), facts)
    mind_cautions(screen, str(form["text"]), facts.id if facts else "", tier=str(form["tier"]))
    st.segmented_control(
        say("Must it hold, or is it a wish?"),
        [True, False],
        format_func=lambda hard: say("Must hold") if hard else say("Wish"),
        key=form.key("hard"),
        on_change=form.save,
        required=True,
        width="stretch",
    )
    _stop(say, form, people)
    good_condition(say, form["kind"])


def good_condition(say: Say, kind: str | None) -> None:
    """What makes a condition one that can be kept and checked, with two examples of its theme; folded."""
    points = (
        say("Observable: anybody can see whether it happens. Who does what, where, from when?"),
        say("Minimal: what must at least be so to make it safer at once. Nothing more."),
        say("With a check: somebody looks, and it is agreed what follows if it does not succeed."),
        say("One agreement at a time. What you know, and call a suspicion a suspicion."),
    )
    theme = theme_of(ConditionKind(kind)) if kind else Theme.OTHER
    with st.expander(say("What is a good condition?"), icon=":material/lightbulb:"):
        show(Markup('<ul class="why">{}</ul>').format(joined([Markup("<li>{}</li>").format(one) for one in points])))
        told = [nl if say.language == "nl" else en for nl, en in examples(theme)]
        quotes = joined([Markup('<p class="said">{}</p>').format(one) for one in told])
        show(Markup('<h2 class="asked">{}</h2>{}').format(say("For example: {theme}", theme=label(say, theme)), quotes))


def _beginnings(say: Say, form: DraftForm, people: People, writer: str) -> None:
    """How the sentence can begin. It is written into the box, where it can be changed like any other word."""
    subject = aliases(people, [str(form["subject"])])
    who = subject[0] if subject else writer
    verbs = {"must": say("must"), "must_not": say("may not"), "arranges": say("arranges"), "reports": say("reports")}
    with st.container(key="beginnings"):
        st.pills(
            plain(f"{who} …"),
            list(verbs),
            format_func=lambda verb: verbs.get(verb, ""),
            key=form.key("begins"),
            on_change=form.saver(_begin(form, who, verbs)),
        )


def _begin(form: DraftForm, who: str, verbs: dict[str, str]) -> Callable[[], None]:
    def begin() -> None:
        text, chosen = str(form["text"]), verbs.get(str(form["begins"]))
        rest = next((text[len(start) :] for verb in verbs.values() if text.startswith(start := f"{who} {verb}")), text)
        start = f"{who} {chosen}" if chosen else ""
        form["text"] = f"{start} {rest.lstrip()}" if start else rest.lstrip()

    return begin


def _stop(say: Say, form: DraftForm, people: People) -> None:
    if not form["holds"] and not concerns_suspect(form, people):
        return
    st.checkbox(say("Nobody approaches the alleged perpetrator for now"), key=form.key("holds"), on_change=form.save)
    told = say(
        "Such a stop is in force from the moment you hand it in. All partners see that it stands, not why. Who reads "
        "your own text, you choose at the last question."
    )
    show(Markup('<p class="{}">{}</p>').format("mind" if form["holds"] else "small", told))
