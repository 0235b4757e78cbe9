"""What blocks become: what stays together on a page, what counts from one, what can be ticked."""

from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Checklist,
    Column,
    Heading,
    KeyValueTable,
    Layout,
    Picture,
    Steps,
    Table,
    Title,
    Tone,
    texts,
)
from services.documents.word.package import pack
from tests.services.documents.reading import W, parts

MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def _body(*blocks: Block) -> Element:
    return ElementTree.fromstring(_parts(*blocks)["word/document.xml"])


def _parts(*blocks: Block) -> dict[str, bytes]:
    layout = Layout(
        "T", "nl", "A", "W", "C", "R", ("Pagina", "van"), blocks=(Title("T"), *blocks), table_word="Tabel"
    )  # fmt: skip
    return parts(pack(layout, MADE_AT))


def _table(number: int) -> Table:
    return Table((Column("A", 1), Column("B", 1)), (("a", "b"),) * number, "T", caption="T")


def _keeps(row: Element) -> bool:
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")]
    assert len(set(kept)) == 1, "a row keeps with the next by all its cells or by none"
    return kept[0]


@pytest.mark.parametrize(
    ("number", "kept"),
    [(1, [False]), (2, [True, False]), (4, [True, True, True, False]), (6, [False] * 4 + [True, False])],
)
def test_a_small_table_stays_together_and_no_row_stands_alone(number: int, kept: list[bool]) -> None:
    rows = _body(_table(number)).findall(f".//{W}tr")[1:]
    assert [_keeps(row) for row in rows] == kept


def test_heading_caption_and_head_stay_with_the_first_row() -> None:
    styles = ElementTree.fromstring(_parts()["word/styles.xml"])
    keeping = {
        style.get(f"{W}styleId") for style in styles.iter(f"{W}style") if style.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert {"Title", "Subtitle", "Heading1", "Heading2", "TOCHeading", "Caption", "TableHead"} <= keeping
    body = _body(Heading("K"), Heading("D", level=2), _table(9))
    told = [p.find(f"{W}pPr/{W}pStyle") for p in body.iter(f"{W}p")]
    assert [s.get(f"{W}val") for s in told if s is not None][1:6] == [
        "Heading1",
        "Heading2",
        "Caption",
        "TableHead",
        "TableHead",
    ]


def test_facts_of_eight_rows_stay_together() -> None:
    for number, kept in ((8, 7), (9, 1)):
        rows = _body(KeyValueTable((("a", "b"),) * number, "T")).findall(f".//{W}tr")
        assert sum(map(_keeps, rows)) == kept


def test_a_box_and_the_ends_of_a_list_stay_together() -> None:
    box = _body(Callout(("a", "b", "c"), Tone.DANGER)).findall(f".//{W}p")[1:]
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in box] == [True, True, False]
    points = _body(BulletList(("a", "b", "c", "d"))).findall(f".//{W}p")[1:]
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in points] == [True, False, True, False]


def test_every_list_of_steps_begins_at_one() -> None:
    packed = _parts(Steps(("a", "b")), Steps(("c",)))
    body = ElementTree.fromstring(packed["word/document.xml"])
    used = [n.get(f"{W}val") for n in body.iter(f"{W}numId")]
    assert (len(used), used[0] == used[1], used[1] == used[2]) == (3, True, False)
    numbering = ElementTree.fromstring(packed["word/numbering.xml"])
    begins = {n.get(f"{W}numId"): n.find(f".//{W}startOverride") for n in numbering.iter(f"{W}num")}
    assert all(begins[number].get(f"{W}val") == "1" for number in used)


def test_a_checklist_has_an_empty_box_and_its_words_are_told() -> None:
    packed = _parts(Checklist(("bellen", "terugmelden")))
    assert "\u2610" in packed["word/numbering.xml"].decode()
    assert list(texts((Checklist(("bellen",)), Steps(("eerst",))))) == ["bellen", "eerst"]
    body = ElementTree.fromstring(packed["word/document.xml"])
    assert [s.get(f"{W}val") for s in body.iter(f"{W}pStyle")][1:] == ["Checklist", "Checklist"]


def test_an_annex_begins_a_page() -> None:
    paragraphs = _body(Heading("A"), Heading("B", numbered=False, new_page=True)).findall(f".//{W}p")
    assert [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in paragraphs] == [False, False, True]


@pytest.mark.parametrize(("size", "cut"), [((1000, 500), False), ((500, 5000), True)])
def test_a_picture_is_as_wide_as_the_text_and_never_higher_than_the_page(size: tuple[int, int], cut: bool) -> None:
    drawn = _body(Picture(b"", size, "P", "Wat erop staat"))
    extent = next(e for e in drawn.iter() if e.tag.endswith("}extent"))
    wide, high = int(extent.get("cx") or 0), int(extent.get("cy") or 0)
    assert high < 14286 * 635
    assert (wide < 9638 * 635) is cut
    assert abs(wide / high - size[0] / size[1]) < 0.01


def test_danger_has_a_line_all_round_so_that_grey_print_tells_it_apart() -> None:
    styles = ElementTree.fromstring(_parts()["word/styles.xml"])
    sides = {}
    for key in ("CalloutDanger", "CalloutNote"):
        style = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == key)
        border, shade = style.find(f"{W}pPr/{W}pBdr"), style.find(f"{W}pPr/{W}shd")
        assert border is not None and shade is not None
        sides[key] = [edge.get(f"{W}color") != shade.get(f"{W}fill") for edge in border]
    assert sides == {"CalloutDanger": [True] * 4, "CalloutNote": [False, True, False, False]}
