"""Who is kept out of the case and who resembles them; for who directs it only. Below it the protected words."""

import streamlit as st
from markupsafe import Markup

from models.terms import BarKind, Known
from pages.casework.words_card import words_card
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.barring.actions import bar, judge
from services.barring.facts import Likeness, NewBar
from services.barring.queries import bars_of, likenesses_of
from services.cases.facts import CaseFacts
from services.directory.partners import organisations
from services.wording import Say, label
from services.wording.labels import organisation_label


def likeness_card(screen: Screen, facts: CaseFacts) -> None:
    """Asks about everybody who resembles somebody kept out; nothing while there is no such question."""
    say = screen.say
    asked = [one for one in likenesses_of(screen.work, facts.id) if one.asked]
    if not asked:
        return
    with st.container(key="card_likeness", gap="small"):
        text = say("Until you answer, they see nothing of this case and cannot be chosen.")
        show(
            Markup('<h2>{} {}</h2><p class="small">{}</p>').format(
                say("Is this the same person?"), tag(str(len(asked)), "red"), text
            )
        )
        for one in asked:
            with st.container(key=f"row_like_{one.id}", gap="xsmall"):
                show(_likeness(say, one))
                with st.container(horizontal=True, gap="small"):
                    _judgement(screen, facts, one, Known.YES, say("Yes, the same: stays out"))
                    _judgement(screen, facts, one, Known.NO, say("No, somebody else: let in"))


def protection_card(screen: Screen, facts: CaseFacts) -> None:
    """Draws the card with its dialogs; only for who directs the case."""
    say = screen.say
    with st.container(key="card_protection", gap="small"):
        rows: list[tuple[str, Markup | str]] = [
            (label(say, line.kind), _barred(say, line.kind, line.value, line.reason))
            for line in bars_of(screen.work, facts.id)
        ]
        nothing = Markup('<p class="small">{}</p>').format(say("Nobody is kept out yet."))
        show(Markup("<h2>{}</h2>{}").format(say("Protection"), facts_list(rows) if rows else nothing))
        asked = st.session_state.pop(f"bar_for.{facts.id}", "")  # the network led here, to close the case to somebody
        pressed = st.button(say("Keep somebody out"), icon=":material/block:", width="stretch", key="keep_out")
        if pressed or asked:
            bar_dialog(screen, facts, asked)
    words_card(screen, facts)
    _judged(screen, facts)


def _judged(screen: Screen, facts: CaseFacts) -> None:
    """Whom somebody judged before, with the way to say otherwise."""
    say = screen.say
    judged = [one for one in likenesses_of(screen.work, facts.id) if not one.asked]
    if not judged:
        return
    with st.container(key="card_judged", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Judged before")))
        for one in judged:
            with st.container(key=f"row_judged_{one.id}", gap="xsmall"):
                same = one.same is Known.YES
                word = tag(say("the same: kept out"), "red") if same else tag(say("somebody else"), "green")
                show(Markup('{}<p class="small">{} {}</p>').format(_likeness(say, one), word, _judged_by(say, one)))
                with st.popover(say("Judge anew"), type="tertiary"):
                    if same:
                        _judgement(screen, facts, one, Known.NO, say("No, somebody else: let in"))
                    else:
                        _judgement(screen, facts, one, Known.YES, say("Yes, the same: stays out"))


def _likeness(say: Say, one: Likeness) -> Markup:
    where = f", {one.organisation}" if one.organisation else ""
    kept_out = say("resembles {name}, who is kept out", name=one.bar)
    return Markup('<p><strong>{}</strong>{}</p><p class="small">{}</p>').format(one.name, where, kept_out)


def _judgement(screen: Screen, facts: CaseFacts, one: Likeness, same: Known, words: str) -> None:
    if st.button(plain(words), key=f"judge_{same.value}_{one.id}"):
        with refusals_shown(screen.say):
            judge(screen.work, facts.id, one.id, same, one.version)
            st.rerun()


def _barred(say: Say, kind: BarKind, value: str, reason: str) -> Markup:
    return _with_note(organisation_label(say, value) if kind is BarKind.ORGANISATION else value, reason)


def _with_note(text: str, note: str) -> Markup:
    below = Markup('<br><span class="small">{}</span>').format(note) if note else ""
    return Markup("{}{}").format(text, below)


def _judged_by(say: Say, one: Likeness) -> str:
    if one.judged_at is None:
        return ""
    return say("{name}, {day}", name=one.judged_by, day=say.short_day(one.judged_at))


def bar_dialog(screen: Screen, facts: CaseFacts, name: str = "") -> None:
    """Opens the dialog to keep somebody out; with `name` that person is filled in."""
    say = screen.say
    if name:
        form = _bar_draft(screen, facts)
        form["kind"], form["text"] = BarKind.NAME.value, name
        form.save()

    @st.dialog(say("Keep somebody out"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _bar_form(screen, facts)

    opened()


def _bar_form(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    form = _bar_draft(screen, facts)
    told = say("From then on this case does not exist for them: not on screens, in lists, invitations or files.")
    lasting = say("This cannot be undone. Whoever deputises is taken off the case at once when it concerns them.")
    show(Markup('<p class="mind">{} {}</p>').format(told, lasting))
    term_choice(say, form, "kind", say("By what"), BarKind)
    if form["kind"] == BarKind.ORGANISATION.value:
        homes = {home.key: home.name for home in organisations(screen.work)}
        st.selectbox(
            say("Organisation"),
            list(homes),
            format_func=lambda key: homes.get(key, ""),
            key=form.key("organisation"),
            index=None,
            placeholder=say("Choose"),
            on_change=form.save,
        )
    else:
        title = label(say, BarKind(form["kind"]))
        st.text_input(plain(title), key=form.key("text"), max_chars=120, on_change=form.save)
    if form["kind"] == BarKind.NAME.value:
        hint = say("Names that nearly match are kept out too, until you say who it is.")
        show(Markup('<p class="small">{}</p>').format(hint))
    st.text_input(say("Why (optional)"), key=form.key("reason"), max_chars=400, on_change=form.save)
    form.status()
    sure = st.checkbox(say("I know that this cannot be undone."), key=form.key("sure"))
    if st.button(say("Keep out"), type="primary", key="keep_out_sure", disabled=not sure):
        whole = form["kind"] == BarKind.ORGANISATION.value
        value = form["organisation"] if whole else form["text"]
        with refusals_shown(say):
            bar(screen.work, facts.id, NewBar(BarKind(form["kind"]), str(value or ""), str(form["reason"])))
            form.discard()
            st.rerun()


def _bar_draft(screen: Screen, facts: CaseFacts) -> DraftForm:
    blank = {"kind": BarKind.NAME.value, "text": "", "organisation": None, "reason": ""}
    return DraftForm(screen, f"bar.{facts.id}", blank, facts.id)
