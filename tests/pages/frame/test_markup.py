"""Text of people reaches a page as the signs they typed, in HTML and in labels that read Markdown."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from pages.frame.markup import facts_list, joined, line, plain, rows, sign, table, tag

EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='x",
    "</div></li></td>",
    "&lt;b&gt; &amp; &#60;",
    "{0} {naam} %s {",
    "[klik](javascript:alert(1))",
    "![x](http://host.example/?d=1)",
    "<http://host.example>",
    "http://host.example www.host.example",
    "**vet** __vet__ ~~weg~~ `code` $x^2$",
    "# kop\n- punt\n1. een\n> citaat\n| a | b |",
    ":red[rood] :material/lock: :smile: :red-background[x]",
    "\\[ \\` \\\\",
)
texts = st.one_of(st.sampled_from(EVIL), st.text(max_size=40), st.text("<>&\"'{}[]()!*_`~$:#|\\/ab", max_size=30))


class Read(HTMLParser):
    """The elements, attributes and text that a browser makes of a piece of page."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def same_page(made: Markup, calm: Markup) -> bool:
    """Whether two pieces differ in text only: same elements, same attributes."""
    one, other = Read(str(made)), Read(str(calm))
    return (one.tags, one.attributes) == (other.tags, other.attributes)


@given(texts, texts, texts)
def test_no_text_makes_an_element_or_an_attribute(a: str, b: str, c: str) -> None:
    for make in (
        lambda x, y, z: tag(x),
        lambda x, y, z: line("ready", x, y, z),
        lambda x, y, z: table([x, y], [[y, z], [z, x]], caption=z or "-"),
        lambda x, y, z: facts_list([(x, y), (y, z)]),
        lambda x, y, z: rows([line("missing", x, y, tag(z))]),
        lambda x, y, z: joined([Markup("<b>{}</b>").format(x)], y),
        lambda x, y, z: Markup('<p title="{}">{}</p>').format("calm", x),
    ):
        assert same_page(make(a, b, c), make("a", "b", "c"))


@given(texts)
def test_the_text_itself_is_what_is_read(text: str) -> None:
    calm = text.replace("\r", "").replace("\x00", "")
    assert html.unescape(str(tag(calm)).removeprefix('<span class="tag t-grey">').removesuffix("</span>")) == calm


@pytest.mark.parametrize("text", EVIL)
def test_a_plain_string_that_is_shown_is_escaped_whole(text: str) -> None:
    (body,) = (element.proto.body for element in _shown(text).get("html"))
    assert Read(body).tags == ["div"]
    assert body == Markup('<div class="mdo">{}</div>').format(text)


def test_markup_of_the_house_passes_as_it_is() -> None:
    (body,) = (element.proto.body for element in _shown(Markup("<p>ja</p>")).get("html"))
    assert body == '<div class="mdo"><p>ja</p></div>'


def test_signs_are_decoration_and_the_word_carries_the_state() -> None:
    for kind in ("ready", "missing", "waiting", "not_yet"):
        assert 'aria-hidden="true"' in sign(kind)


def test_an_empty_table_keeps_its_head() -> None:
    read = Read(str(table(["Wie"], [])))
    assert (read.tags, read.text) == (["table", "thead", "tr", "th", "tbody"], "Wie")


# ---- labels ----

_MARKDOWN_SIGNS = "\\`*_{}[]()<>#+-!|~$:&."


@given(st.one_of(texts, st.sampled_from(EVIL)))
def test_every_sign_of_markdown_in_a_label_is_escaped(text: str) -> None:
    made = plain(text)
    assert "\n" not in made
    read, number = "", 0
    while number < len(made):
        if made[number] == "\\":
            assert made[number + 1] in _MARKDOWN_SIGNS
            number += 1
        else:
            assert made[number] not in _MARKDOWN_SIGNS
        read += made[number]
        number += 1
    assert read == " ".join(text.split())


@given(texts)
def test_a_markdown_reader_makes_plain_text_of_a_label(text: str) -> None:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    (read,) = [Read(reader.renderInline(plain(text)))]
    assert read.tags == []
    assert re.sub(r"\s+", " ", read.text).strip() == " ".join(text.replace("\x00", "\ufffd").split())


def _shown(text: Markup | str) -> AppTest:
    return AppTest.from_function(_script, args=(text,)).run()


def _script(text):  # type: ignore[no-untyped-def]  # Streamlit runs its source by itself
    from pages.frame.markup import show

    show(text)
