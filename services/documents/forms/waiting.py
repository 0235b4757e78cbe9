"""A form in the waiting room as those who show it and those who take it over see it: what it says against what stands.

Everything is interpreted anew at every look, so that what was read stays as it was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import select

from models.condition import Condition, IssuedForm, ReceivedForm
from models.directory import Organisation
from models.meeting import Invitation, Meeting
from models.terms import MeetingStatus, RowAnswer
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView
from services.conditions.queries import conditions_in, readable
from services.documents.forms.facts import Question
from services.documents.forms.interpreting import Asked, Filled, asked_in, filled_blocks
from services.documents.forms.kept import Kept, unpacked
from services.documents.forms.questions import block_questions, options_of, prompt_of
from services.documents.forms.readings import begin_with
from services.documents.forms.saying import NOTHING, Said, differing, held_against, said_of
from services.relations.queries import barred_professionals
from services.unit_of_work import Reading
from services.vocabulary.facts import Vocabulary
from services.vocabulary.queries import vocabulary
from services.wording import LANGUAGES, Say, speak

NOTHING_ROW = "nothing"
"""Under this key stands what was decided on 'we have no conditions'."""
REPLACED = "replaced_by"
"""Under this key stands the id of a newer form that took this one's place."""


@dataclass(frozen=True)
class Target:
    """What a block is about: the condition that it becomes or changes, with what stands of it now. `version` is its
    row's, 0 where there is none. `former` is the one of an earlier meeting that it goes on from; `unread`: what stands
    is for other readers than who looks."""

    condition_id: str
    version: int = 0
    follows_id: str = ""
    view: ConditionView | None = None
    former: ConditionView | None = None
    unread: bool = False


@dataclass(frozen=True)
class Block:
    """A filled in block against what stands. `changed` are the rows that differ; `hidden`: for other readers than who
    looks. `due`: something is to be decided on it."""

    filled: Filled
    target: Target
    said: Said
    now: Said
    changed: frozenset[str]
    hidden: bool
    answer: RowAnswer | None

    @property
    def due(self) -> bool:
        """Not decided, and it is not what stands already."""
        return self.answer is None and bool(self.changed or self.target.view is None)


@dataclass(frozen=True)
class Waiting:
    """One form that came in, interpreted. `organisation` is the key of whoever it is from, empty while unknown;
    `emptied` are its blocks that held a condition when it was made and hold nothing now."""

    row: ReceivedForm
    kept: Kept
    issued: IssuedForm | None
    organisation: str
    organisation_name: str
    blocks: tuple[Block, ...]
    emptied: tuple[int, ...]
    nothing_to_add: bool

    @property
    def done(self) -> bool:
        """Whether nothing is left to decide."""
        nothing = not self.nothing_to_add or NOTHING_ROW in self.row.rows
        return nothing and not any(block.due for block in self.blocks)


def says_nothing(kept: Kept) -> bool:
    """Whether it says that there are no conditions."""
    return any(answer.tag == NOTHING_ROW and answer.checked for answer in kept.read.answers)


class WaitingRoom:
    """The forms of the one case of an open look or transaction; what is the same for all of them is read once."""

    def __init__(self, look: Reading) -> None:
        self.look, self.case_id = look, look.case_id
        self._asked: dict[str, Asked] = {}

    @cached_property
    def acts(self) -> Vocabulary:
        """The region's vocabulary."""
        return vocabulary(self.look.settings.vocabulary)

    def waiting(self, row: ReceivedForm) -> Waiting:
        """One form."""
        kept = unpacked(self.look.unseal(row, "read_sealed"))
        issued = self.look.session.get(IssuedForm, row.issued_form_id) if row.issued_form_id else None
        home = self.home(row.invitation_id)
        key = home.key if home else ""
        asked = self.asked(key)
        filled = filled_blocks(kept.read, asked, row.received_at, begin_with(self.acts, key))
        return Waiting(
            row=row,
            kept=kept,
            issued=issued,
            organisation=key,
            organisation_name=home.name if home else "",
            blocks=tuple(self._block(row, kept, issued, one, asked) for one in filled),
            emptied=_emptied(issued, filled),
            nothing_to_add=says_nothing(kept),
        )

    def asked(self, organisation: str) -> Asked:
        """What a form of an organisation (its key) may have asked, in every language."""
        if organisation not in self._asked:
            every = [(speak(language), self.questions(organisation, speak(language))) for language in LANGUAGES]
            self._asked[organisation] = asked_in([(asked, [prompt_of(say, q) for q in asked]) for say, asked in every])
        return self._asked[organisation]

    def questions(self, organisation: str, say: Say) -> tuple[Question, ...]:
        """The questions of one block as they are asked of this organisation now."""
        return block_questions(say, self.acts, options_of(self.look, self.case_id, say, organisation))

    def home(self, invitation_id: str | None) -> Organisation | None:
        """The organisation of an invitation that stands; None for one of somebody who is kept out of the case."""
        invitation = self.look.session.get(Invitation, invitation_id) if invitation_id else None
        if invitation is None or not self.stands(invitation):
            return None
        return self.look.session.get(Organisation, invitation.organisation_id)

    def stands(self, invitation: Invitation) -> bool:
        """Whether somebody is invited by it to a meeting of this case that stands, and not kept out of it."""
        meeting = self.look.session.get(Meeting, invitation.meeting_id)
        if meeting is None or meeting.case_id != self.case_id or meeting.status is not MeetingStatus.PLANNED:
            return False
        return invitation.revoked_at is None and invitation.professional_id not in self._barred

    @cached_property
    def _barred(self) -> frozenset[str]:
        return barred_professionals(self.look.session, self.look.database.vault, self.case_id)

    @cached_property
    def _views(self) -> Mapping[str, ConditionView]:
        return {view.id: view for view in conditions_in(self.look, self.case_id, reader_of(self.look))}

    @cached_property
    def _there(self) -> Mapping[str, tuple[int, str]]:
        """Version and reader of every condition of the case, taken back ones too."""
        every = select(Condition.id, Condition.version, Condition.tier).where(Condition.case_id == self.case_id)
        return {which: (version, tier) for which, version, tier in self.look.session.exec(every)}

    def _readable(self, tier: str) -> bool:
        return readable(self.look, self.case_id, tier, reader_of(self.look))

    def _target(self, kept: Kept, issued: IssuedForm | None, filled: Filled) -> Target:
        entries = issued.blocks if issued else []
        entry = entries[filled.number - 1] if filled.number <= len(entries) else {}
        follows = str(entry.get("follows_id") or "")
        onward = next((view.id for view in self._views.values() if follows and view.follows_id == follows), "")
        which = onward or str(entry.get("condition_id") or kept.ids.get(filled.key, ""))
        version, tier = self._there.get(which, (0, ""))
        return Target(
            condition_id=which,
            version=version,
            follows_id=follows,
            view=self._views.get(which),
            former=self._views.get(follows),
            unread=bool(tier) and not self._readable(tier),
        )

    def _block(self, row: ReceivedForm, kept: Kept, issued: IssuedForm | None, filled: Filled, asked: Asked) -> Block:
        target = self._target(kept, issued, filled)
        standing = target.view or target.former
        now = said_of(standing) if standing else NOTHING
        said = held_against(filled.said, now, asked.offered(filled.words))
        answer = row.rows.get(filled.key)
        return Block(
            filled=filled,
            target=target,
            said=said,
            now=now,
            changed=(differing(said, now) | frozenset(filled.faults)) - filled.missing,
            hidden=target.unread or not self._readable(said.tier),
            answer=RowAnswer(answer) if answer else None,
        )


def _emptied(issued: IssuedForm | None, filled: tuple[Filled, ...]) -> tuple[int, ...]:
    still = {block.number for block in filled}
    entries = issued.blocks if issued else []
    return tuple(n for n, entry in enumerate(entries, 1) if entry.get("version") and n not in still)
