"""What of the network can be taken along as a file."""

from pages.network.view import View


def downloads_card(view: View) -> None:
    """Draws the links to the files; there are none yet."""
