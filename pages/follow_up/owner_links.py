"""Who answers for the open actions: per organisation the links of its people, reminders, and their manager."""

import streamlit as st
from markupsafe import Markup

from pages.follow_up.owner_dialogs import link_dialog, manager_dialog, revoke_dialog
from pages.frame.markup import joined, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.meetings.ladder import BETWEEN_BY_HAND
from services.messages.facts import Delivery
from services.plans.queries import CaseState
from services.reports.facts import Owner, OwnerLink
from services.reports.links import make_link
from services.reports.owners import owners_of
from services.reports.reminding import remind_owner
from services.wording import Say


def owner_links_card(screen: Screen, state: CaseState) -> None:
    """Draws the card for whoever directs the case; nothing for others, and nothing in a closed case."""
    if not state.directs:
        return
    say, owners = screen.say, owners_of(screen.work, state.facts.id)
    with st.container(key="card_owners", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Who answers for the actions")))
        if not owners:
            text = say(
                "Once something was agreed and is open, you give its owner a link here, to answer without account."
            )
            show(Markup("<p>{}</p>").format(text))
            return
        if not sends(screen):
            text = say("No mail is sent from here. Copy each text under Link and code, and tell the code by phone.")
            show(Markup('<p class="mind">{}</p>').format(text))
        for owner in owners:
            _owner(screen, state, owner)


def sends(screen: Screen) -> bool:
    """Whether mail leaves from here at all."""
    return bool(screen.work.settings.smtp_host) and not screen.work.practice


def _owner(screen: Screen, state: CaseState, owner: Owner) -> None:
    say = screen.say
    with st.container(key=f"row_owner_{owner.organisation}", gap="xsmall"):
        counted = say.plural("{n} action open", "{n} actions open", owner.open)
        late = tag(say("{n} past its date", n=owner.overdue), "orange") if owner.overdue else Markup("")
        show(
            Markup('<h3>{}</h3><p class="line"><span class="small">{}</span> {}</p>').format(
                owner.organisation_name, counted, late
            )
        )
        for link in owner.links:
            _link(screen, state, link)
        if not owner.choices:
            if not owner.links:
                text = say("Nobody at this organisation can be given a link. Fill its seat, or give the action on.")
                show(Markup("<p>{}</p>").format(text))
            return
        if not owner.links:
            _give(screen, state, owner)
            return
        with st.expander(
            plain(say("A link for somebody else of {organisation}", organisation=owner.organisation_name))
        ):
            _give(screen, state, owner)


def _give(screen: Screen, state: CaseState, owner: Owner) -> None:
    say, named = screen.say, dict(owner.choices)
    with st.container(key=f"give_{owner.organisation}", horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            say("Who answers for it"),
            list(named),
            format_func=lambda who: named.get(who, ""),
            key=f"owner_choice_{owner.organisation}",
            width=280,
        )
        if st.button(say("Give a link"), key=f"give_link_{owner.organisation}", disabled=not chosen):
            with refusals_shown(say):
                make_link(screen.work, state.facts.id, owner.organisation, str(chosen))
                st.rerun()


def _link(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    say, about = screen.say, plain(link.name)
    tags = joined(_tags(say, link), " ")
    show(
        Markup('<p class="line"><strong>{}</strong> {}</p><p class="small">{}</p>').format(
            link.name, tags, " · ".join(_notes(screen, link))
        )
    )
    if link.waits:
        _decide(screen, state, link)
    with st.container(key=f"owner_acts_{link.id}", horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(say("Link and code"), key=f"owner_link_{link.id}", help=about):
            link_dialog(screen, state, link)
        if link.open and link.holds and not link.locked and link.has_email:
            now = screen.work.clock()
            fresh = link.reminded_at is not None and now < link.reminded_at + BETWEEN_BY_HAND
            why = say("Reminded within the hour. Call, or try again later.") if fresh else about
            if st.button(say("Remind now"), key=f"owner_remind_{link.id}", disabled=fresh, help=why):
                with refusals_shown(say):
                    remind_owner(screen.work, state.facts.id, link.id)
                    st.rerun()
        if st.button(say("Take link back"), key=f"owner_revoke_{link.id}", type="tertiary", help=about):
            revoke_dialog(screen, state, link)


def _tags(say: Say, link: OwnerLink) -> list[Markup]:
    found = []
    if not link.holds:
        found.append(tag(say("opens no more"), "red"))
    elif link.locked:
        found.append(tag(say("locked after wrong codes"), "red"))
    elif link.opened_at:
        found.append(tag(say("opened"), "green"))
    else:
        found.append(tag(say("not opened yet"), "white"))
    if link.stopped:
        found.append(tag(say("mail stopped: it would tell too much"), "red"))
    return found


def _notes(screen: Screen, link: OwnerLink) -> list[str]:
    """What went out and when, and until when the link works."""
    say = screen.say
    written = [mail for mail in link.mails if mail.delivery is not Delivery.STOPPED]
    sent = next((mail for mail in reversed(written) if mail.sent_at), None)
    notes = []
    if not link.has_email:
        notes.append(say("no mail address known: call"))
    elif sent and sent.sent_at:
        notes.append(say("mailed {moment}", moment=say.short_moment(sent.sent_at)))
    elif written and not sends(screen):
        notes.append(say("mail to copy"))
    if link.reminded_at:
        notes.append(
            say.plural(
                "reminded {n} time, last {moment}",
                "reminded {n} times, last {moment}",
                link.reminders,
                moment=say.short_moment(link.reminded_at),
            )
        )
    if link.escalated_at:
        notes.append(say("manager written {moment}", moment=say.short_moment(link.escalated_at)))
    notes.append(say("works until {day}", day=say.short_day(link.expires_at)))
    return notes


def _decide(screen: Screen, state: CaseState, link: OwnerLink) -> None:
    """No word came after two reminders: a person decides what follows."""
    say = screen.say
    text = say.plural(
        "No answer yet on {n} action, also after the second reminder. Call first; you can also write the manager.",
        "No answer yet on {n} actions, also after the second reminder. Call first; you can also write the manager.",
        link.unheard,
    )
    with st.container(key=f"owner_unheard_{link.id}", gap="xsmall"):
        show(Markup('<p class="mind">{}</p>').format(text))
        if st.button(
            say("Write the manager"), key=f"owner_manager_{link.id}", help=plain(link.manager) if link.manager else None
        ):
            manager_dialog(screen, state, link)
