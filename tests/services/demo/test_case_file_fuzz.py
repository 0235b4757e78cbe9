"""Whatever a file holds: it is read, or it is refused; nothing else happens."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.demo.case_file import CaseFileWrong, read
from services.demo.refusal import REASONS
from tests.services.demo.build import put, text

WHOLE = text(extra=1)
BAD_SIGNS = ["'\\0'", '"\\uD83D"', "\u202e", "9" * 400, "'"]
BAD_YAML = ["!!python/object:os.system x", "!!binary x", "&x y", "*x", "- -", "<<", "|", ">", "{", "]"]
OTHER_VALUES = [
    "null",
    "[]",
    "{}",
    "true",
    "-1",
    "1e999",
    "~",
    "0x1F",
    "12:61",
    "on",
    "P1",
    "2026-02-30",
    "2026-11-23T99:99",
]
VALUES = st.sampled_from([*BAD_SIGNS, *BAD_YAML, *OTHER_VALUES])
LINES = st.integers(0, WHOLE.count("\n") - 1)


def reads_or_refuses(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = put(Path(folder), content)
        try:
            file = read(path)
        except CaseFileWrong as refused:
            assert refused.reason in REASONS
            assert 1 <= refused.line <= content.count(b"\n") + 2
        else:
            assert file.cases


@given(st.lists(st.tuples(LINES, VALUES), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_changed_values(changes: list[tuple[int, str]]) -> None:
    lines = WHOLE.splitlines()
    for number, value in changes:
        key, colon, _ = lines[number].partition(": ")
        lines[number] = f"{key}{colon}{value}"
    reads_or_refuses("\n".join(lines).encode("utf-8", "surrogatepass"))


@given(st.lists(st.tuples(LINES, LINES), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_lines_that_are_moved_or_lost(changes: list[tuple[int, int]]) -> None:
    lines = WHOLE.splitlines()
    for first, second in changes:
        lines[first], lines[second] = lines[second], lines[first]
        lines[first] = lines[first][: len(lines[first]) // 2]
    reads_or_refuses("\n".join(lines).encode())


@given(st.integers(0, len(WHOLE.encode()) - 1), st.binary(min_size=1, max_size=8))
@example(0, b"\xef\xbb\xbf")
@settings(max_examples=100, deadline=None)
def test_bytes_that_are_overwritten(place: int, junk: bytes) -> None:
    whole = WHOLE.encode()
    reads_or_refuses(whole[:place] + junk + whole[place + len(junk) :])


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes(junk: bytes) -> None:
    reads_or_refuses(junk)
