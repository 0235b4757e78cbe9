"""The desk where words are written for who must act on what they may not read, as the case director sees it."""

from dataclasses import dataclass

from sqlmodel import select

from models.directory import Organisation
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.queries import readable
from services.plans.acting import STANDING, Acting, StubNeed, acting_action, acting_condition, stubs_needed
from services.plans.queries import CaseState, state_in
from services.plans.sources import sources
from services.plans.written.facts import StubView, Written
from services.plans.written.queries import written_in
from services.protection.rules import WHOLE
from services.unit_of_work import Reading, Work


@dataclass(frozen=True)
class StubLine:
    """An item that somebody acts on without reading it. `text` is empty, and `hidden` set, where the director may not
    read it either: then only number and readers are known. `written` are the words kept, by organisation ("" for all).
    """

    item_id: str
    number: str
    organisations: tuple[str, ...]
    approach: bool
    text: str
    hidden: bool
    written: tuple[StubView, ...] = ()

    def words_for(self, organisation: str) -> str:
        """What this organisation reads now; empty where it is the built-in sentence."""
        kept = {stub.organisation: stub.text for stub in self.written}
        return kept.get(organisation, "") or kept.get("", "")

    def kept(self, organisation: str) -> StubView:
        """The words written for exactly this reader; a view of version 0 where there are none."""
        none = StubView(self.item_id, organisation, "", version=0)
        return next((stub for stub in self.written if stub.organisation == organisation), none)

    @property
    def lacks_words(self) -> tuple[str, ...]:
        """Who reads no more than that it waits for word: nobody wrote anything, and no sentence of its own says it."""
        return () if self.approach else tuple(who for who in self.organisations if not self.words_for(who))


def stub_desk(work: Work, case_id: str) -> tuple[StubLine, ...]:
    """Every item for which words are needed, conditions first, for who writes the plan; nothing for anybody else.

    Reckoned over everything that stands, and cut to what the director may read.
    """
    with work.read(Permission.PLAN_READ, case_id, screen="stubs") as look:
        if not look.may(Permission.PLAN_WRITE):
            return ()
        state = state_in(look, case_id, WHOLE)
        texts = _texts(look, state)
        written = written_in(look, case_id)
        return tuple(_line(need, texts, written) for need in _needs(look, state))


def _needs(look: Reading, state: CaseState) -> tuple[StubNeed, ...]:
    names = frozenset(look.session.exec(select(Organisation.key)).all())
    items: list[tuple[str, Acting]] = [
        (view.id, acting_condition(view, names)) for view in state.conditions if view.status in STANDING
    ]
    items += [(view.id, acting_action(view, sources(state.conditions, view.condition_ids))) for view in state.actions]
    partners = [seat.organisation for seat in state.facts.seats if not seat.external and not seat.barred]
    return stubs_needed(items, partners)


def _texts(look: Reading, state: CaseState) -> dict[str, str]:
    """The words of the items that the director may read, by id."""
    reader, case_id = reader_of(look), state.facts.id
    said = [(view.id, view.tier, view.text) for view in state.conditions]
    said += [(view.id, view.tier, view.what) for view in state.actions]
    return {item_id: text for item_id, tier, text in said if readable(look, case_id, tier, reader)}


def _line(need: StubNeed, texts: dict[str, str], written: Written) -> StubLine:
    return StubLine(
        item_id=need.item_id,
        number=need.number,
        organisations=need.organisations,
        approach=need.approach,
        text=texts.get(need.item_id, ""),
        hidden=need.item_id not in texts,
        written=tuple(stub for stub in written.stub_rows if stub.item_id == need.item_id),
    )
