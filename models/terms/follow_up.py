"""The meeting itself and what follows from it. Standard library only."""

from enum import StrEnum


class Capacity(StrEnum):
    """As what somebody sits at the table of a meeting."""

    ATTENDEE = "deelnemer"
    DEPUTY = "vervanger"
    OBSERVER = "toehoorder"


class ActionAnswer(StrEnum):
    """What its owner says of an action: done, no longer possible because circumstances changed, not done by the
    organisation, or still open with something new to tell."""

    DONE = "gedaan"
    NO_LONGER_POSSIBLE = "niet_meer_mogelijk"
    NOT_DONE = "niet_gedaan"
    NEW_INFORMATION = "nieuwe_informatie"


class ReviewDecision(StrEnum):
    """How a review of the plan ends."""

    CONTINUE = "doorgaan"
    CHANGE = "wijzigen"
    SCALE_UP = "opschalen"
    SCALE_DOWN = "afschalen"
    CLOSE = "afsluiten"
