"""The order of the long run, in which a worker takes a file at a time: what takes long first, what fills up last.

A worker has up to three files at hand. With the journeys at the end, of one test each and minutes long, one worker
would play three while the others have nothing left; all of them at the beginning, all workers would wait for their
browsers at once.
"""

from collections.abc import Iterator
from itertools import chain, zip_longest

import pytest


def long_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """Browsers turn by turn with what is long by itself, then what is long only because it is tried on a server too."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    browsers, by_itself, on_server = [], [], []
    for tests in files.values():
        long = [item for item in tests if item.get_closest_marker("long")]
        if any(item.get_closest_marker("browser") for item in tests):
            browsers.append(tests)
        elif any("postgres" not in item.nodeid for item in long):
            by_itself.append(tests)
        else:
            on_server.append(tests)
    return list(chain(*_by_turns(browsers, by_itself), *on_server))


def _by_turns(*rows: list[list[pytest.Item]]) -> Iterator[list[pytest.Item]]:
    return (one for turn in zip_longest(*rows, fillvalue=[]) for one in turn)
