"""The words that no document, mail or file may hold for a reader outside their tier: by kind, with their spellings."""

import streamlit as st
from markupsafe import Markup

from models.terms import ProtectedKind, Tier
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import protect_words, take_out_words
from services.cases.checks import LONGEST_WORDS
from services.cases.facts import CaseFacts
from services.cases.guarded import ProtectedWords
from services.cases.queries import protected_words
from services.wording import Say, label
from services.wording.labels import organisation_label

_SPELLINGS = 4


def words_card(screen: Screen, facts: CaseFacts) -> None:
    """Draws the card with its dialogs; only for who directs the case."""
    say = screen.say
    found = protected_words(screen.work, facts.id)
    with st.container(key="card_words", gap="small"):
        always = say(
            "Always protected: names, birth dates, addresses, phone numbers and places of everybody in this case who "
            "is no professional. Add here what else may not leave."
        )
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Protected words"), always))
        if not found:
            show(Markup("<p>{}</p>").format(say("Here the words will stand that you protect yourself.")))
        for kind in ProtectedKind:
            of_kind = [one for one in found if one.kind is kind]
            if of_kind:
                show(Markup("<h3>{}</h3>").format(label(say, kind)))
            for one in of_kind:
                _line(screen, facts, one)
        if st.button(say("Protect words"), icon=":material/shield:", width="stretch", key="protect_words"):
            _words_dialog(screen, facts)


def _line(screen: Screen, facts: CaseFacts, one: ProtectedWords) -> None:
    say = screen.say
    with st.container(key=f"row_words_{one.id}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        show(
            Markup('<div class="grow"><p><strong>{}</strong> {}</p><p class="small">{}</p></div>').format(
                one.words, tag(_tier(say, one.tier)), _spelled(say, one)
            )
        )
        with st.popover(say("Take out"), type="tertiary"):
            told = say("From then on these words may stand in every document and mail again. What left stays as it is.")
            show(Markup("<p>{}</p>").format(told))
            if st.button(say("Take out these words"), key=f"take_out_{one.id}"):
                with refusals_shown(say):
                    take_out_words(screen.work, facts.id, one.id, one.version)
                    st.rerun()


def _spelled(say: Say, one: ProtectedWords) -> str:
    """Under which other spellings they are looked for; the first few are enough to see how."""
    others = [text for text in one.looked_for if text != one.words]
    if not others:
        return say("Looked for in any spelling: capitals, accents, spaces and hyphens make no difference.")
    more = " …" if len(others) > _SPELLINGS else ""
    return say("Also looked for: {spellings}", spellings=", ".join(others[:_SPELLINGS]) + more)


def _tier(say: Say, tier: str) -> str:
    if tier in list(Tier):
        return label(say, Tier(tier))
    return organisation_label(say, tier.removeprefix("partner:"))


def _hint(say: Say, kind: ProtectedKind) -> str:
    return {
        ProtectedKind.ADDRESS: say("Street with number and post code. A street or place alone is not looked for."),
        ProtectedKind.PHONE: say("With or without the country code; both are looked for."),
        ProtectedKind.NAME: say("Of a child, a new partner, somebody who reported: each part of four letters counts."),
        ProtectedKind.SCHOOL: say("Name first, then a comma and the address."),
        ProtectedKind.WORK: say("Name first, then a comma and the address."),
        ProtectedKind.VEHICLE: say("The number plate, or make and colour where those tell enough."),
        ProtectedKind.OTHER: say("Anything else that leads to somebody: a club, a route, a working day."),
    }[kind]


def _words_dialog(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say

    @st.dialog(say("Protect words"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _words_form(screen, facts)

    opened()


def _words_form(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    blank = {"kind": ProtectedKind.OTHER.value, "words": "", "tier": Tier.INVESTIGATION.value}
    form = DraftForm(screen, f"words.{facts.id}", blank, facts.id)
    told = say("A document for a reader who may not see these words is not made when they stand in it anywhere.")
    show(Markup('<p class="small">{}</p>').format(told))
    term_choice(say, form, "kind", say("What they are"), ProtectedKind)
    kind = ProtectedKind(form["kind"])
    st.text_input(plain(say("Words")), key=form.key("words"), max_chars=LONGEST_WORDS, on_change=form.save)
    show(Markup('<p class="small">{}</p>').format(_hint(say, kind)))
    term_choice(say, form, "tier", say("Who may read them"), Tier)
    form.status()
    if st.button(say("Protect"), type="primary", key="protect_sure"):
        with refusals_shown(say):
            protect_words(screen.work, facts.id, str(form["tier"]), str(form["words"]), kind)
            form.discard()
            st.rerun()
