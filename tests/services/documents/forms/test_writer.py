"""The form as a file: valid, named for screen readers, the same each time, with what stands already in its places."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.documents.forms.questions import block_questions, head_questions, prompt_of, tag_of, tail_questions
from services.documents.forms.writer import FormBlock
from services.vocabulary.queries import vocabulary
from services.wording import speak
from tests.services.documents.forms.controls import answers, controls
from tests.services.documents.forms.sheets import VIEW, a_form, options
from tests.services.documents.reading import W, everything, paragraphs, parts

LANGUAGES = ("nl", "en")
FILLED = (FormBlock(VIEW), FormBlock(VIEW, again=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_one_control_with_a_tag_and_a_name_of_its_own(language: str) -> None:
    say = speak(language)
    asked = block_questions(say, vocabulary(), options(say))
    expected = [tag_of(question) for question in head_questions(say)]
    expected += [tag_of(question, n) for n in range(1, 5) for question in asked]
    expected += [tag_of(question) for question in tail_questions(say)]
    told = controls(a_form(language=language).content)
    assert [control.tag for control in told] == expected
    assert len({control.name for control in told}) == len(told)
    root = ElementTree.fromstring(parts(a_form(language=language).content)["word/document.xml"])
    ids = [element.get(f"{W}val") for element in root.iter(f"{W}id")]
    assert len(set(ids)) == len(ids) == len(told)


def test_a_control_is_never_bound_repeated_rich_or_to_be_deleted() -> None:
    body = parts(a_form(*FILLED).content)["word/document.xml"].decode()
    assert [word for word in ("dataBinding", "repeatingSection", "w:richText", "docPart") if word in body] == []
    assert body.count("<w:sdt>") == body.count('<w:lock w:val="sdtLocked"/>') == len(controls(a_form().content))


def test_each_answer_stands_alone_in_the_right_cell_beside_its_label() -> None:
    root = ElementTree.fromstring(parts(a_form(*FILLED).content)["word/document.xml"])
    rows = [row for row in root.iter(f"{W}tr") if row.find(f".//{W}sdt") is not None]
    assert len(rows) == len(list(root.iter(f"{W}sdt")))
    labels = {question.label for question in block_questions(speak("nl"), vocabulary(), options(speak("nl")))}
    for row in rows:
        left, right = row.findall(f"{W}tc")
        assert len(left.findall(f".//{W}sdt")) == 0
        (line,) = right.findall(f"{W}p")
        assert [child.tag for child in line] == [f"{W}pPr", f"{W}sdt"]
        assert "".join(left.itertext())
    assert labels <= {"".join(row.findall(f"{W}tc")[0].itertext()) for row in rows}


def test_what_stands_is_printed_and_what_does_not_shows_its_prompt() -> None:
    told = answers(a_form(*FILLED).content)
    for n in (1, 2):
        words = {key: told[f"c{n}.{key}"].text for key in ("kind", "subject", "hard", "due_on", "until", "until_time")}
        assert words == {
            "kind": "Omgang met de kinderen",
            "subject": "De heer D.",
            "hard": "Moet",
            "due_on": "27-11-2026",
            "until": "04-12-2026",
            "until_time": "12.00",
        }
        assert " ".join(told[f"c{n}.text"].text.split()) == " ".join(VIEW.text.split())
        assert [told[f"c{n}.{key}"].ticked for key in ("protects.P1", "protects.P2", "holds")] == [True, False, True]
        assert not told[f"c{n}.text"].empty
    for question in block_questions(speak("nl"), vocabulary(), options(speak("nl"))):
        there = told[tag_of(question, 3)]
        assert there.ticked is False
        if there.kind != "checkbox":
            assert (there.empty, there.text) == (True, prompt_of(speak("nl"), question))
    assert (told["name"].text, told["function"].text, told["phone"].empty) == (
        *("J. Jansen", "Maatschappelijk werker"),
        True,
    )


def test_what_goes_on_from_last_time_is_in_the_words_in_force() -> None:
    decided = replace(VIEW, text="Zoals besloten.")
    told = answers(a_form(FormBlock(decided), FormBlock(decided, again=True)).content)
    assert "Zoals besloten." not in told["c1.text"].text
    assert told["c2.text"].text == "Zoals besloten."


def test_what_can_be_chosen_is_apart_and_can_be_taken_back() -> None:
    for control in controls(a_form().content):
        if control.kind == "dropDownList":
            values, words = zip(*control.options, strict=True)
            assert values[0] == ""
            assert len(set(values)) == len(values)
            assert len(set(words)) == len(words)


def test_a_tier_that_is_not_offered_is_kept_as_it_is() -> None:
    told = answers(a_form(FormBlock(replace(VIEW, tier="partner:DR"))).content)
    assert told["c1.tier"].text == "Alleen Districtsrecherche"
    assert ("partner:DR", "Alleen Districtsrecherche") in told["c1.tier"].options


def test_without_a_suspect_no_stop_can_be_asked_and_without_a_vocabulary_no_reading() -> None:
    say = speak("nl")
    nobody = replace(options(say), persons=(options(say).persons[0],))
    keys = {question.key for question in block_questions(say, None, nobody)}
    assert keys.isdisjoint({"holds", "modality", "act"})
    assert {"kind", "text", "tier", "protects.P1"} <= keys


def test_the_file_may_only_be_filled_in_and_says_so_without_a_password() -> None:
    settings = parts(a_form().content)["word/settings.xml"].decode()
    assert '<w:documentProtection w:edit="forms" w:enforcement="1"/>' in settings
    assert 'mc:Ignorable="w14"' in parts(a_form().content)["word/document.xml"].decode()


def test_header_footer_title_and_code_are_those_of_the_form() -> None:
    file = a_form(fictional=True)
    assert paragraphs(file.content, "word/header1.xml") == [
        "FICTIEF – oefenregio",
        "VERTROUWELIJK – niet delen met de vermoedelijke daderFormulier F-8Q3M2",
    ]
    (footer,) = paragraphs(file.content, "word/footer1.xml")
    assert footer.startswith("Terugsturen alleen via de afgesproken beveiligde weg")
    assert "<dc:language>nl-NL" in parts(file.content)["docProps/core.xml"].decode()
    assert paragraphs(file.content)[-1] == "Formuliercode: F-8Q3M2-2C78645D"
    assert file.file_name == "F-8Q3M2.docx"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_follow_each_other_and_no_paragraph_stands_in_for_spacing(language: str) -> None:
    content = a_form(*FILLED, language=language).content
    root = ElementTree.fromstring(parts(content)["word/document.xml"])
    assert "" not in paragraphs(content)
    styles = [style.get(f"{W}val") or "" for style in root.iter(f"{W}pStyle")]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    assert levels == [1, 1, 2, 2, 2, 2, 1]
    assert all(table.find(f"{W}tblPr/{W}tblCaption") is not None for table in root.iter(f"{W}tbl"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in root.iter(f"{W}tr"))


def test_every_style_number_and_relation_that_is_used_is_there() -> None:
    packed = {name: xml.decode() for name, xml in parts(a_form(*FILLED).content).items()}
    styles = re.findall(r'w:styleId="(\w+)"', packed["word/styles.xml"])
    assert len(set(styles)) == len(styles)
    assert set(re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"', packed["word/document.xml"])) <= set(styles)
    numbers = set(re.findall(r'<w:num w:numId="(\d+)"', packed["word/numbering.xml"]))
    assert set(re.findall(r'<w:numId w:val="(\d+)"', packed["word/document.xml"])) <= numbers
    relations = packed["word/_rels/document.xml.rels"]
    ids = re.findall(r' Id="(\w+)"', relations)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'r:id="(\w+)"', packed["word/document.xml"])) <= set(ids)
    targets = {target.replace("../", "") for target in re.findall(r'Target="([^"]+)"', relations)}
    assert {target if "/" in target and target.startswith("custom") else f"word/{target}" for target in targets} <= set(
        packed
    )
    assert "/customXml/itemProps1.xml" in packed["[Content_Types].xml"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("printed", [(), FILLED])
def test_validators_find_no_fault(language: str, printed: tuple[FormBlock, ...], tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit")
    integrity = pytest.importorskip("ooxml_integrity")
    file = tmp_path / "form.docx"
    file.write_bytes(a_form(*printed, language=language).content)
    assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == []
    assert [str(finding) for finding in integrity.check(file)] == []


def test_the_same_input_gives_the_same_bytes() -> None:
    assert a_form(*FILLED) == a_form(*FILLED)


@settings(max_examples=25)
@given(text=st.text(min_size=1, max_size=300))
def test_any_text_gives_a_file_that_can_be_read(text: str) -> None:
    view = replace(VIEW, handed_in_text=text, check=text, if_not=text)
    for xml in parts(a_form(FormBlock(view), organisation=text).content).values():
        ElementTree.fromstring(xml)


def test_the_file_tells_of_no_program_person_or_machine() -> None:
    whole = b"".join(parts(a_form(*FILLED).content).values()).decode()
    assert [word for word in ("python", "rsid", "lastModifiedBy", "/home/", "comment") if word in whole] == []
    assert "c1" not in re.findall(r"\w+", everything(a_form().content).replace("c1.", ""))
