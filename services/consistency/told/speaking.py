"""One contradiction put into words: its two norms as clauses behind their sources. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from services.consistency.facts import Clash, Contradiction, Statement
from services.vocabulary.clauses import Clause
from services.vocabulary.facts import Act, Norm, Vocabulary
from services.vocabulary.phrases import Phrases
from services.vocabulary.sentences import names_in
from services.wording import Say
from services.wording.labels import organisation_label


def tag(statement: Statement) -> str:
    """A condition by its number, as everywhere on the screen: 'V4'."""
    return f"V{statement.number}"


def source(statement: Statement, say: Say, names: Mapping[str, str]) -> str:
    """A condition with who says it: 'V4 (Veilig Thuis)'."""
    return f"{tag(statement)} ({names.get(statement.author) or organisation_label(say, statement.author)})"


@dataclass(frozen=True)
class Side:
    """One norm of a clash and the condition it belongs to."""

    statement: Statement
    norm: Norm

    @property
    def tag(self) -> str:
        """'V4'."""
        return tag(self.statement)


@dataclass(frozen=True)
class Speaking:
    """A clash with the words of one language. `names` are aliases by reference, labels by an organisation's key."""

    vocabulary: Vocabulary
    clash: Clash
    first: Side
    second: Side
    say: Say
    names: Mapping[str, str]

    @cached_property
    def phrases(self) -> Phrases:
        """Says single values."""
        norms = (self.clash.first, self.clash.second)
        authors = (self.first.statement.author, self.second.statement.author)
        return Phrases(self.vocabulary, self.say, names_in(self.say, norms, self.names, authors))

    def act(self, side: Side) -> Act:
        """The act of a side; KeyError for one that the region no longer has."""
        return self.vocabulary.acts[side.norm.act]

    def organisation(self, side: Side) -> str:
        """Whose condition it is, as within a sentence: 'de reclassering'."""
        return self.phrases.thing(side.statement.author)

    def clause(self, side: Side, source: str) -> Clause:
        """What a side says, behind its source."""
        doer = side.norm.by[0] if len(side.norm.by) == 1 else ""
        return Clause(self.act(side), side.norm, replace(self.phrases, doer=doer), source)

    def times(self, side: Side) -> str:
        """When a side holds, in short days: 'uiterlijk di 24 nov'; empty where it names no time."""
        return " ".join(self.clause(side, side.tag).times())


def speaking(
    vocabulary: Vocabulary,
    one: Contradiction,
    clash: Clash,
    of: Mapping[str, Statement],
    say: Say,
    names: Mapping[str, str],
) -> Speaking:
    """The two sides of a contradiction, what is wanted first. Of each norm only what takes part: a subject that the
    other side does not speak of, what is said of at the end (`unless`, a court order) is left out."""
    mine, theirs = (of[id] for id in (one.pair[::-1] if one.turned else one.pair))
    both = clash.first.about and clash.second.about

    def shorn(norm: Norm) -> Norm:
        return replace(
            norm,
            about=norm.about if both else (),
            unless=tuple(event for event in norm.unless if event not in clash.unless),
            basis="" if one.court_order else norm.basis,
        )

    sides = Side(mine, shorn(clash.first)), Side(theirs, shorn(clash.second))
    return Speaking(vocabulary, clash, *sides, say, names)
