"""The card with the notice for an alleged perpetrator: its state, writing it, what he will read, and the file."""

import streamlit as st
from markupsafe import Markup

from pages.frame.choices import any_day
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.documents.notices.actions import write_notice
from services.documents.notices.facts import NoticeDesk, NoticeView, WriteNotice
from services.documents.notices.queries import notice_desk
from services.documents.notices.rules import LONGEST_CALL, LONGEST_CONSEQUENCES, LONGEST_NOTICE
from services.documents.notices.words import told
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say

_WORDS = ("text", "consequences", "call")


def notice_card(screen: Screen, state: CaseState) -> None:
    """Draws the notice of every alleged perpetrator of the case; only for who directs it."""
    if not state.leads:
        return
    say = screen.say
    with st.container(key="card_notice", gap="small"):
        note = say("Written separately, for this one reader: nothing of conditions or actions is taken over.")
        title = say("Notice for the alleged perpetrator")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(title, note))
        desks = notice_desk(screen.work, state.facts.id)
        if desks and desks[0].held:
            text = say("A stop is in force. You can write, but nothing leaves until it ends or you release it.")
            show(Markup('<p class="stop">{}</p>').format(text))
        for desk in desks:
            _one(screen, state, desk)


def _one(screen: Screen, state: CaseState, desk: NoticeDesk) -> None:
    say = screen.say
    with st.container(key=f"notice_{desk.person_id}", gap="small", border=True):
        show(Markup('<div class="line"><h3>{}</h3>{}</div>').format(desk.alias, _state_tag(say, desk)))
        if desk.notice is None:
            show(Markup("<p>{}</p>").format(say("Nothing is written for this person yet.")))
        else:
            show(_preview(say, desk.notice))
            _too_much(say, desk)
        if not state.directs:
            return
        with st.container(horizontal=True, gap="small"):
            words = say("Change the words") if desk.notice else say("Write the notice")
            if st.button(words, icon=":material/edit:", key=f"notice_write_{desk.person_id}"):
                _dialog(screen, state, desk)
            if desk.notice is not None:
                _file(say, state, desk)


def _state_tag(say: Say, desk: NoticeDesk) -> Markup:
    if desk.held:
        return tag(say("blocked: stop in force"), "red")
    return tag(say("can leave"), "green") if desk.notice else tag(say("not written"), "grey")


def _file(say: Say, state: CaseState, desk: NoticeDesk) -> None:
    words, icon = say("Open in Word"), ":material/description:"
    if desk.held:
        why = plain(say("Not while a stop is in force"))
        st.button(words, icon=icon, disabled=True, help=why, key=f"notice_held_{desk.person_id}")
        return
    st.link_button(words, f"/dl/{state.facts.id}/{desk.audience}", icon=icon, help=plain(desk.alias))


def _preview(say: Say, notice: NoticeView) -> Markup:
    """The words as he reads them."""
    parts = [
        Markup('<p class="below"><strong>{}</strong></p>{}').format(head, _lines(lines))
        for head, lines in told(notice, say)
    ]
    return Markup('<p class="small">{}</p><div class="quote">{}</div>').format(
        say("This is what will be read:"), joined(parts)
    )


def _lines(lines: tuple[str, ...]) -> Markup:
    if len(lines) == 1:
        return Markup("<p>{}</p>").format(lines[0])
    return Markup("<ul>{}</ul>").format(joined([Markup("<li>{}</li>").format(line) for line in lines]))


def _too_much(say: Say, desk: NoticeDesk) -> None:
    """What the leak guard will stop, said before anybody asks for the file."""
    found = []
    if desk.telling:
        listed = say.listed([f"“{word}”" for word in desk.telling])
        found.append(say("These words give away measures, people or the case: {words}.", words=listed))
    if desk.protected:
        found.append(say.plural("{n} protected word stands in it.", "{n} protected words stand in it.", desk.protected))
    if found:
        found.append(
            say("The file is stopped like this. Take them out, or ask for release if an order itself says them.")
        )
        show(Markup('<p class="mind" role="status">{}</p>').format(" ".join(found)))


def _dialog(screen: Screen, state: CaseState, desk: NoticeDesk) -> None:
    @st.dialog(screen.say("Notice for the alleged perpetrator"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            notice_form(screen, state, desk)

    opened()


def notice_form(screen: Screen, state: CaseState, desk: NoticeDesk) -> None:
    """Draws the fields of a notice; nothing is filled in from elsewhere."""
    say = screen.say
    form = DraftForm(screen, f"notice.{desk.person_id}", _defaults(screen, desk), state.facts.id)
    writing_area(
        form,
        "text",
        say("What must be done and may not be done"),
        height=120,
        longest=LONGEST_NOTICE,
        help=say("One agreement a line, in plain words. Nothing of where people are, who reported, what is planned."),
    )
    any_day(form, "from_on", say("From when it holds (empty: from receipt)"))
    writing_area(form, "consequences", say("What happens otherwise"), height=80, longest=LONGEST_CONSEQUENCES)
    writing_area(
        form,
        "call",
        say("Which office can be called"),
        height=60,
        longest=LONGEST_CALL,
        help=say("An office and its number; never the name of somebody who works on the case."),
    )
    form.status(quiet=True)
    with st.container(horizontal=True):
        if st.button(say("Keep the notice"), type="primary", key="notice_keep"):
            with refusals_shown(say):
                _keep(screen, state, desk, form)
        if st.button(say("Give up changes"), key="notice_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, state: CaseState, desk: NoticeDesk, form: DraftForm) -> None:
    say, words = screen.say, {name: str(form[name]) for name in _WORDS}
    order = WriteNotice(
        case_id=state.facts.id,
        person_id=desk.person_id,
        notice_id=form["id"],
        from_on=form["from_on"],
        seen_id=form["seen_id"],
        **words,
    )
    try:
        write_notice(screen.work, order)
    except ChangedMeanwhile:
        desks = notice_desk(screen.work, state.facts.id)
        now = next((one.notice for one in desks if one.person_id == desk.person_id), None)
        form["seen_id"], form["id"] = (now.id if now else ""), screen.work.chance.id()
        form.save()
        text = say("Somebody else wrote another notice. Keep once more to put yours in its place.")
        theirs = "\n".join(getattr(now, name) for name in _WORDS) if now else ""
        beside = both_texts(say, "\n".join(words.values()), theirs)
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, beside))
        return
    form.discard()
    st.rerun()


def _defaults(screen: Screen, desk: NoticeDesk) -> dict[str, object]:
    now = desk.notice
    words = {name: getattr(now, name) if now else "" for name in _WORDS}
    return words | {
        "from_on": now.from_on if now else None,
        "seen_id": now.id if now else "",
        "id": screen.work.chance.id(),
    }
