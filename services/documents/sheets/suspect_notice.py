"""The notice for an alleged perpetrator: one page, a neutral title, and nothing but what was written for him.

No code or name of the case, no partner, no meeting, no risk. Only what he must do or leave, from when, what happens if
not, and an office that he can call (`domain.md` section 5).
"""

from services.documents.notices.facts import NoticeView
from services.documents.notices.words import told
from services.documents.word.layout import Block, BulletList, Heading, Layout, Paragraph, Title
from services.wording import Say

_ROOM = 1_300
"""Characters that fit on the page at 12 point beside the fixed words."""


def compose(notice: NoticeView, say: Say, *, copy_code: str, issuer: str, fictional: bool) -> Layout:
    """The notice in `say`'s language; what was written stays in the words in which it was written."""
    length = sum(len(line) for _, lines in told(notice, say) for line in lines)
    return Layout(
        title=say("Notice"),
        language=say.language,
        author=issuer,
        warning=say("Personal"),
        code=say("copy {copy}", copy=copy_code),
        receiver=say("Only for you"),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(notice, say)),
        marking=say("FICTIONAL – practice region") if fictional else "",
        sheet_points=12 if length <= _ROOM else 11,
        properties=(("copy", copy_code),),
    )


def _blocks(notice: NoticeView, say: Say) -> list[Block]:
    blocks: list[Block] = [Title(say("Notice"), say("Read this carefully and keep it."))]
    for head, lines in told(notice, say):
        blocks.append(Heading(head, numbered=False))
        blocks.append(BulletList(lines) if len(lines) > 1 else Paragraph(lines[0]))
    return blocks
