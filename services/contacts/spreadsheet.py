"""Cells that a spreadsheet would run as a formula: refused when they come in, disarmed when they go out. Pure.

A cell that begins with one of these signs can start a program or send data away on the machine of whoever opens it
(OWASP, CSV injection).
"""

_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")


def starts_formula(cell: str) -> bool:
    """Whether a spreadsheet might take this cell for a formula, also behind spaces."""
    return cell[:1] in _SIGNS or cell.lstrip()[:1] in _SIGNS if cell else False


def guarded(cell: str) -> str:
    """The cell as it can go into a file for a spreadsheet: what might be a formula begins with an apostrophe."""
    return f"'{cell}" if starts_formula(cell) else cell
