"""No content reaches the log, whoever writes it."""

import io
import logging
from collections.abc import Iterator

import pytest

from pages.door import mishaps

SECRET = "Dorpsstraat 1"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler with the usual format prints once the house is open."""
    before = logging.getLogRecordFactory()
    mishaps.keep_content_out_of_the_log()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    logger = logging.getLogger("streamlit.error_util")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)


def broken() -> Exception:
    try:
        raise ValueError(f"could not save {SECRET}")
    except ValueError as error:
        return error


def test_a_traceback_becomes_kind_and_place(log: io.StringIO) -> None:
    error = broken()
    logging.getLogger("streamlit.error_util").error("Uncaught app execution", exc_info=error)
    assert SECRET not in log.getvalue()
    assert "Traceback" not in log.getvalue()
    assert "Uncaught app execution [ValueError at tests/pages/door/test_mishaps.py:" in log.getvalue()


@pytest.mark.parametrize(
    "write",
    [
        lambda log, error: log.error("failed: %s", error),
        lambda log, error: log.error("failed: %s", error, exc_info=error),
        lambda log, error: log.error(f"failed: {error}", exc_info=error),
        lambda log, error: log.warning("a\nTraceback (most recent call last):\n  x\nValueError: " + SECRET),
    ],
    ids=["as argument", "argument and traceback", "in the message", "a traceback as text"],
)
def test_an_exceptions_words_never_show(log: io.StringIO, write) -> None:
    write(logging.getLogger("streamlit.error_util"), broken())
    assert SECRET not in log.getvalue()
    assert "ValueError" in log.getvalue()


def test_ordinary_lines_stay_as_they_are(log: io.StringIO) -> None:
    logging.getLogger("streamlit.error_util").warning("port %s is busy", 8501)
    assert log.getvalue() == "streamlit.error_util port 8501 is busy\n"


def test_setting_it_twice_changes_nothing(log: io.StringIO) -> None:
    once = logging.getLogRecordFactory()
    mishaps.keep_content_out_of_the_log()
    assert logging.getLogRecordFactory() is once


def test_a_mishap_gives_an_id_that_stands_in_the_log(log: io.StringIO, caplog: pytest.LogCaptureFixture) -> None:
    mark = mishaps.record(broken())
    assert len(mark) == 4
    assert f"mishap {mark}: ValueError at tests/pages/door/test_mishaps.py" in caplog.text
    assert SECRET not in caplog.text
