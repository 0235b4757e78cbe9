"""A referral letter: to one organisation, within what a person agreed to. An alias, no name, no way to reach them."""

from dataclasses import dataclass
from datetime import date

from services.documents.word.layout import (
    Block,
    Callout,
    Cell,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Title,
    line,
    strong,
)
from services.wording import Say
from services.wording.labels import organisation_label


@dataclass(frozen=True)
class Letter:
    """What stands in a letter. `organisation` is a key, `covers` what the consent is about, `contact` how the contact
    person is reached (an office number). `text` may hold line breaks."""

    organisation: str
    alias: str
    covers: str
    given_on: date
    valid_until: date | None
    text: str
    contact: str
    author: str
    day: date
    fictional: bool = False


def compose(letter: Letter, copy_code: str, say: Say) -> Layout:
    """The letter on one page, for the organisation that the person agreed to."""
    name = organisation_label(say, letter.organisation)
    return Layout(
        title=say("Letter"),
        language=say.language,
        author=letter.author,
        warning=say("CONFIDENTIAL"),
        code=say("{day} | copy {copy}", day=say.day(letter.day, weekday=False), copy=copy_code),
        receiver=say("Only for {receiver}", receiver=name),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(say, letter, name)),
        marking=say("FICTIONAL – practice region") if letter.fictional else "",
        properties=(("copy", copy_code),),
    )


def _blocks(say: Say, letter: Letter, name: str) -> list[Block]:
    title = say("Referral to {organisation}", organisation=name)
    who = say("You hear from the contact person whom this is about.")
    blocks: list[Block] = [
        Title(title, say("Within a consent that was given for it")),
        Callout((line(strong(who)), say("Name, address and number are not in this letter on purpose."))),
        KeyValueTable(_facts(say, letter), say("The consent"), say("Whom it is about and what was agreed to.")),
        Heading(say("What is asked of you"), numbered=False),
    ]
    blocks += [Paragraph(part.strip()) for part in letter.text.splitlines() if part.strip()]
    reach = letter.contact or say("The contact person calls you.")
    blocks += [Heading(say("Contact person"), numbered=False), Paragraph(reach)]
    rule = say(
        "Use this letter for what was agreed to and for nothing else. Is the consent withdrawn or over, destroy it. "
        "Never call or write to the person on your own; the contact person says how that is safe."
    )
    return [*blocks, Heading(say("What you may do with it"), numbered=False), Paragraph(rule)]


def _facts(say: Say, letter: Letter) -> tuple[tuple[str, Cell], ...]:
    until = say.day(letter.valid_until, weekday=False) if letter.valid_until else say("until it is withdrawn")
    return (
        (say("About"), line(strong(letter.alias))),
        (say("The consent covers"), letter.covers),
        (say("Given on"), say.day(letter.given_on, weekday=False)),
        (say("Holds until"), until),
    )
