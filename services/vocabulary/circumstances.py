"""What stands around the verb of a norm: when, how often, for how long, on which conditions. Pure.

Source: `conditions.md` section 4.
"""

from dataclasses import dataclass

from models.terms import Modality
from services.vocabulary.facts import Act, Norm, Words
from services.vocabulary.phrases import Phrases, Times

_NONE = Words()


@dataclass(frozen=True)
class Circumstances:
    """Says them in one language; `short` has 'di 24 nov' for 'dinsdag 24 november'."""

    act: Act
    norm: Norm
    phrases: Phrases
    short: bool = False

    def moments(self) -> list[str]:
        """Days, hours and weekdays."""
        return Times(self.phrases.say, short=self.short).moments(self.norm)

    def often(self) -> str:
        """How often at least and at most, where the verb does not say so itself."""
        said, least, most = [], self.norm.minimum, self.norm.maximum
        if least is not None and not self.counts_least():
            said.append(self.phrases.say("at least once" if least == 1 else "at least {n} times", n=least))
        if most is not None and self.act.inf_max == _NONE:
            said.append(self.phrases.say("at most once" if most == 1 else "at most {n} times", n=most))
        return self.phrases.say.listed(said)

    def counts_least(self) -> bool:
        """Whether the verb itself has room for the least number, and no greatest is said with it."""
        return self.norm.minimum is not None and self.norm.maximum is None and self.act.inf_min != _NONE

    def ends(self) -> list[str]:
        """For how long, and the events before, after or until which."""
        norm, n = self.norm, self.norm.months
        return [
            "" if n is None else self.phrases.say("for a month" if n == 1 else "for {n} months", n=n),
            self._event(norm.before_event, "before {noun}", "before {clause}"),
            self._event(norm.after_event, "after {noun}", "after {clause}"),
            self._event(norm.until_event, "until {noun}", "until {clause}"),
        ]

    def _event(self, value: str, as_noun: str, as_clause: str) -> str:
        if not value:
            return ""
        term = self.phrases.vocabulary.terms[value.partition(":")[0]]
        if term.noun == _NONE and term.clause != _NONE:
            return self.phrases.say(as_clause, clause=self.phrases.event(value))
        return self.phrases.say(as_noun, noun=self.phrases.thing(value))

    def if_(self) -> str:
        """On which condition; of what is only allowed, only on that."""
        if not self.norm.if_:
            return ""
        if set(self.norm.if_) <= set(self.norm.what):
            return self.phrases.say("as soon as that occurs")
        only = self.norm.modality is Modality.MAY
        return self.clauses(self.norm.if_, "only if {clause}" if only else "if {clause}", either=False)

    def clauses(self, values: tuple[str, ...], message: str, *, either: bool) -> str:
        """Events as subordinate clauses within `message`; empty without events. `either`: any of them counts."""
        clause = self.phrases.joined([self.phrases.event(value) for value in values], either=either)
        return self.phrases.say(message, clause=clause) if values else ""
