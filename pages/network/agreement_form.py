"""The dialog of standing agreements: who tells whom within how many hours; made here, and ended here."""

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from pages.frame.choices import one_choice, people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.ends import seats_named, short_words
from services.cases.facts import CaseFacts
from services.contacts.actions import agree_to_inform_all, end_agreement
from services.contacts.facts import Agreement
from services.contacts.orders import AgreeToInform
from services.contacts.queries import contact_log
from services.network.facts import NetworkFacts
from services.wording import Say

HOURS = (1, 2, 4, 8, 24, 48, 72)
"""The terms that are offered at once; what is reported to the police at night comes first."""
USUAL_HOURS = 4
FEW = 3
"""So many names at most stand in the sentence below the fields; the fields tell them all."""


def agree_dialog(screen: Screen, facts: NetworkFacts, teller: str = "", told: Sequence[str] = ()) -> None:
    """Opens the dialog; `teller` and `told` are seat ids that are filled in already."""

    @st.dialog(screen.say("Agree who tells whom"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _agree(screen, facts.case, teller, told)
            standing = [one for one in contact_log(screen.work, facts.case.id).agreements if one.ended_on is None]
            if standing:
                show(Markup("<h2>{}</h2>").format(screen.say("Agreed now")))
            for agreement in standing:
                agreement_row(screen, facts.case, agreement, place="dialog")

    opened()


def _agree(screen: Screen, case: CaseFacts, teller: str, told: Sequence[str]) -> None:
    say, named = screen.say, seats_named(screen.say, case)
    form = _form(screen, case, named, teller, told)
    about = say("So that news of the weekend does not wait until Monday: who hears something new, tells it on.")
    show(Markup('<p class="small">{}</p>').format(about))
    one_choice(say, form, "teller", say("Who tells"), named)
    others = {one: words for one, words in named.items() if one != form["teller"]}
    form["told"] = [one for one in form["told"] if one in others]
    people_choice(form, "told", say("Whom (several at once is possible)"), others, say("Choose"))
    left, right = st.columns([1, 1.6], gap="medium", vertical_alignment="bottom")
    with left:
        st.selectbox(
            say("Within how many hours"),
            sorted({*HOURS, int(form["hours"])}),
            format_func=lambda hours: say.plural("{n} hour", "{n} hours", hours),
            key=form.key("hours"),
            on_change=form.save,
        )
    with right:
        words = say("Can be reached outside office hours too")
        st.checkbox(words, key=form.key("around_the_clock"), on_change=form.save)
    ready = bool(form["teller"] and form["told"])
    if ready:
        show(Markup('<p class="good">{}</p>').format(_sentence(say, case, form)))
    form.status()
    count = max(len(form["told"]), 1)
    words = say.plural("Record {n} agreement", "Record {n} agreements", count)
    if st.button(plain(words), type="primary", key="agree_keep", disabled=not ready):
        hours, always = int(form["hours"]), bool(form["around_the_clock"])
        orders = [AgreeToInform(case.id, str(form["teller"]), str(one), hours, always) for one in form["told"]]
        with refusals_shown(say):
            agree_to_inform_all(screen.work, orders)
            form.discard()
            st.rerun()


def _form(screen: Screen, case: CaseFacts, named: dict[str, str], teller: str, told: Sequence[str]) -> DraftForm:
    """A draft of its own for each prefilled line, so that one does not fill in the other."""
    start = {"teller": teller if teller in named else None, "told": [one for one in told if one in named]}
    mark = sha256(repr(start).encode()).hexdigest()[:12]
    form = DraftForm(
        screen, f"agree.{case.id}.{mark}", start | {"hours": USUAL_HOURS, "around_the_clock": False}, case.id
    )
    if form["teller"] not in named:
        form["teller"] = None
    return form


def _sentence(say: Say, case: CaseFacts, form: DraftForm) -> str:
    who = short_words(say, case, str(form["teller"]))
    names = [short_words(say, case, str(one)) for one in form["told"]]
    whom = say.listed(names) if len(names) <= FEW else say("{n} partners", n=len(names))
    return told(say, who, whom, int(form["hours"]), around_the_clock=bool(form["around_the_clock"]))


def told(say: Say, who: str, whom: str, hours: int, *, around_the_clock: bool) -> str:
    """An agreement in one sentence."""
    if around_the_clock:
        return say.plural(
            "{who} tells {whom} within {n} hour, at night and in the weekend too.",
            "{who} tells {whom} within {n} hours, at night and in the weekend too.",
            hours,
            who=who,
            whom=whom,
        )
    return say.plural(
        "{who} tells {whom} within {n} hour; outside office hours as soon as they work again.",
        "{who} tells {whom} within {n} hours; outside office hours as soon as they work again.",
        hours,
        who=who,
        whom=whom,
    )


def agreement_row(screen: Screen, case: CaseFacts, agreement: Agreement, *, place: str, ends: bool = True) -> None:
    """One agreement that stands, with the way to end it; `place` tells two lists on one page apart."""
    say = screen.say
    who, whom = (
        short_words(say, case, end.seat_id) if end.seat_id in seats_named(say, case) else end.name
        for end in (agreement.teller, agreement.told)
    )
    line = told(say, who, whom, agreement.within_hours, around_the_clock=agreement.around_the_clock)
    since = say("agreed on {day}", day=say.numeric_day(agreement.agreed_on))
    with st.container(
        key=f"row_agreement_{place}_{agreement.id}",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        wrap=False,
    ):
        show(Markup('<p>{}</p><p class="small">{}</p>').format(line, since))
        if not ends:
            return
        with st.popover(say("End"), type="tertiary"):
            show(Markup("<p>{}</p>").format(say("Does this agreement end today? It stays in the log.")))
            if st.button(say("Yes, end it today"), type="primary", key=f"end_agreement_{place}_{agreement.id}"):
                with refusals_shown(say):
                    end_agreement(screen.work, case.id, agreement.id, agreement.version)
                    st.rerun()
