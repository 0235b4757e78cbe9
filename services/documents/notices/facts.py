"""The notice for an alleged perpetrator, as its writer sees it. Plain facts."""

from dataclasses import dataclass
from datetime import date

SUSPECT = "verdachte"
"""The audience of the notice; of a second alleged perpetrator it is followed by a dash and the person's reference."""


@dataclass(frozen=True)
class WriteNotice:
    """The order to write the notice for a person of the case, or to write it anew.

    `notice_id` is made when the form is drawn; `seen_id` is the notice that stood there, empty for none. `text` is what
    he must do or leave, one agreement a line; `from_on` since when (None: from when he gets it); `consequences` what
    happens if not; `call` the office that he can call.
    """

    case_id: str
    person_id: str
    notice_id: str
    text: str
    from_on: date | None = None
    consequences: str = ""
    call: str = ""
    seen_id: str = ""


@dataclass(frozen=True)
class NoticeView:
    """The notice that stands for a person."""

    id: str
    text: str
    from_on: date | None = None
    consequences: str = ""
    call: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """What he must do or leave, an agreement each."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())


@dataclass(frozen=True)
class NoticeDesk:
    """One alleged perpetrator of the case and his notice, None while nothing is written.

    `held`: a stop is in force, so that nothing leaves. `telling` are words of it that give away measures, instruments
    or people; `protected` counts protected words of the case in it, which are not named here.
    """

    person_id: str
    alias: str
    audience: str
    held: bool
    notice: NoticeView | None = None
    telling: tuple[str, ...] = ()
    protected: int = 0
