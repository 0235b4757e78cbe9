"""The sheet of paper: its size and margins, in twentieths of a point."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page and the room around what stands on it."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int = 482

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height between the margins."""
        return self.height - self.top - self.bottom


PLAN_PAGE = Page(11906, 16838, top=1361, right=1134, bottom=1191, left=1134)
SHEET_PAGE = Page(11906, 16838, top=1020, right=964, bottom=850, left=964, header=340)
"""For a document that must stay on one page."""


def own_page(sheet_points: int) -> Page:
    """The page of our own style; `sheet_points` as in `Layout`."""
    return SHEET_PAGE if sheet_points else PLAN_PAGE
