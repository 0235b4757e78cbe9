"""The dialog of standing agreements: who tells whom within how many hours; made here, and ended here."""

import streamlit as st
from markupsafe import Markup

from pages.frame.choices import one_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.contact_day import under
from pages.network.ends import seats_named, short_words
from services.cases.facts import CaseFacts
from services.contacts.actions import agree_to_inform, end_agreement
from services.contacts.facts import Agreement
from services.contacts.orders import AgreeToInform
from services.contacts.queries import contact_log
from services.network.facts import NetworkFacts
from services.wording import Say

HOURS = (1, 2, 4, 8, 24, 48, 72)
"""The terms that are offered at once; what is reported to the police at night comes first."""
USUAL_HOURS = 4


def agree_dialog(screen: Screen, facts: NetworkFacts, teller: str = "", told: str = "") -> None:
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


def _agree(screen: Screen, case: CaseFacts, teller: str, told: str) -> None:
    say, named = screen.say, seats_named(screen.say, case)
    start = {"teller": teller if teller in named else None, "told": told if told in named else None}
    start |= {"hours": USUAL_HOURS, "around_the_clock": False}
    form = DraftForm(screen, f"agree.{case.id}.{_mark(start)}", start, case.id)
    for field in ("teller", "told"):
        if form[field] not in named:
            form[field] = None
    about = say("So that news of the weekend does not wait until Monday: who hears something new, tells it on.")
    show(Markup('<p class="small">{}</p>').format(about))
    left, right = st.columns(2, gap="medium")
    with left:
        one_choice(say, form, "teller", say("Who tells"), named)
    with right:
        one_choice(
            say, form, "told", say("Whom"), {one: words for one, words in named.items() if one != form["teller"]}
        )
    st.selectbox(
        say("Within how many hours"),
        sorted({*HOURS, int(form["hours"])}),
        format_func=lambda hours: say.plural("{n} hour", "{n} hours", hours),
        key=form.key("hours"),
        on_change=form.save,
    )
    st.checkbox(say("Can be reached outside office hours too"), key=form.key("around_the_clock"), on_change=form.save)
    same = form["teller"] and form["teller"] == form["told"]
    if same:
        under(say("Choose somebody else to be told."))
    if form["teller"] and form["told"] and not same:
        show(Markup('<p class="good">{}</p>').format(_sentence(say, case, form)))
    form.status()
    ready = form["teller"] and form["told"] and not same
    if st.button(say("Record this agreement"), type="primary", key="agree_keep", disabled=not ready):
        hours, always = int(form["hours"]), bool(form["around_the_clock"])
        order = AgreeToInform(case.id, str(form["teller"]), str(form["told"]), hours, always)
        with refusals_shown(say):
            agree_to_inform(screen.work, order)
            form.discard()
            st.rerun()


def _mark(start: dict[str, object]) -> str:
    """A draft of its own for each prefilled pair, so that one does not fill in the other."""
    return f"{str(start['teller'] or '')[:8]}.{str(start['told'] or '')[:8]}"


def _sentence(say: Say, case: CaseFacts, form: DraftForm) -> str:
    who, whom = short_words(say, case, str(form["teller"])), short_words(say, case, str(form["told"]))
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
        "{who} tells {whom} within {n} hour; outside office hours as soon as {whom} works again.",
        "{who} tells {whom} within {n} hours; outside office hours as soon as {whom} works again.",
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
