"""Who does not agree with how something was settled: their words, and recording or taking back one."""

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.choices import one_choice, tier_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show, tag
from pages.frame.refusal import sentence
from pages.frame.writing import writing_area
from pages.plan.board.do_or_leave import do_or_leave
from pages.plan.board.laid import Laid, held, hold, holder, mark_of
from pages.plan.condition_words import tier_tag
from services.conditions.rules import LONGEST_TEXT
from services.consistency.facts import DissentView
from services.consistency.orders import RecordDissent
from services.consistency.telling import record_dissent, take_back_dissent
from services.errors import ServiceError
from services.wording.labels import organisation_label


def dissent_count(laid: Laid, key: str) -> str:
    """How many organisations do not agree with what is decided now; empty for none."""
    found = sum(not view.earlier for view in laid.state.board.dissent.get(key, ()))
    return laid.say.plural("{n} organisation does not agree", "{n} organisations do not agree", found) if found else ""


def draw_dissent(laid: Laid, key: str) -> None:
    """Draws what was recorded and, for who directs the case, the form for another."""
    mark, say = mark_of(key), laid.say
    for view in laid.state.board.dissent.get(key, ()):
        _one(laid, key, view)
    if not laid.directs:
        return
    if isinstance(problem := held(key, "dissent_problem"), ServiceError):
        hold(key, "dissent_problem", None)
        show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, say)))
    if held(key, "dissenting"):
        _form(laid, key)
        return
    st.button(
        say("An organisation does not agree"),
        type="tertiary",
        icon=":material/add:",
        key=f"dissent_{mark}",
        on_click=holder(key, "dissenting", True),
    )


def _one(laid: Laid, key: str, view: DissentView) -> None:
    say = laid.say
    with st.container(
        key=f"row_dissent_{view.id}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
    ):
        words = Markup(
            '<div class="line"><strong>{}</strong>{}</div><p class="lines">{}</p><p class="small">{}</p>'
        ).format(
            say("{organisation} does not agree", organisation=organisation_label(say, view.organisation)),
            tier_tag(say, view.tier) + (tag(say("about the earlier decision"), "grey") if view.earlier else Markup("")),
            view.text,
            say.short_moment(view.recorded_at),
        )
        show(words)
        if laid.directs:
            st.button(
                say("Take back"),
                key=f"undissent_{view.id}",
                help=plain(organisation_label(say, view.organisation)),
                on_click=lambda: _take_back(laid, key, view),
            )


def _take_back(laid: Laid, key: str, view: DissentView) -> None:
    try:
        take_back_dissent(laid.screen.work, laid.case_id, view.id, view.version)
    except ServiceError as refusal:
        hold(key, "dissent_problem", refusal)


def _form(laid: Laid, key: str) -> None:
    say, mark = laid.say, mark_of(key)
    fields = {"home": None, "text": "", "tier": Tier.PARTNERS.value}
    form = DraftForm(laid.screen, f"dissent.{mark}", fields, laid.case_id)
    homes = {seat.organisation: organisation_label(say, seat.organisation) for seat in laid.state.facts.seats}
    left, right = st.columns([1, 1.15], gap="medium")
    with left:
        one_choice(say, form, "home", say("Which organisation does not agree?"), dict(sorted(homes.items())))
        tier_choice(say, form, "tier", say("Who may read this"))
    with right:
        title = say("What they do not agree with, in their words. The plan shows it.")
        writing_area(form, "text", title, height=110, longest=LONGEST_TEXT)
    form.status(quiet=True)

    def go() -> None:
        order = RecordDissent(laid.case_id, key, form["home"] or "", str(form["text"]), form["tier"])
        try:
            record_dissent(laid.screen.work, order)
        except ServiceError as refusal:
            hold(key, "dissent_problem", refusal)
        else:
            form.discard()
            hold(key, "dissenting", None)

    leave = say("Not like this after all")
    do_or_leave(f"dissent_{mark}", say("Record their words"), go, leave, holder(key, "dissenting", None))
