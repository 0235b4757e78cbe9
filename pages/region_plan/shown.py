"""What of the plan is open on this screen, by keys of the session; nothing of it stands in the address."""

import streamlit as st

CHOSEN = "region_plan_chosen"
"""The plan that is looked at."""
MORE = "region_plan_more"
"""Whether a plan for other weeks is being begun."""
FRESH = "region_plan_fresh_id"
"""The id of the plan that the form begins."""
MEETING = "region_plan_meeting"
"""The meeting whose dialog is open. It stays open over a rerun of the page, so that nothing chosen in it is lost when
the times have just been worked out."""
PUBLISHING = "region_plan_publishing"
"""Whether the dialog of announcing is open."""
ROOM = "region_plan_room"
"""The room whose dialog is open; a new one has an id of its own already."""
OUTCOME = "region_plan_outcome"
"""What came of announcing, by plan, until it is closed."""
CHANGED = "region_plan_changed"
"""Whether somebody else changed the plan while a dialog was open."""
_DIALOGS = (MEETING, PUBLISHING, ROOM)


def opens(dialog: str, value: object) -> None:
    """Opens one dialog; there is one at a time."""
    closes()
    st.session_state[dialog] = value


def closes() -> None:
    """Closes whatever dialog is open."""
    for one in (*_DIALOGS, CHANGED):
        st.session_state.pop(one, None)
