"""Reading a form as people send it back: with its controls, beside them, without them; tracked, copied, typed over."""

import zlib
from zipfile import BadZipFile

import pytest

from services.documents.forms.answers import clean
from services.documents.forms.facts import Answer, FormRead
from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.reader import read_form
from services.documents.forms.wiring import parsed
from tests.services.documents.forms.by_hand import (
    LABELS,
    NOTHING,
    PROMPT,
    WORDS,
    W,
    block,
    body,
    box,
    cell,
    control,
    document,
    form,
    packed,
    paragraph,
    parts,
    prompting,
    run,
    table,
)


def read(*inner: str) -> FormRead:
    """A document with this in its body, read."""
    return read_form(document(*inner), WORDS)


def answer(tag: str, *inner: str) -> Answer:
    """The one answer of that name in such a document."""
    (found,) = [answer for answer in read(*inner).answers if answer.tag == tag]
    return found


def said(inner: str) -> Answer:
    """What stands in the text of block 1 when its cell holds this."""
    return answer("c1.text", block(1, text=inner))


def test_a_plain_form_is_read_by_its_tags() -> None:
    found = read_form(packed(parts()), WORDS)
    assert [(a.tag, a.text) for a in found.answers if a.text] == [
        ("name", "J. Jansen"),
        ("c1.kind", "Contact"),
        ("c1.text", "Geen contact.\nOok niet via anderen."),
        ("c1.due_on", "24-11-2026"),
    ]
    assert {a.flags for a in found.answers} == {()}
    assert found.printed_code == "F-8Q3M2-0F49BEA4"
    assert found.part_marks is found.property_marks is None


@pytest.mark.parametrize(
    "empty",
    [
        prompting("c1.text"),
        control("c1.text", PROMPT),
        control("c1.text", run("klik om te  TYPEN ")),
        control("c1.text", run("Klik of tik om tekst in te voeren."), about="<w:showingPlcHdr/>").replace(
            "<w:r><w:t", '<w:r><w:rPr><w:rStyle w:val="Tekstvantijdelijkeaanduiding"/></w:rPr><w:t'
        ),
        control("c1.text", ""),
        run("Klik om te typen"),
        "",
    ],
)
def test_a_prompt_is_no_answer(empty: str) -> None:
    assert said(empty).text == ""


def test_words_of_somebody_survive_a_mark_that_says_nobody_filled_it_in() -> None:
    assert said(control("c1.text", run("Geen contact."), about="<w:showingPlcHdr/>")).text == "Geen contact."


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (control("c1.text", run("Geen ") + run("con") + "<w:proofErr/>" + run("tact")), "Geen contact"),
        (
            control("c1.text", f"<w:smartTag>{run('Geen')}</w:smartTag><w:hyperlink>{run(' mail')}</w:hyperlink>"),
            "Geen mail",
        ),
        (control("c1.text", "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>"), "a\nb c"),
        (control("c1.text", "<w:r><w:t>niet</w:t><w:noBreakHyphen/><w:t>zo</w:t><w:softHyphen/></w:r>"), "niet-zo"),
        (control("c1.text", control("", run("in"))), "in"),
        (control("c1.text", control("c1.text", run("in"))), "in"),
        (control("", control("c1.text", run("in"))), "in"),
        (control("", run("onbekend")), "onbekend"),
        (f"<w:fldSimple w:instr=' DATE '>{run('vandaag')}</w:fldSimple>", "vandaag"),
    ],
)
def test_words_are_read_whatever_lies_in_between(inner: str, text: str) -> None:
    assert said(inner).text == text


def test_controls_around_paragraphs_cells_rows_and_in_controls_are_read() -> None:
    around = control("c1.text", paragraph(run("een")) + paragraph(run("twee")))
    assert answer("c1.text", around).text == "een\ntwee"
    cells = cell(run("Wat moet er gebeuren?")) + control("c1.text", cell(run("een"), run("twee")))
    row = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    assert answer("c1.text", row) == Answer("c1.text", "een\ntwee")
    rows = table([("Thema", control("c1.kind", run("Contact")))]).replace("<w:tbl>", "<w:tbl><w:sdt><w:sdtContent>")
    assert answer("c1.kind", rows.replace("</w:tbl>", "</w:sdtContent></w:sdt></w:tbl>")).text == "Contact"
    two = control("c1.text", run("buiten") + control("c1.kind", run("binnen")))
    assert {a.tag: a.text for a in read(paragraph(two)).answers} == {"c1.text": "buiten", "c1.kind": "binnen"}


def test_a_control_without_tag_is_known_by_its_alias() -> None:
    alias = f"Voorwaarde 3: {LABELS['text']}"
    found = answer("c3.text", paragraph(control("", run("Geen contact"), alias=alias)))
    assert found == Answer("c3.text", "Geen contact", flags=("by_label",))


@pytest.mark.parametrize(
    "left", [run, lambda words: control("", run(words)), lambda words: control("x" * 200, run(words))]
)
def test_a_row_without_its_control_is_known_by_its_label_and_block(left) -> None:
    found = read(block(1), block(2, text=left("Geen contact")))
    assert Answer("c2.text", "Geen contact", flags=("by_label",)) in found.answers
    assert {a.tag for a in found.answers} >= {f"c{n}.{key}" for n in (1, 2) for key in LABELS}


def test_a_row_without_a_block_above_it_is_not_guessed_at() -> None:
    found = read(table([(LABELS["text"], run("Geen contact")), ("Naam invuller", run("J. Jansen"))]))
    assert [a.tag for a in found.answers] == ["name"]


def test_what_was_typed_beside_a_control_is_kept_and_flagged() -> None:
    assert said(prompting("c1.text") + run(" Geen contact")) == Answer("c1.text", "Geen contact", flags=("beside",))
    both = said(control("c1.text", run("Geen contact")) + run("ook niet per post"))
    assert both == Answer("c1.text", "Geen contact\nook niet per post", flags=("beside",))


def test_insertions_are_read_and_deletions_are_not_and_both_are_flagged() -> None:
    gone = "<w:del w:id='1'><w:r><w:delText>wel</w:delText></w:r></w:del>"
    new = f"<w:ins w:id='2'>{run('geen')}</w:ins>"
    found = read(block(1, text=control("c1.text", gone + new + run(" contact"))))
    assert Answer("c1.text", "geen contact", flags=("deleted_text", "inserted_text")) in found.answers
    assert found.flags == ("deleted_text", "inserted_text")
    moved = f"<w:moveFrom w:id='1'>{run('oud')}</w:moveFrom><w:moveTo w:id='2'>{run('nieuw')}</w:moveTo>"
    assert said(control("c1.text", moved)).text == "nieuw"
    within = f"<w:ins w:id='1'><w:del w:id='2'><w:r><w:delText>weg</w:delText></w:r></w:del>{run('er')}</w:ins>"
    assert said(control("c1.text", within)).text == "er"


def test_a_deleted_row_and_a_deleted_end_of_paragraph_are_left_out() -> None:
    rows = block(1, text=control("c1.text", run("Weg")))
    label = f"<w:tr>{cell(run(LABELS['text']))}"
    gone = rows.replace(label, label.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>"))
    found = read(gone)
    assert "c1.text" not in {a.tag for a in found.answers}
    assert found.flags == ("deleted_text",)
    joined = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" + run("een ") + "</w:p>" + paragraph(run("twee"))
    assert answer("c1.text", control("c1.text", joined)).text == "een twee"


@pytest.mark.parametrize(
    ("inner", "ticked"),
    [
        (box("nothing", True), True),
        (box("nothing", False), False),
        (box("nothing", False).replace("☐", "☒"), True),
        (box("nothing", True).replace("☒", ""), True),
        (run("☒"), True),
        (run("☑"), True),
        (run("☐"), False),
        (run("☐ x"), True),
        (run("ja"), True),
        (run("nee"), False),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', True),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', False),
        ("", False),
    ],
)
def test_boxes_are_read_as_people_see_them(inner: str, ticked: bool) -> None:
    assert answer("nothing", table([(NOTHING, inner)])).checked is ticked


@pytest.mark.parametrize(
    ("line", "ticked"), [(f"☒ {NOTHING}.", True), (f"☐ {NOTHING}", False), (f"{NOTHING}: ☑", True)]
)
def test_a_line_with_a_box_of_which_only_the_words_are_left_is_read(line: str, ticked: bool) -> None:
    assert answer("nothing", paragraph(run(line))).checked is ticked


def test_a_box_beside_a_name_gets_the_reference_under_which_that_name_can_be_chosen() -> None:
    chosen = '<w:dropDownList><w:listItem w:displayText="Mw. A." w:value="P1"/></w:dropDownList>'
    subject = control("", run("Kies"), about=chosen)
    found = read(paragraph(run("Voorwaarde 2")), table([("Over wie?", subject), ("Beschermt Mw. A.", run("☒"))]))
    assert found.answers == (Answer("c2.protects.P1", "", True, ("by_label",)),)
    unknown = read(paragraph(run("Voorwaarde 2")), table([("Beschermt Bo", run("☒"))]))
    assert unknown.answers == (Answer("c2.protects.Bo", "", True, ("by_label",)),)


def test_the_shell_that_libreoffice_leaves_around_a_box_is_no_control() -> None:
    ticked = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    inner = paragraph(control("", run("☒"), about=ticked) + run(f" {NOTHING}.")) + paragraph(run("Einde"))
    found = read(control("", inner, alias=NOTHING, about=""))
    assert found.answers == (Answer("nothing", "", True, ("by_label",)),)


def test_a_second_control_of_a_name_is_flagged() -> None:
    found = read(block(1, text=control("c1.text", run("een"))), paragraph(control("c1.text", run("twee"))))
    texts = [(a.text, a.flags) for a in found.answers if a.tag == "c1.text"]
    assert texts == [("een", ()), ("twee", ("twice",))]


def test_a_block_that_somebody_copied_for_a_fifth_condition_is_that_block() -> None:
    copied = block(1, text=control("c1.text", run("vijfde"))).replace("Voorwaarde 1", "Voorwaarde 5")
    found = read(block(1, text=control("c1.text", run("eerste"))), copied)
    assert {a.tag: a.text for a in found.answers if a.text} == {"c1.text": "eerste", "c5.text": "vijfde"}


def test_the_same_thing_twice_for_old_programs_is_read_once() -> None:
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    new, old = (f"<mc:{name}>{run('eens')}</mc:{name}>" for name in ("Choice", "Fallback"))
    both = f'<mc:AlternateContent xmlns:mc="{space}">{new}{old}</mc:AlternateContent>'
    assert said(control("c1.text", both)).text == "eens"


def test_strict_files_are_read_too() -> None:
    strict = form().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_form(packed(parts(document=strict)), WORDS) == read_form(packed(parts()), WORDS)


def test_a_table_within_an_answer_is_part_of_its_words() -> None:
    inner = "<w:tbl><w:tr>" + cell(run("maandag")) + cell(run("opa")) + "</w:tr></w:tbl>"
    whole = block(1).replace(prompting("c1.text") + "</w:p>", run("Rooster:") + "</w:p>" + inner + "<w:p/>")
    assert answer("c1.text", whole).text.split() == ["Rooster:", "maandag", "opa"]


def test_a_file_of_other_names_for_its_parts_is_read() -> None:
    """Word on the web and SharePoint call the main part otherwise."""
    found = {name.replace("word/document.xml", "word/document2.xml"): part for name, part in parts().items()}
    found["[Content_Types].xml"] = str(found["[Content_Types].xml"]).replace("/document.xml", "/document2.xml")
    found["_rels/.rels"] = (
        str(found["_rels/.rels"]).replace('"word/', '"/word/').replace("document.xml", "document2.xml")
    )
    assert read_form(packed(found), WORDS) == read_form(packed(parts()), WORDS)


@pytest.mark.parametrize(
    ("dirty", "text"),
    [
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\x00b\x1fc\x7fd\u0085", "abcd"),
        ("a\u202eb\u200bc\ufeffd\u2066", "abcd"),
        ("a  \n\n\n\nb", "a\n\nb"),
        ("e\u0301", "é"),
        (" \n ", ""),
    ],
)
def test_signs_that_cannot_be_seen_are_taken_out(dirty: str, text: str) -> None:
    assert clean(dirty) == text


def test_the_longest_answer_is_read_and_one_sign_more_refuses() -> None:
    assert len(clean("x" * 20_000)) == 20_000
    with pytest.raises(FormRefused) as refused:
        clean("x" * 20_001)
    assert refused.value.fields["reason"] is FormFault.TOO_LONG


def test_the_parser_resolves_nothing() -> None:
    root = parsed(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>')
    assert "".join(str(text) for text in root.itertext()) in ("", "&x;")


def test_whatever_breaks_within_is_a_refusal_without_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = (KeyError, RecursionError, MemoryError, OverflowError, UnicodeError, OSError, BadZipFile, zlib.error)
    for fault in faults:

        def broken(content: bytes, fault: type[Exception] = fault) -> None:
            raise fault("Anna")

        monkeypatch.setattr("services.documents.forms.reader.opened", broken)
        with pytest.raises(FormRefused) as refused:
            read_form(body().encode(), WORDS)
        assert "Anna" not in f"{refused.value!r} {refused.value.fields} {refused.value.__context__!r}"
