"""Hostile files handed in as a form: each is refused with its own reason, and nothing of what it holds is told."""

import pytest

from pages.frame.refusal import sentence
from services.apart.reading import Apart
from services.documents.forms import apart
from services.documents.forms.apart import FORMS, read_apart
from services.documents.forms.faults import FormFault, FormRefused
from services.wording import speak
from tests.services.documents.forms.by_hand import WORDS, packed, parts, relations
from tests.services.documents.forms.hostile import SECRET, corpus

CORPUS = tuple(corpus())


@pytest.mark.parametrize(("name", "make", "fault"), CORPUS, ids=[name for name, _, _ in CORPUS])
def test_hostile_file_is_refused_with_its_reason(name: str, make, fault: FormFault) -> None:
    with pytest.raises(FormRefused) as refused:
        read_apart(make(), WORDS)
    assert refused.value.fields == {"reason": fault}
    assert refused.value.__cause__ is None
    assert SECRET not in repr(refused.value)


def test_corpus_is_rich() -> None:
    assert len(CORPUS) >= 100
    assert len({name for name, _, _ in CORPUS}) > 95
    left = set(FormFault) - {fault for _, _, fault in CORPUS}
    assert left == {FormFault.TOO_HEAVY}


def test_plain_form_passes_through_the_worker_that_saw_them_all() -> None:
    assert {answer.tag for answer in read_apart(packed(parts()), WORDS).answers} > {"c1.text", "nothing"}


def test_links_to_read_pass_and_are_followed_by_nobody() -> None:
    links = relations(
        ("hyperlink", "https://example.nl/x", "External"), ("hyperlink", "mailto:a@example.nl", "External")
    )
    assert read_apart(packed(parts(links=links)), WORDS).answers


def test_pictures_pass_unread() -> None:
    assert read_apart(packed(parts(), **{"word/media/image1.png": b"\x89PNG nothing of the kind"}), WORDS).answers


def test_what_is_too_heavy_for_the_worker_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    breaks = Apart("tests.services.apart.probe", seconds=1, memory=FORMS.memory, largest=FORMS.largest)
    monkeypatch.setattr(apart, "FORMS", breaks)
    with pytest.raises(FormRefused) as refused:
        read_apart(packed(parts()), WORDS)
    breaks.close()
    assert refused.value.fields["reason"] is FormFault.TOO_HEAVY


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_refusal_says_what_is_wrong_and_what_to_do(language: str) -> None:
    said = {fault: sentence(FormRefused(reason=fault), speak(language)) for fault in FormFault}
    assert len(set(said.values())) == len(FormFault)
    assert [text for text in said.values() if "{" in text] == []
