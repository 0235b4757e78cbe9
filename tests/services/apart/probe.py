"""A reader that does what a file might make one do: the worker runs it, tests look at how that ends."""

import ctypes
import os
import resource
import socket
import time
from typing import Any


def prepare() -> None:
    """As a reader would load what it needs."""
    os.environ["PREPARED"] = "yes"


def answer(content: bytes, *arguments: Any) -> Any:
    """Does what the content says."""
    return _ACTS[content.split(b" ")[0].decode()](content, *arguments)


def _echo(content: bytes, *arguments: Any) -> Any:
    return [len(content), *arguments]


def _spin(content: bytes) -> None:
    while True:
        pass


def _sleep(content: bytes) -> None:
    time.sleep(60)


def _eat(content: bytes) -> int:
    return len([bytearray(50 * 1024 * 1024) for _ in range(40)])


def _crash(content: bytes) -> None:
    ctypes.string_at(0)


def _break(content: bytes) -> None:
    raise ValueError


def _flood(content: bytes) -> str:
    return "x" * 70_000_000


def _about(content: bytes) -> dict[str, Any]:
    return {
        "pid": os.getpid(),
        "worker": os.getppid(),
        "environment": dict(os.environ),
    }


def _limits(content: bytes) -> dict[str, int]:
    return {
        name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1]
        for name in ("CPU", "AS", "FSIZE", "CORE", "NPROC", "NOFILE")
    }


def _reach(content: bytes) -> list[str]:
    """What it can get at; each try that fails gives its reason."""
    return [_tried(os.open, "/etc/hostname", os.O_RDONLY), _tried(socket.socket), _tried(os.write, 1, b"forged")]


def _tried(act: Any, *arguments: Any) -> str:
    try:
        act(*arguments)
    except OSError as refusal:
        return str(refusal.errno)
    return "done"


_ACTS = {
    "echo": _echo,
    "spin": _spin,
    "sleep": _sleep,
    "eat": _eat,
    "crash": _crash,
    "break": _break,
    "flood": _flood,
    "about": _about,
    "limits": _limits,
    "reach": _reach,
}
