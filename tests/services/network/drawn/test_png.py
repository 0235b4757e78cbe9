"""The picture for Word: the same shapes as on the screen, pixels only."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from services.network.drawn import looks
from services.network.drawn.picture import network_sheet
from services.network.drawn.png import _LETTERS, network_png, png
from services.network.drawn.shapes import Panel, Sheet, Stroke, Way
from services.network.drawn.ways import Path
from services.network.facts import FindingKind
from tests.case_facts import seat
from tests.services.network.drawn.scenes import BASE, NL, finding, network, replace, worked
from tests.shared import needs_cases


def chunks(content: bytes) -> list[str]:
    found, at = [], 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        found.append(content[at + 4 : at + 8].decode())
        at += 12 + length
    return found


def test_letters_are_those_of_the_screen() -> None:
    assert _LETTERS.is_file()


@needs_cases
@pytest.mark.parametrize("width", [816, 1632])
def test_picture_has_the_wanted_width_and_the_shape_of_the_sheet(width: int) -> None:
    facts, found = worked()
    sheet = network_sheet(facts, found, NL, on_paper=True)
    with Image.open(BytesIO(network_png(facts, found, NL, width))) as image:
        assert image.size == (width, round(sheet.height * width / sheet.width))


@needs_cases
def test_file_tells_nothing_but_pixels_and_is_the_same_each_time() -> None:
    facts, found = worked()
    content = network_png(facts, found, NL)
    assert set(chunks(content)) == {"IHDR", "PLTE", "IDAT", "IEND"}
    assert content == network_png(facts, found, NL)


def test_dashed_line_is_drawn_in_pieces_and_a_full_one_is_not() -> None:
    path = Path((10, 20), (((210, 20),),))
    for dash, runs in (((), 1), ((20, 20), 5)):
        sheet = Sheet(220, 40, "", (Panel(0, 0, 220, 40, 0, looks.WHITE), Way(path, Stroke("#000000", 4, dash))))
        with Image.open(BytesIO(png(sheet, 440))) as image:
            row = [image.convert("L").getpixel((x, 40)) < 128 for x in range(440)]
        assert sum(now and not before for before, now in zip([False, *row], row, strict=False)) == runs


def test_empty_seat_is_seen_in_the_pixels() -> None:
    case = replace(BASE, seats=(seat("politie"),))
    missing = (finding(FindingKind.MISSING_PARTNER, 1, "DR"),)
    assert network_png(network(case), missing, NL, 400) != network_png(network(case), (), NL, 400)
