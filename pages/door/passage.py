"""What the gate tells the Streamlit script: which session, of which database. Never the cookie's secret.

The gate strips whatever a browser sends under this name and writes its own; Streamlit hands it on as `st.user.sid`.
A script that runs without the gate (`streamlit run pages/main.py`) finds the passage closed and must refuse.
"""

import re
import threading

from services.directory.sessions import actor_of
from services.premises import Premises
from services.unit_of_work import Work

HEADER = "x-mdo-session"
REAL, PRACTICE = "r", "p"
_FORM = re.compile(r"([rp])\.([0-9a-f]{32})")
_open = threading.Event()


def open_passage() -> None:
    """Called when the gate stands in front of the script."""
    _open.set()


def close_passage() -> None:
    """Called when the house closes."""
    _open.clear()


def sid(*, practice: bool, session_id: str) -> str:
    """How a session is named to the script: `r.<session id>`, or `p.` for the practice region."""
    return f"{PRACTICE if practice else REAL}.{session_id}"


def work_of(premises: Premises, named: object) -> Work | None:
    """The work of whoever `st.user.sid` names, asked anew at every rerun.

    None when nobody came through the gate, or the session ended meanwhile.
    """
    found = _FORM.fullmatch(named) if isinstance(named, str) else None
    if found is None or not _open.is_set():
        return None
    practice = found[1] == PRACTICE
    if practice and premises.practice is None:
        return None
    work = premises.work(practice=practice)
    actor = actor_of(work, found[2])
    return work.as_actor(actor) if actor else None
