"""The front door. `streamlit run app.py` finds `app` here; the screens live behind it in `pages/main.py`."""

import streamlit as st
from starlette.middleware import Middleware

from pages.door.gate import Gate
from pages.door.mishaps import on_script_error
from pages.door.opening import lifespan, open_house
from pages.door.routes import routes
from services.premises import premises

open_house()

app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    routes=routes(),
    middleware=[Middleware(Gate, premises=premises)],
    on_script_error=on_script_error,
)
