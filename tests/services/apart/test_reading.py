"""Files from outside are read in one reused worker; whatever a file does, the worst is that it is refused."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.apart import reading
from services.apart.reading import Apart, TooHeavy, TooLarge

ROOT = Path(__file__).resolve().parents[3]
MODULE = "tests.services.apart.probe"
MEMORY = 400 * 1024 * 1024


@pytest.fixture
def apart() -> Iterator[Apart]:
    room = Apart(MODULE, seconds=1, memory=MEMORY, largest=5_000_000)
    room.patience = 3
    yield room
    room.close()


def how(apart: Apart, content: bytes) -> str:
    with pytest.raises(TooHeavy) as refused:
        apart.read(content)
    return refused.value.fields["how"]


def test_content_and_arguments_go_out_and_plain_values_come_back(apart: Apart) -> None:
    assert apart.read(b"echo " + bytes(4_000_000), "é", 3, None, [1.5]) == [4_000_005, "é", 3, None, [1.5]]


def test_one_worker_reads_file_after_file_each_in_a_process_of_its_own(apart: Apart) -> None:
    told = [apart.read(b"about") for _ in range(5)]
    assert {row["worker"] for row in told} == {apart.worker}
    assert len({row["pid"] for row in told}) == 5


def test_worker_gets_none_of_our_environment(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDO_KEY_FILE", "/nowhere/key")
    known = apart.read(b"about")["environment"]
    assert "MDO_KEY_FILE" not in known and "PATH" not in known
    assert known["PREPARED"] == "yes"


def test_child_is_bounded(apart: Apart) -> None:
    none = {"FSIZE": 0, "CORE": 0, "NPROC": 0, "NOFILE": 0}
    assert apart.read(b"limits") == {"CPU": 1, "AS": MEMORY, **none}


def test_child_opens_no_file_and_no_connection_and_cannot_answer_for_another(apart: Apart) -> None:
    assert apart.read(b"reach") == [str(errno.EMFILE), str(errno.EMFILE), str(errno.EBADF)]


def test_child_may_open_files_where_its_reader_must() -> None:
    room = Apart(MODULE, seconds=1, memory=MEMORY, largest=100, opens=True)
    assert room.read(b"reach")[0] == "done"
    room.close()


def test_too_large_a_file_is_refused_before_a_worker_begins() -> None:
    room = Apart(MODULE, seconds=1, memory=MEMORY, largest=4)
    with pytest.raises(TooLarge):
        room.read(b"echo!")
    assert room.worker is None


@pytest.mark.parametrize(
    ("content", "ends"),
    [(b"spin", "time"), (b"eat", "broken or time"), (b"crash", "broken"), (b"break", "broken"), (b"flood", "time")],
)
def test_heavy_files_are_refused_and_the_worker_lives_on(apart: Apart, content: bytes, ends: str) -> None:
    """Where memory comes slowly its limit is not reached before the time is up."""
    apart.read(b"echo")
    before = apart.worker
    assert how(apart, content) in ends.split(" or ")
    assert apart.read(b"echo") == [4]
    assert apart.worker == before


@pytest.mark.long
def test_a_file_that_waits_is_stopped_by_the_clock(apart: Apart) -> None:
    began = time.monotonic()
    assert how(apart, b"sleep") == "time"
    assert time.monotonic() - began < apart.patience + 1


def test_a_worker_that_died_is_replaced_within_the_same_reading(apart: Apart) -> None:
    apart.read(b"echo")
    before = apart.worker
    assert before
    os.kill(before, signal.SIGKILL)
    assert apart.read(b"echo") == [4]
    assert apart.worker not in (None, before)


@pytest.mark.long
def test_a_worker_that_falls_silent_is_given_up(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_GRACE", 0)
    apart.patience = 1
    apart.read(b"echo")
    before = apart.worker
    assert before
    os.kill(before, signal.SIGSTOP)
    assert how(apart, b"echo") == "broken"
    assert apart.read(b"echo") == [4]
    assert not Path(f"/proc/{before}").exists()


def test_a_worker_makes_place_after_many_files(apart: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FILES", 3)
    workers = [apart.read(b"about")["worker"] for _ in range(7)]
    assert len(set(workers)) == 3


def test_threads_wait_for_each_other(apart: Apart) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda number: apart.read(b"echo", number), range(40)))
    assert told == [[4, number] for number in range(40)]


def test_nothing_is_left_behind(apart: Apart) -> None:
    """No zombie of a child while the worker lives, no worker after it was closed."""
    apart.read(b"echo")
    worker = apart.worker
    how(apart, b"crash")
    assert Path(f"/proc/{worker}/task/{worker}/children").read_text() == ""
    assert "Threads:\t1\n" in Path(f"/proc/{worker}/status").read_text()
    apart.close()
    assert not Path(f"/proc/{worker}").exists()
    assert apart.worker is None


def test_a_module_that_cannot_be_loaded_refuses_the_file() -> None:
    room = Apart("tests.services.apart.nowhere", seconds=1, memory=MEMORY, largest=100)
    assert how(room, b"echo") == "broken"
    room.close()


def test_pipes_are_not_handed_to_other_programs(apart: Apart) -> None:
    apart.read(b"echo")
    pipes = [pipe.fileno() for pipe in (apart._worker.stdin, apart._worker.stdout)]
    assert not any(os.get_inheritable(pipe) for pipe in pipes)


def test_a_fork_of_ours_begins_a_worker_of_its_own(apart: Apart) -> None:
    code = (
        "import os, sys\n"
        "from services.apart.reading import Apart\n"
        f"room = Apart('{MODULE}', 1, {MEMORY}, 100)\n"
        "first = room.read(b'about')['worker']\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    other = room.read(b'about')['worker']\n"
        "    room.close()\n"
        "    os._exit(0 if other != first else 1)\n"
        "code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])\n"
        "sys.exit(code or room.read(b'about')['worker'] != first)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=30, check=False).returncode == 0


def test_the_worker_ends_with_the_server_that_began_it() -> None:
    code = (
        "import os, signal\n"
        "from services.apart.reading import Apart\n"
        f"room = Apart('{MODULE}', 1, {MEMORY}, 100)\n"
        "room.read(b'echo')\n"
        "print(room.worker, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=30, check=False)
    worker = Path(f"/proc/{int(done.stdout)}")
    until = time.monotonic() + 5
    while worker.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not worker.exists()
