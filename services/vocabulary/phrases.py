"""How the values of a norm are said within a sentence: persons by alias, organisations, terms with their owner, lists,
places and times. Pure; nothing about any act or term is known here by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from services.vocabulary.facts import Moment, Norm, Term, Vocabulary, Words
from services.vocabulary.rules import DAYS, FREE
from services.wording import Say
from services.wording.labels import organisation_label, seat_label, within

ANYONE = "anyone"
"""The one word of the data that a sentence must know: everybody, or under a ban nobody."""
_OWNER = {"nl": " van {owner}", "en": " of {owner}"}
_ARTICLES = ("de ", "het ", "een ", "the ", "a ", "an ")


@dataclass(frozen=True)
class Phrases:
    """Says values in one language. `names` are aliases by reference and labels by an organisation's key."""

    vocabulary: Vocabulary
    say: Say
    names: Mapping[str, str]
    doer: str = ""
    """Whose own things are meant: 'de eigen woning'."""

    @property
    def language(self) -> str:
        """`nl` or `en`."""
        return self.say.language

    def thing(self, value: str) -> str:
        """One value within a sentence: 'mevrouw W.', 'de wijkagent van de politie', 'de woning van mevrouw W.'."""
        before, colon, after = value.partition(":")
        if colon and before in FREE:
            return self._free(before, after)
        if colon:
            return self._owned(before, after)
        organisation, slash, part = value.partition("/")
        if slash:
            return self.say("the {part} of {whole}", part=self._seat(part), whole=self._organisation(organisation))
        if term := self.vocabulary.terms.get(value):
            return self.noun(term)
        if value in self.names and value not in self.vocabulary.organisations:
            return self._person(value)
        return self._organisation(value)

    def noun(self, term: Term) -> str:
        """A term as a noun; an event that has none as a clause: 'dat het gedrag doorgaat'."""
        if noun := term.noun.said(self.language):
            return noun
        if clause := term.clause.said(self.language):
            return self.say("that {clause}", clause=clause)
        return Words(term.nl, term.en).said(self.language)

    def things(self, values: Iterable[str], *, either: bool = False) -> str:
        """Several values, those of one owner together: 'de woning, het werk en de school van mevrouw W.'."""
        owned: dict[str, list[str]] = {}
        loose: list[str] = []
        for value in dict.fromkeys(values):
            said, owner = self.thing(value), self.owner(value)
            short = said.removesuffix(owner) if owner else said
            if owner and short != said:
                if owner not in owned:
                    loose.append(owner)
                owned.setdefault(owner, []).append(short)
            else:
                loose.append(said)
        words: list[str] = []
        for place, said in enumerate(loose):
            nouns = owned.get(said, [said])
            behind = said if said in owned else ""
            last = place == len(loose) - 1
            words += [*nouns[:-1], nouns[-1] + behind] if last else [self.joined(nouns, either=either) + behind]
        return self.joined(words, either=either)

    def joined(self, words: list[str], *, either: bool = False) -> str:
        """'a, b en c', or with 'of'."""
        *first, last = [word for word in words if word] or [""]
        if not first:
            return last
        joint = self.say("{first} or {last}") if either else self.say("{first} and {last}")
        return joint.format(first=", ".join(first), last=last)

    def owner(self, value: str) -> str:
        """What stands behind a term for its owner: ' van mevrouw W.'; empty without one."""
        before, colon, after = value.partition(":")
        if not colon or before in FREE:
            return ""
        return _OWNER["en" if self.language == "en" else "nl"].format(owner=self.thing(after))

    def places(self, values: tuple[str, ...], prep: Words, *, either: bool) -> str:
        """Places with what stands before them: 'op het werk of bij de woning van de heer B.'."""
        groups: dict[str, list[str]] = {}
        for value in values:
            term = self.vocabulary.terms.get(value.partition(":")[0])
            own = term.prep if term and term.prep != Words() else Words("bij", "at")
            groups.setdefault((prep if prep != Words() else own).said(self.language), []).append(value)
        owners = {self.owner(value) for value in values}
        shared = owners.pop() if len(owners) == 1 and len(groups) > 1 else ""
        said = [f"{before} {self.things(group, either=either)}" for before, group in groups.items()]
        if shared and all(words.endswith(shared) for words in said):
            return self.joined([words.removesuffix(shared) for words in said], either=either) + shared
        return self.joined(said, either=either)

    def event(self, value: str) -> str:
        """An event as a subordinate clause: 'er een contactpoging is'."""
        before, _, after = value.partition(":")
        term = self.vocabulary.terms[before]
        clause = term.clause.said(self.language) or self.say("this is the case: {event}", event=self.noun(term))
        return clause + (self.owner(value) if after else "")

    def _owned(self, before: str, owner: str) -> str:
        term = self.vocabulary.terms[before]
        if of := term.of.said(self.language):
            return of.replace("{owner}", self.thing(owner))
        noun = self.noun(term)
        if owner == self.doer and (own := self._own(noun)):
            return own
        return noun + self.owner(f"{before}:{owner}")

    def _own(self, noun: str) -> str:
        """'de woning' as 'de eigen woning'; empty where no article stands before it."""
        article, _, rest = noun.partition(" ")
        if self.language == "en":
            return self.say("their own {thing}", thing=rest) if article == "the" else ""
        return f"{article} {self.say('own')} {rest}" if article in ("de", "het") else ""

    def _free(self, kind: str, words: str) -> str:
        if kind != "group":
            return words.strip()
        whole, slash, part = words.strip().partition("/")
        if not whole.startswith(_ARTICLES):
            whole = self.say("the group “{name}”", name=whole)
        return self.say("the {part} of {whole}", part=part, whole=whole) if slash else whole

    def _person(self, reference: str) -> str:
        """An alias; in Dutch it begins small within a sentence where it begins with a word like 'mevrouw'."""
        alias = self.names[reference]
        first, space, rest = alias.partition(" ")
        if self.language != "en" and space and first.casefold() in self.vocabulary.lowered:
            return f"{first.lower()} {rest}"
        return alias

    def _organisation(self, key: str) -> str:
        """As the vocabulary says it, unless this case knows the organisation by a name of its own."""
        label = organisation_label(self.say, key)
        own = self.names.get(key, label)
        words = self.vocabulary.organisations.get(key)
        return words.said(self.language) if words and own == label else own

    def _seat(self, role: str) -> str:
        """A seat within a sentence: small, unless it begins with letters like 'HR'."""
        return within(seat_label(self.say, role))


@dataclass(frozen=True)
class Times:
    """Says the times of a norm in one language; `short` has 'di 24 nov' for 'dinsdag 24 november'."""

    say: Say
    short: bool = False

    def moments(self, norm: Norm) -> list[str]:
        """When: day, deadline, term, weekdays, hours."""
        found = [
            self._day(norm.when, "on {day}", "on {day} at {time} h"),
            self._day(norm.from_, "from {day}", "from {day}, {time} h"),
            self._day(norm.before, "by {day} at the latest", "by {day}, {time} h at the latest"),
            self._day(norm.until, "up to and including {day}", "until {day}, {time} h"),
        ]
        if norm.days:
            days = [self.say.weekday(number) for number in sorted(DAYS.index(day) for day in norm.days)]
            found.append(self.say("on {days}", days=self.say.listed(days)))
        if norm.hours:
            start, end = (self.say.hour(time.fromisoformat(clock)) for clock in norm.hours)
            found.append(self.say("between {start} and {end} h", start=start, end=end))
        return [words for words in found if words]

    def _day(self, moment: Moment | None, day: str, with_time: str) -> str:
        if moment is None:
            return ""
        said = self.say.short_day(moment) if self.short else self.say.day(moment, year=False)
        if isinstance(moment, datetime):
            return self.say(with_time, day=said, time=self.say.time(moment))
        return self.say(day, day=said)
