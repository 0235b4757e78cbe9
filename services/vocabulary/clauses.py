"""One norm as a main clause, Dutch or English: who, must or may, when, what, to whom, where. Only what was filled in is
said. Pure; nothing about any act or term is known here by name.

Source: `conditions.md` sections 4 and 5.
"""

from dataclasses import dataclass

from models.terms import Modality
from services.vocabulary.circumstances import Circumstances
from services.vocabulary.facts import Act, Norm, Words
from services.vocabulary.phrases import ANYONE, Phrases
from services.wording import Say

_NONE = Words()


@dataclass(frozen=True)
class Clause:
    """The parts of one clause. Dutch: doer, verb of mode, time, object, negation, verb, the rest. English has the
    verb before its object and the time at the end.

    `source`: who says so ('volgens Veilig Thuis'), which in Dutch puts the doer behind the verb of mode; days are
    short then.
    """

    act: Act
    norm: Norm
    phrases: Phrases
    source: str = ""

    def said(self) -> str:
        """The whole clause, without a full stop."""
        return " ".join(part for part in self.parts() if part) + self.conditions()

    @property
    def around(self) -> Circumstances:
        """When, how often and under which conditions."""
        return Circumstances(self.act, self.norm, self.phrases, short=bool(self.source))

    @property
    def say(self) -> Say:
        return self.phrases.say

    @property
    def dutch(self) -> bool:
        return self.phrases.language != "en"

    @property
    def banned(self) -> bool:
        return self.norm.modality is Modality.MUST_NOT

    @property
    def nobody(self) -> bool:
        """The doer itself says no: 'niemand'."""
        return self.banned and (not self.norm.by or ANYONE in self.norm.by)

    def parts(self) -> list[str]:
        """The main clause, in the order of the language."""
        verb, behind = self._verb(), self._behind()
        times, often = self.around.moments(), self.around.often()
        if self.dutch:
            return [self._doer(), *times, often, *(self._to_both() or (*verb, *behind)), *self.around.ends()]
        return [self._doer(), *verb, *behind, often, *times, *self.around.ends()]

    def conditions(self) -> str:
        """What stands behind a comma: court order, exceptions, if, unless, regardless."""
        found = []
        if self.norm.basis:
            found.append(self.phrases.vocabulary.bases[self.norm.basis].said(self.phrases.language))
        found += [
            self.say("except {words}", words=self._in_place(slot, values))
            for slot, values in self.norm.exceptions
            if slot != "by"
        ]
        found += [self.around.if_(), self.around.clauses(self.norm.unless, "unless {clause}", either=True)]
        found.append(self.regardless())
        return "".join(f", {words}" for words in found if words)

    def times(self) -> list[str]:
        """When it holds or must be done: 'uiterlijk di 24 nov', 'tot de uitspraak van de rechter'."""
        return [words for words in (*self.around.moments(), *self.around.ends()) if words]

    def regardless(self) -> str:
        """'ook als niet vaststaat dat ...'; empty where nothing of the kind was said."""
        return self.around.clauses(self.norm.regardless, "whether or not {clause}", either=False)

    # --- who

    def _doer(self) -> str:
        """Who, with the verb of mode: 'de heer D. mag', 'niemand behalve de rechter mag'."""
        who, many = self._who()
        spared = tuple(value for slot, values in self.norm.exceptions if slot == "by" for value in values)
        if spared:
            who = self.say("{who} except {spared}", who=who, spared=self.phrases.things(spared))
        count = 2 if many else 1
        if self.source:
            return self._according_to_source(who, count)
        if self.norm.modality is Modality.MUST:
            return self.say.plural("{who} must", "{who} must", count, who=who)
        if self.norm.modality is Modality.MAY or self.nobody:
            return self.say.plural("{who} may", "{who} may", count, who=who)
        return self.say.plural("{who} must not", "{who} must not", count, who=who)

    def _according_to_source(self, who: str, count: int) -> str:
        """'volgens Veilig Thuis moet de heer D.': the verb of mode goes before the doer in Dutch, not in English."""
        words = {"source": self.source, "who": who}
        if self.norm.modality is Modality.MUST:
            return self.say.plural("{source}, {who} must", "{source}, {who} must", count, **words)
        if self.norm.modality is Modality.MAY or self.nobody:
            return self.say.plural("{source}, {who} may", "{source}, {who} may", count, **words)
        return self.say.plural("{source}, {who} must not", "{source}, {who} must not", count, **words)

    def _who(self) -> tuple[str, bool]:
        by = self.norm.by
        if self.nobody:
            return self.say("nobody"), False
        if ANYONE in by:
            return self.say("everybody"), False
        if not by and self.act.doer != _NONE:
            return self.act.doer.said(self.phrases.language), self.act.doer_many
        if not by:
            return self.say("somebody among the partners"), False
        only = self.phrases.vocabulary.terms.get(by[0])
        return self.phrases.things(by), len(set(by)) > 1 or bool(only and only.many)

    # --- the verb and what belongs to it

    def _verb(self) -> list[str]:
        inf = self._inf()
        if not self.dutch:
            return self._english_verb(inf)
        objects = [self._direct("to"), self._direct("what")]
        place = self._places() if self.act.at_first else ""
        if not self.banned or self.nobody:
            return [*objects, place, inf]
        if inf.startswith("een "):
            return [*objects, place, self.say("no {thing}", thing=inf.removeprefix("een "))]
        if self.act.geen and not objects[1]:
            return [*objects, place, self.say("no {thing}", thing=inf)]
        if objects[1] and self._bare():
            return [objects[0], self.say("no {thing}", thing=objects[1]), place, inf]
        if self._says_no():
            return [*objects, place, inf]
        return [*objects, self.say("not"), place, inf]

    def _to_both(self) -> list[str]:
        """Dutch has two verbs where a thing must not be recorded in a document nor shared with somebody."""
        papers = tuple(value for value in self.norm.to if self._is_paper(value))
        others = tuple(value for value in self.norm.to if value not in papers)
        if not (papers and others) or _NONE in (self.act.inf_paper, self.act.inf_people):
            return []
        verbs = [
            f"{verb.said(self.phrases.language)} {self._with_prep('to', values)}"
            for verb, values in ((self.act.inf_paper, papers), (self.act.inf_people, others))
        ]
        negated = self.say("not") if self.banned and not self.nobody and self.norm.what else ""
        return [self._direct("what"), negated, self.phrases.joined(verbs, either=self.banned), *self._around_it()]

    def _english_verb(self, inf: str) -> list[str]:
        what, to = self._direct("what"), self._direct("to")
        if "{what}" in inf or "{to}" in inf:
            return inf.replace("{what}", what).replace("{to}", to).split()
        return [inf, to, what, self._places() if self.act.at_first else ""]

    def _inf(self) -> str:
        """The verb: of a document one records, with people one shares; with the number in it where it has room."""
        act, language = self.act, self.phrases.language
        if self.norm.maximum is not None and act.inf_max != _NONE:
            return act.inf_max.said(language).replace("{max}", str(self.norm.maximum))
        if self.around.counts_least():
            return act.inf_min.said(language).replace("{min}", str(self.norm.minimum))
        papers = [self._is_paper(value) for value in self.norm.to]
        if papers and all(papers) and act.inf_paper != _NONE:
            return act.inf_paper.said(language)
        if not any(papers) and act.inf_people != _NONE:
            return act.inf_people.said(language)
        return act.inf.said(language) or Words(act.nl, act.en).said(language)

    def _direct(self, slot: str) -> str:
        """What stands beside the verb without a preposition; nothing where it has one."""
        if slot not in self.act.slots or self._prep(slot) != _NONE:
            return ""
        if values := getattr(self.norm, slot):
            nouns = tuple(value for value in values if not self._is_clause(value))
            return self.phrases.things(nouns, either=self._either(values))
        if slot == "to":
            return self._nothing(self.act.to_none, _NONE)
        return self._nothing(self.act.what_none, self.act.what_none_not)

    def _nothing(self, none: Words, banned: Words) -> str:
        """What is said of an empty slot; under a ban another word, which in Dutch holds the negation ('niets')."""
        ban = self.banned and not (self.nobody and self.dutch) and banned != _NONE
        return (banned if ban else none).said(self.phrases.language)

    def _is_clause(self, value: str) -> bool:
        """Whether what is said of an event is a clause, that stands at the end: 'dat het gedrag doorgaat'."""
        term = self.phrases.vocabulary.terms.get(value.partition(":")[0])
        return term is not None and term.clause != _NONE and term.noun == _NONE

    def _bare(self) -> bool:
        terms = [self.phrases.vocabulary.terms.get(value) for value in self.norm.what]
        return bool(terms) and all(term is not None and term.bare for term in terms)

    # --- what stands behind the verb

    def _behind(self) -> list[str]:
        return [
            self._with_prep("what", self.norm.what) if self._prep("what") != _NONE else "",
            self._with_prep("to", self.norm.to) if self._prep("to") != _NONE else "",
            *self._around_it(),
        ]

    def _around_it(self) -> list[str]:
        """Topic, place and way, and what is said of an event: they stand behind everything else."""
        found = [
            self._in_place("about", self.norm.about),
            "" if self.act.at_first else self._places(),
            self._in_place("via", self.norm.via),
        ]
        clauses = tuple(value for value in self.norm.what if self._is_clause(value))
        if clauses and self._prep("what") == _NONE:
            joint = "" if len(clauses) == len(self.norm.what) else self.say("or" if self.banned else "and")
            found.append(f"{joint} {self._list(clauses)}".strip())
        return found

    def _in_place(self, slot: str, values: tuple[str, ...]) -> str:
        """Values with the word that stands before their slot, or belongs to the act."""
        if values and slot == "about":
            return self.say("about {topics}", topics=self._list(values))
        if values and slot == "via":
            return self.say("through {channels}", channels=self._list(values))
        return self._with_prep(slot, values)

    def _prep(self, slot: str) -> Words:
        return {"what": self.act.what_prep, "to": self.act.prep}.get(slot, _NONE)

    def _with_prep(self, slot: str, values: tuple[str, ...]) -> str:
        """Values with what stands before them; documents have a word of their own: 'in het strafdossier'."""
        if not values:
            return ""
        if slot == "at":
            either = self._either(values) or self.norm.modality is Modality.MAY
            return self.phrases.places(values, self.act.at_prep, either=either)
        papers = tuple(value for value in values if slot == "to" and self._is_paper(value))
        others = tuple(value for value in values if value not in papers)
        before = self._prep(slot).said(self.phrases.language)
        said = [f"{before} {self._list(others)}".strip()] if others else []
        if papers:
            said.insert(0, self.phrases.places(papers, _NONE, either=self._either(values)))
        return self.phrases.joined(said, either=self._either(values))

    def _places(self) -> str:
        if not self.norm.at and self.act.at_first:
            return self._nothing(self.act.at_none, self.act.at_none_not)
        return self._with_prep("at", self.norm.at)

    def _says_no(self) -> bool:
        """Whether an empty slot holds the negation already."""
        nowhere = self.act.at_first and not self.norm.at and self.act.at_none_not != _NONE
        return nowhere or (not self.norm.what and self.act.what_none_not != _NONE)

    def _is_paper(self, value: str) -> bool:
        term = self.phrases.vocabulary.terms.get(value.partition(":")[0])
        return term is not None and term.type == "document"

    def _list(self, values: tuple[str, ...]) -> str:
        return self.phrases.things(values, either=self._either(values))

    def _either(self, values: tuple[str, ...]) -> bool:
        """Under a ban each is meant ('of'); of events any of them counts."""
        terms = [self.phrases.vocabulary.terms.get(value) for value in values]
        return self.banned or (bool(terms) and all(term is not None and term.type == "event" for term in terms))
