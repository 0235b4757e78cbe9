"""The house style of the documents: what stands, taking one in, looking at it, using it, and going back."""

import streamlit as st
from markupsafe import Markup

from pages.frame.file_choice import file_choice
from pages.frame.markup import heading, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.documents.house_styles.actions import retire_style, upload_style, use_style
from services.documents.house_styles.facts import LONGEST_NAME, OWN, HouseStyleLine, UploadStyle
from services.documents.house_styles.names import names_by_id
from services.documents.house_styles.queries import house_styles
from services.wording import Say

_TOLD = "house_style.told"
_ADDRESS = "/dl/huisstijl/"


def render(screen: Screen) -> None:
    """Draws the house style for the administrator."""
    say, styles = screen.say, house_styles(screen.work)
    heading(say("House style"), say("How plans and other documents look in Word. The words in them stay the same."))
    if told := st.session_state.pop(_TOLD, None):
        show(Markup('<p class="good" role="status">{}</p>').format(told))
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        _in_use(screen, next((style for style in styles if style.in_use), None))
        _taken_in(screen, tuple(style for style in styles if not style.in_use))
        _upload(screen)
    with right:
        _needed(say)


def _in_use(screen: Screen, style: HouseStyleLine | None) -> None:
    say = screen.say
    with st.container(key="card_style_in_use", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("In use now")))
        if style is None:
            show(Markup("<p>{}</p>").format(say("The planner's own style. No style of your region is in use.")))
            _example(say, OWN)
            return
        since = say("In use since {day}", day=say.day(style.used_from)) if style.used_from else ""
        show(Markup('<p><strong>{}</strong></p><p class="small">{}</p>').format(style.name, since))
        _example(say, style.id)
        sure = st.checkbox(
            say("New documents will be in the planner's own style again. What was issued stays as it is."),
            key="sure_own_style",
        )
        if st.button(say("Back to the planner's own style"), key="back_to_own", disabled=not sure):
            with refusals_shown(say):
                retire_style(screen.work, style.id, style.version)
                _told(say("New documents are in the planner's own style again."))


def _taken_in(screen: Screen, styles: tuple[HouseStyleLine, ...]) -> None:
    say = screen.say
    with st.container(key="card_styles_taken_in", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Taken in, not in use")))
        if not styles:
            text = say("A style that you take in stands here first: you look at an example before it is used.")
            show(Markup('<p class="small">{}</p>').format(text))
        for style in styles:
            _one(screen, style)


def _one(screen: Screen, style: HouseStyleLine) -> None:
    say = screen.say
    with st.container(key=f"row_style_{style.id}", gap="small"):
        state = tag(say("To be looked at"), "orange") if style.waiting else tag(say("Put away"), "white")
        day = say("Taken in on {day}", day=say.day(style.uploaded_at))
        show(Markup('<p><strong>{}</strong> {}</p><p class="small">{}</p>').format(style.name, state, day))
        _example(say, style.id)
        sure = st.checkbox(
            say("I looked at the example: it can be read, also printed in black and white."), key=f"seen_{style.id}"
        )
        with st.container(horizontal=True, gap="small"):
            used = st.button(say("Use this house style"), type="primary", key=f"use_{style.id}", disabled=not sure)
            away = style.waiting and st.button(say("Put this style away"), type="tertiary", key=f"away_{style.id}")
        with refusals_shown(say):
            if used:
                use_style(screen.work, style.id, style.version)
                _told(say("From now on documents are made in {name}.", name=style.name))
            elif away:
                retire_style(screen.work, style.id, style.version)
                _told(say("{name} was put away and can be taken up again.", name=style.name))


def _upload(screen: Screen) -> None:
    say = screen.say
    with st.container(key="card_style_upload", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Take in a style")))
        name = st.text_input(say("Name of the style"), key="style_name", max_chars=LONGEST_NAME)
        kept = file_choice(
            screen,
            "house_style",
            lambda content: upload_style(screen.work, UploadStyle(name or say("Style of our region"), content)),
            label=say("Word document in your style (.docx, 5 MB at most)"),
            button=say("Check this document"),
            hint=say(
                "Only how it looks is taken: fonts, colours, lines, room and the page. "
                "No text, header, name or property of the document is kept."
            ),
            key="take_in_style",
        )
        if kept is not None:
            _told(say("The style was taken in. Look at the example before you use it."))


def _needed(say: Say) -> None:
    with st.container(key="card_styles_needed", gap="small"):
        text = say(
            "The document must have these styles, under these names. "
            "Begin from the example: change its styles in Word, save it, and take it in here."
        )
        named = ", ".join(names_by_id().values())
        show(Markup("<h2>{}</h2><p>{}</p><p>{}</p>").format(say("What the document must have"), text, named))
        _example(say, OWN, begin=True)
        kept = say(
            "Forms stay in the planner's own style. Documents of one page keep their own sizes, so that they fit."
        )
        show(Markup('<p class="small">{}</p>').format(kept))


def _example(say: Say, style_id: str, *, begin: bool = False) -> None:
    words = say("Example to begin from, in Word") if begin else say("Example plan in this style, in Word")
    place = "begin" if begin else style_id
    with st.container(key=f"example_{place}"):
        st.link_button(plain(words), _ADDRESS + style_id, icon=":material/description:")


def _told(words: str) -> None:
    st.session_state[_TOLD] = words
    st.rerun()
