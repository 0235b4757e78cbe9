"""What one text area of ours sent, and what of it is kept: the server's half of `writing.js`, plain facts only.

A browser numbers what it sends. `generation` names the text the server put into the area; what was typed on an older
one is not taken over, and as long as it is the same the area's own letters are never overwritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Sent = tuple[str, int]
"""Which mount of the area sent, and its number."""


@dataclass
class Typed:
    """One area as this session knows it."""

    text: str
    generation: str
    heard: Sent = ("", 0)
    kept: Sent = ("", 0)
    label: str = ""

    @property
    def waits(self) -> bool:
        """Whether something was heard that no draft holds yet."""
        return self.heard != self.kept

    def news(self, state: Any) -> tuple[str, Sent, bool] | None:
        """The text the browser sent, its number, and whether it was typed on another text than the draft held when the
        server began anew; None if it is not new or was typed on what no longer stands here.
        """
        sent = state.get("typed") if isinstance(state, Mapping) else None
        if not isinstance(sent, Mapping) or sent.get("generation") != self.generation:
            return None
        text, by, n = sent.get("text"), sent.get("by"), sent.get("n")
        if not isinstance(text, str) or not isinstance(by, str) or not isinstance(n, int) or (by, n) == self.heard:
            return None
        return text.replace("\r\n", "\n"), (by, n), sent.get("torn") is True
