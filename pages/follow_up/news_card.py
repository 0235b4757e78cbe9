"""Who must hear of what happened since the plan was adopted, ticked off one by one or several at once."""

from datetime import datetime, time

import streamlit as st
from markupsafe import Markup

from models.terms import ContactKind
from pages.follow_up.news_words import news_moment, unheard_words
from pages.frame.markup import joined, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.new_information.actions import told_together
from services.new_information.facts import Hearer, News, TellOf
from services.new_information.queries import news_of
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL
from services.wording import Say, label
from services.wording.labels import organisation_label

BY_HAND = (*(kind for kind in ContactKind if kind is not ContactKind.VISIT),)
"""Partners are not told of something by a visit at home."""


def news_card(screen: Screen, state: CaseState) -> None:
    """Draws the card, the latest event first; nothing where nothing happened since the plan was adopted."""
    say, found = screen.say, tuple(news for news in news_of(screen.work, state.facts.id) if news.hearers)
    if not found:
        return
    with st.container(key="card_news", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Who must hear this")))
        settled = [news for news in found if not news.unheard]
        for news in found:
            if news.unheard:
                _one(screen, state, news)
        if settled:
            with st.expander(
                say.plural("{n} event of which everybody knows", "{n} events of which everybody knows", len(settled))
            ):
                for news in settled:
                    show(Markup("{}{}").format(_title(say, news), _told(say, news)))


def _one(screen: Screen, state: CaseState, news: News) -> None:
    say = screen.say
    with st.container(key=f"row_news_{news.event_id}", gap="xsmall"):
        show(Markup("{}{}").format(_title(say, news), _told(say, news)))
        with st.container(key=f"hearers_{news.event_id}", horizontal=True, gap="small"):
            ticked = [one for one in news.unheard if _tick(say, news, one)]
        if not ticked:
            st.button(
                say("Tick everybody"), key=f"tick_all_{news.event_id}", type="tertiary", on_click=_all, args=(news,)
            )
            return
        with refusals_shown(say):
            how, at = _how_and_when(screen, news)
            words = say.plural("Record that {n} was told", "Record that {n} were told", len(ticked))
            if st.button(words, key=f"heard_{news.event_id}", type="primary", icon=":material/check:"):
                orders = [TellOf(state.facts.id, news.event_id, one.organisation, how, at) for one in ticked]
                told_together(screen.work, orders)
                _forget(news)
                st.rerun()


def _all(news: News) -> None:
    for one in news.unheard:
        st.session_state[_key(news, one.organisation)] = True


def _title(say: Say, news: News) -> Markup:
    count = len(news.unheard)
    return Markup("<h3>{} {} {}</h3>").format(
        label(say, news.kind), news_moment(say, news), tag(unheard_words(say, count), "orange" if count else "green")
    )


def _told(say: Say, news: News) -> Markup:
    """Who knows already, with when and how."""
    lines = []
    for one in news.hearers:
        if one.told_at is not None:
            told = say("told {moment}", moment=say.short_moment(one.told_at))
            how = f", {label(say, one.how).lower()}" if one.how else ""
            lines.append(
                Markup('<li class="small">✓ <strong>{}</strong> {}</li>').format(_name(say, one), f"{told}{how}")
            )
    return Markup("<ul>{}</ul>").format(joined(lines)) if lines else Markup("")


def _tick(say: Say, news: News, one: Hearer) -> bool:
    with st.container(key=f"hearer_{news.event_id}_{one.organisation}", width="content", gap=None):
        ticked = st.checkbox(plain(_name(say, one)), key=_key(news, one.organisation))
        show(Markup('<p class="small under-tick">{}</p>').format(_why(say, one)), width="content")
    return ticked


def _name(say: Say, one: Hearer) -> str:
    return organisation_label(say, one.organisation)


def _why(say: Say, one: Hearer) -> str:
    """The rules that ask for it, or that it was agreed."""
    return " · ".join((*one.rule_ids, *((say("agreed"),) if one.agreed else ())))


def _how_and_when(screen: Screen, news: News) -> tuple[ContactKind, datetime | None]:
    """How they were told and when: now unless another moment is chosen."""
    say, now = screen.say, screen.work.clock().astimezone(LOCAL)
    named = {kind.value: label(say, kind) for kind in BY_HAND}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        how = st.selectbox(
            say("How"), list(named), format_func=lambda value: named.get(value, value), key=_key(news, "how"), width=220
        )
        earlier = st.toggle(say("Told earlier"), key=_key(news, "earlier"))
        if not earlier:
            return ContactKind(how), None
        day = st.date_input(say("Day"), value=now.date(), key=_key(news, "day"), format="DD-MM-YYYY", width=160)
        hour = st.time_input(
            say("Time"), value=now.time().replace(second=0, microsecond=0), key=_key(news, "time"), step=60, width=120
        )
    return ContactKind(how), datetime.combine(day, hour or time(0), tzinfo=LOCAL)


def _key(news: News, field: str) -> str:
    return f"news.{news.event_id}.{field}"


def _forget(news: News) -> None:
    for key in [key for key in st.session_state if str(key).startswith(f"news.{news.event_id}.")]:
        del st.session_state[key]
