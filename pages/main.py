"""The Streamlit script: who is this, what may they open. Refuses whoever did not come through the front door."""

import streamlit as st

from pages.door.passage import work_of
from services.premises import premises
from services.wording import speak

named = st.user.get("sid") if len(st.user) else None
work = work_of(premises(), named) if named else None
if work is None:
    say = speak("nl")
    st.error(say("Open the planner through its front door: your session is over or was never begun."))
    st.link_button(say("To sign in"), "/aanmelden")
    st.stop()
else:
    from pages.frame.shell import run

    run(work)
