"""Taking a version back: what that means, and why it is done."""

import streamlit as st
from markupsafe import Markup

from models.terms import PlanStatus
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.plans.versions.actions import withdraw_version
from services.plans.versions.looks import VersionStory
from services.plans.versions.rules import LONGEST_REMARK


def withdraw_dialog(screen: Screen, case_id: str, line: VersionStory) -> None:
    """Opens the dialog."""
    title = screen.say("Take version {number} back", number=line.number)

    @st.dialog(plain(title))
    def opened() -> None:
        with refusals_shown(screen.say):
            withdraw_question(screen, case_id, line)

    opened()


def withdraw_question(screen: Screen, case_id: str, line: VersionStory) -> None:
    """Draws what taking back does, asks for the reason, and the button that does it."""
    say = screen.say
    if line.status is PlanStatus.ADOPTED:
        text = say(
            "No plan is in force then: the version before does not come back. No link shows this version any more. "
            "Files that left stay where they are; call them back yourself."
        )
    else:
        text = say("No link shows this version any more. What was said of it stays in the list.")
    show(Markup('<p class="mind">{}</p>').format(text))
    form = DraftForm(screen, f"withdraw.{line.number}", {"reason": ""}, case_id)
    writing_area(form, "reason", say("Why do you take it back?"), height=120, longest=LONGEST_REMARK)
    form.status()
    if st.button(say("Take version {number} back", number=line.number), type="primary", key="withdraw_now"):
        with refusals_shown(say):
            withdraw_version(screen.work, case_id, line.number, str(form["reason"]), seen_status=line.status)
            form.discard()
            st.rerun()
