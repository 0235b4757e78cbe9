"""What people type and paste, and what somebody may try: each must be shown as it stands, and leave the file whole."""

from services.documents.word.layout import (
    BulletList,
    Callout,
    Checklist,
    Column,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Steps,
    Table,
    TableOfContents,
    Title,
    Tone,
    line,
    strong,
)

HARD = {
    "a word without end": "onafgebroken" * 250,
    "a Dutch compound": "arbeidsongeschiktheidsverzekeringsmaatschappijvertegenwoordigersoverleg" * 3,
    "an address without end": "https://voorbeeld.invalid/" + "a1b2c3d4e5" * 120,
    "emoji": "Let op \U0001f6a8 \U0001f469\u200d\U0001f467 \U0001f1f3\U0001f1f1 \u2764\ufe0f klaar",
    "Arabic": "\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645 (12) \u0648\u0634\u0643\u0631\u0627",
    "Hebrew among Dutch": "Zij zei \u05e9\u05dc\u05d5\u05dd \u05dc\u05da, en ging om 10.30 uur weg.",
    "XML": "<w:p><w:r><w:t>x</w:t></w:r></w:p> & &amp; &#x41; ]]> <!-- y --> \"q\" 'p' <?pi?>",
    "Markdown": "# Kop\n* punt\n[tekst](https://voorbeeld.invalid) **vet** `code` | a | b |",
    "a field code": '{ INCLUDETEXT "c:\\\\geheim.docx" } { DDEAUTO cmd "/k calc" } { PAGE } \u0013 TIME \u0015',
    "a template": "{{ config }} {% for a in b %} ${jndi:ldap://x} %s %(a)s {0} =1+1 @SUM(A1)",
    "lines": "een\ntwee\r\ndrie\rvier",
    "room around": "  voor en achter  \t tab",
    "stacked accents": "Z" + "\u0301\u0302\u0303" * 20 + " einde",
}
"""By what it is. Control characters are taken out on the way; all else stays letter for letter."""


def hard_layout(text: str, language: str = "nl") -> Layout:
    """A document with a text in every field that a document has."""
    return Layout(
        title=text[:200],
        language=language,
        author=text[:200],
        warning="VERTROUWELIJK",
        code=text[:60],
        receiver=text[:60],
        page_words=("Pagina", "van"),
        marking=text[:60],
        blocks=(
            Title(text, text),
            Callout((text, line(strong(text), text)), Tone.DANGER),
            KeyValueTable(((text[:100], text), ("B", "b")), text[:200], text[:200]),
            TableOfContents("Inhoud"),
            Heading(text),
            Paragraph(text),
            Heading(text, level=2),
            Paragraph(line(text, strong(text)), quiet=True),
            Table(
                (
                    Column("Nr", 6),
                    Column(text[:80], 35),
                    Column("Wie", 19),
                    Column("Uiterlijk", 12),
                    Column("Stand", 28),
                ),
                (("V1", (text, text), text, text, "loopt"), ("V2", "x", "y", "z", text)),
                text[:200],
                text[:200],
                caption=text,
            ),
            BulletList((text, "kort", text)),
            Steps((text, "kort")),
            Checklist((text, "kort")),
            Callout((text,)),
            Heading("Bijlage", numbered=False, new_page=True),
            Steps(("weer een", "twee")),
        ),
        properties=(("copy", text),),
        table_word="Tabel",
    )
