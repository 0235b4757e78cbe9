"""People: accounts and open invitations, for the administrator. Nothing here shows or touches a case."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import AccountRole
from pages.frame.case_header import hide_button
from pages.frame.markup import heading, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.directory.account_queries import known_accounts, open_invitations
from services.directory.accounts import disable_account, invite_account, withdraw_invitation
from services.directory.facts import InviteAccount, KnownAccount, OpenInvitation
from services.directory.partners import PartnerOrganisation, organisations
from services.directory.rules import AT_AN_ORGANISATION, INVITATION_DAYS
from services.wording import Say, label

_DONE = "people.done"


def render(screen: Screen) -> None:
    """Draws who may come in, who is invited, and the form to invite somebody."""
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(say("People"), say("Who may sign in. No cases are shown here."))
        hide_button(say)
    if done := st.session_state.pop(_DONE, ""):
        show(Markup('<p class="good" role="status">{}</p>').format(done))
    left, right = st.columns([1.6, 1], gap="medium")
    with right:
        _invite(screen, organisations(screen.work))
    with left:
        _accounts(screen, known_accounts(screen.work))
        _invitations(screen, open_invitations(screen.work))


def _accounts(screen: Screen, accounts: Sequence[KnownAccount]) -> None:
    say = screen.say
    with st.container(key="card_accounts", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say("Accounts")))
        for account in accounts:
            with st.container(
                key=f"row_{account.account_id}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                show(_person(account.name, _about(say, account)))
                if account.disabled:
                    show(tag(say("disabled"), "grey"), width="content")
                else:
                    _disabling(screen, account)


def _about(say: Say, account: KnownAccount) -> str:
    parts = (label(say, account.role), account.organisation, account.email, say.numeric_day(account.since))
    return " · ".join(part for part in parts if part)


def _person(name: str, about: str) -> Markup:
    return Markup('<h3>{}</h3><p class="small">{}</p>').format(name, about)


def _disabling(screen: Screen, account: KnownAccount) -> None:
    """A second click, with what it does."""
    say = screen.say
    with st.popover(say("Disable")):
        text = say(
            "{name} is signed out at once and cannot sign in again. Cases and log stay as they are.", name=account.name
        )
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Disable this account"), type="primary", key=f"disable_{account.account_id}"):
            with refusals_shown(say):
                disable_account(screen.work, account.account_id)
                _done(say("The account of {name} is disabled.", name=account.name))


def _invitations(screen: Screen, invitations: Sequence[OpenInvitation]) -> None:
    say = screen.say
    with st.container(key="card_invitations", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say("Open invitations")))
        if not invitations:
            show(Markup("<p>{}</p>").format(say("Nobody has an unused invitation.")))
        for invitation in invitations:
            with st.container(
                key=f"row_{invitation.invitation_id}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                until = say("works until {moment}", moment=say.short_moment(invitation.expires_at))
                show(_person(invitation.name, " · ".join((label(say, invitation.role), invitation.email, until))))
                if st.button(say("Withdraw"), key=f"withdraw_{invitation.invitation_id}", help=plain(invitation.name)):
                    with refusals_shown(say):
                        withdraw_invitation(screen.work, invitation.invitation_id)
                        _done(say("The invitation of {name} no longer works.", name=invitation.name))


def _invite(screen: Screen, homes: Sequence[PartnerOrganisation]) -> None:
    say = screen.say
    roles = {role.value: label(say, role) for role in AccountRole}
    named = {home.id: home.name for home in homes}
    with st.container(key="card_invite", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Invite somebody")))
        role = st.selectbox(
            say("Role"), list(roles), format_func=lambda value: roles[value], index=1, key="invite.role"
        )
        name = st.text_input(say("Name"), max_chars=120, key="invite.name")
        email = st.text_input(say("E-mail address at work"), max_chars=254, key="invite.email")
        home, function = None, ""
        if AccountRole(role) in AT_AN_ORGANISATION:
            home, function = _workplace(say, AccountRole(role), named)
        if st.button(say("Make an invitation"), type="primary", key="invite.make"):
            with refusals_shown(say):
                order = InviteAccount(name, email, AccountRole(role), home or None, function)
                _link(say, name, invite_account(screen.work, order))


def _workplace(say: Say, role: AccountRole, named: dict[str, str]) -> tuple[str, str]:
    """Where somebody works; a case director without a choice works at the police."""
    nobody = say("Police") if role is AccountRole.CASE_DIRECTOR else say("Choose")
    home = st.selectbox(
        say("Organisation"),
        ["", *named],
        format_func=lambda i: named[i] if i else nobody,
        key="invite.home",
    )
    return home or "", st.text_input(say("Function"), max_chars=120, key="invite.function")


def _link(say: Say, name: str, link: str) -> None:
    """Shown once, right after it was made; only its hash is kept."""
    text = say(
        "Give this link to {name} in person or by a safe way. It works once, {n} days long, and is shown only now.",
        name=name,
        n=INVITATION_DAYS.days,
    )
    show(Markup('<p class="good" role="status">{}</p>').format(text))
    st.code(link, language=None, wrap_lines=True)


def _done(sentence: str) -> None:
    st.session_state[_DONE] = sentence
    st.rerun()
