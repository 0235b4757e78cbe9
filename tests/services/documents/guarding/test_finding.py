"""A release is of exactly what was found: any other finding has another mark, and another copy of the same has not."""

from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.guarded import GuardedWord, WordSource
from services.documents.facts import IssuedFile
from services.documents.guarding.facts import Finding
from services.documents.guarding.finding import found_in
from services.documents.guarding.guard import guard
from services.documents.word.layout import Layout, Paragraph
from services.documents.word.package import pack
from services.protection.rules import LeakFound

MADE_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
KEPT = (GuardedWord("Polderman", WordSource.PERSON), GuardedWord("Regenboog", WordSource.PROTECTED))
sentences = st.lists(
    st.sampled_from(["Gebeld door Polderman.", "Polderman belt.", "School Regenboog.", "Niets.", "Bel Polderman nu."]),
    min_size=1,
    max_size=4,
)
about = st.tuples(st.just("case"), st.sampled_from(["v1", "v2"]))


def finding(
    texts: list[str], about: tuple[str, str], copy: str = "AAAA", audience: str = "partners", language: str = "nl"
) -> Finding | None:
    """What is found in a file of these paragraphs; None when the guard lets it pass."""
    layout = Layout(
        title="Plan",
        language=language,
        author="Veiligheidshuis",
        warning="VERTROUWELIJK",
        code=f"Plan X, kopie {copy}, door Polderman",
        receiver="Alleen voor partners",
        page_words=("Pagina", "van"),
        blocks=tuple(map(Paragraph, texts)),
        table_word="Tabel",
    )
    content = pack(layout, MADE_AT)
    file = IssuedFile(audience, f"X-{copy}.docx", content, sha256(content).hexdigest(), 0, copy, language)
    try:
        guard(file, [word.text for word in KEPT])
    except LeakFound as leak:
        return found_in(file, KEPT, leak, about, lambda text: sha256(text.encode()).hexdigest())
    return None


@settings(max_examples=25)
@given(first=sentences, second=sentences, one=about, other=about)
def test_whatever_is_released_nothing_else_passes_by_it(
    first: list[str], second: list[str], one: tuple[str, str], other: tuple[str, str]
) -> None:
    released, later = finding(first, one), finding(second, other)
    assert released is not None
    assert later is not None
    told = [sorted(text for text in texts if "Niets" not in text) for texts in (first, second)]
    if released.mac == later.mac:
        assert told[0] == told[1]
        assert one == other
    if first == second and one == other:
        assert released.mac == later.mac


def test_another_copy_of_the_same_has_the_same_mark_and_another_reader_or_language_has_not() -> None:
    texts, version = ["Gebeld door Polderman."], ("case", "v1")
    same = finding(texts, version)
    again = finding(texts, version, copy="BBBB")
    assert same is not None
    assert again is not None
    assert same.mac == again.mac
    assert same.whole
    for changes in ({"audience": "ovj"}, {"language": "en"}):
        other = finding(texts, version, **changes)
        assert other is not None
        assert other.mac != same.mac
