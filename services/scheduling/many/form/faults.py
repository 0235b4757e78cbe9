"""What may be wrong with a file of a problem or plan, and how it is refused."""

from enum import StrEnum


class Fault(StrEnum):
    """A sentence for each, with the place in it."""

    TOO_LARGE = "The file is larger than {megabytes} MB"
    NOT_TEXT = "The file is not text in UTF-8"
    NOT_JSON = "Line {line}, column {column}: this is not JSON"
    TOO_DEEP = "The file is nested too deeply"
    VERSION = "{place}: not {wanted}; this file is of another kind or version"
    NOT_AN_OBJECT = "{place}: not an object with named fields"
    NOT_A_LIST = "{place}: not a list"
    NOT_A_PAIR = "{place}: not a list of two"
    NOT_TEXT_HERE = "{place}: not a text of at most {most} characters"
    NOT_WHOLE = "{place}: not a whole number"
    NOT_A_NUMBER = "{place}: not a number"
    NOT_TRUE_OR_FALSE = "{place}: not true or false"
    NOT_A_MOMENT = "{place}: not a moment with its offset, such as 2026-11-23T09:00+01:00"
    NOT_A_DAY = "{place}: not a day, such as 2026-11-23"
    NOT_A_CLOCK = "{place}: not a time of day, such as 09:00"
    NOT_ONE_OF = "{place}: not one of {allowed}"
    MISSING = "{place}: missing"
    UNKNOWN_FIELD = "{place}: no such field"
    TWICE = "{place}: there twice"
    NO_SUCH_PERSON = "{place}: no such person"
    NO_SUCH_ROOM = "{place}: no such room"
    ID = "{place}: empty, there already, or kept for something else"
    EMPTY = "{place}: empty"
    OUT_OF_BOUNDS = "{place}: too small or too large"
    BLOCKS = "{place}: a block that is empty or reversed, or blocks that overlap"
    MINUTES = "{place}: not a whole number of the grid's steps within a day"
    NOT_A_START = "{place}: not a start of the grid on an open day"
    TOO_MANY = "{place}: too many"
    SENSELESS = "{place}: makes no sense"


class FormWrong(ValueError):
    """A file that cannot be read. `fault` is its sentence; `fields` fill it: the place and what was wanted there."""

    def __init__(self, fault: Fault, **fields: object) -> None:
        self.fault, self.fields = fault, fields
        super().__init__(fault.format(**fields))
