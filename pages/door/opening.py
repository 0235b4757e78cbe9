"""Opens and closes the house: checks, databases, set-up code, worker. Used by `app.py` only."""

import gc
import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module

import anyio

from pages.door import locked, mishaps, passage
from pages.frame.refusal import sentence
from services.directory.enrolment import prepare_setup
from services.errors import ServiceError
from services.maintenance import worker
from services.premises import Premises, premises
from services.relations.facts import SYSTEM
from services.route_map.nodes import RouteMapWrong
from services.route_map.queries import regional
from services.route_map.refusal import explained
from services.vocabulary.queries import vocabulary
from services.vocabulary.refusal import VocabularyWrong
from services.vocabulary.refusal import explained as vocabulary_explained
from services.wording import speak

_HEAVY = ("pandas", "pyarrow", "docx", "networkx", "pages.frame.shell")


def open_house() -> Premises:
    """Settings, locked settings, route map, vocabulary and databases; or one clear sentence in two languages and the
    end of the process."""
    mishaps.keep_content_out_of_the_log()
    try:
        opened = premises()
        locked.check_locked(opened.settings)
        regional(opened.settings.route_map)
        vocabulary(opened.settings.vocabulary)
    except RouteMapWrong as wrong:
        _tell(explained(speak("nl"), wrong), explained(speak("en"), wrong))
        raise SystemExit(2) from None
    except VocabularyWrong as wrong:
        _tell(vocabulary_explained(speak("nl"), wrong), vocabulary_explained(speak("en"), wrong))
        raise SystemExit(2) from None
    except ServiceError as refused:
        _tell(sentence(refused, speak("nl")), sentence(refused, speak("en")))
        raise SystemExit(2) from None
    locked.fit_to_address(opened.settings)
    return opened


@asynccontextmanager
async def lifespan(_app: object) -> AsyncGenerator[None]:
    """While the server runs: the passage is open, the worker sends, heavy libraries load in the background."""
    house = premises()
    await anyio.to_thread.run_sync(_welcome, house)
    stop = worker.start(house) if house.settings.worker == "on" else None
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    passage.open_passage()
    try:
        yield
    finally:
        passage.close_passage()
        if stop is not None:
            await anyio.to_thread.run_sync(stop)


def _welcome(house: Premises) -> None:
    """The address, and while there is no account the one-time code that lets the first administrator in."""
    code = prepare_setup(house.work(actor=SYSTEM))
    address = house.settings.public_address
    if code is None:
        _tell(f"MDO-planner: {address}")
        return
    _tell(
        f"MDO-planner: {address}/welkom",
        f"Eenmalige code voor de eerste beheerder: {code}",
        f"One-time code for the first administrator: {code}",
    )


def _warm_up() -> None:
    """Loads what is heavy; from then on the collector leaves alone what stays for ever anyway.

    Without that it walks through a million objects of the libraries while somebody waits for a page.
    """
    for library in _HEAVY:
        import_module(library)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a page makes tens of thousands of objects and leaves few cycles behind


def _tell(*lines: str) -> None:
    """The one place that writes to the terminal."""
    sys.stdout.write("\n" + "".join(f"  {line}\n" for line in lines) + "\n")
    sys.stdout.flush()
