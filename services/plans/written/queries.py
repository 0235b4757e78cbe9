"""Looks at what is written for the plan: whole for who composes it, cut to the reader for its screen."""

from dataclasses import replace

from sqlmodel import col, select

from models.plan import PlanSignalRow, PlanTexts, Stub
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.queries import conditions_in, readable
from services.plans.written.facts import PlanTextsView, SignalView, StubView, Written
from services.unit_of_work import Reading, Work


def written_in(look: Reading, case_id: str) -> Written:
    """Everything that is written for the plan of a case, inside an open look. For who composes a plan and cuts it to
    readers afterwards; never to be shown as it is."""
    stubs = _stubs(look, case_id)
    words = {(stub.item_id, stub.organisation): stub.text for stub in stubs if stub.text}
    return Written(_texts(look, case_id), _signals(look, case_id), words, stubs)


def written_of(work: Work, case_id: str) -> Written:
    """The same as the acting person may see it: signals of their tiers, and of the core what they may read."""
    with work.read(Permission.PLAN_READ, case_id, screen="plan_texts") as look:
        whole, reader = written_in(look, case_id), reader_of(look)
        seen = {view.id for view in conditions_in(look, case_id, reader)}
        core = tuple(name for name in whole.texts.core if name in seen)
        signals = tuple(one for one in whole.signals if readable(look, case_id, one.tier, reader))
        return replace(whole, texts=replace(whole.texts, core=core), signals=signals)


def stub_words_in(look: Reading, case_id: str, item_id: str, organisation: str) -> str:
    """The words that stand in the place of one item for an organisation that must act on it and may not read it: its
    own, else those for every such reader; empty where nobody wrote any."""
    rows = look.session.exec(
        select(Stub).where(
            Stub.case_id == case_id, Stub.item_id == item_id, col(Stub.organisation).in_(("", organisation))
        )
    )
    words = {row.organisation: look.unseal(row, "text_sealed") for row in rows}
    return words.get(organisation) or words.get("", "")


def _texts(look: Reading, case_id: str) -> PlanTextsView:
    row = look.session.exec(select(PlanTexts).where(PlanTexts.case_id == case_id)).first()
    if row is None:
        return PlanTextsView()
    return PlanTextsView(
        emergency_word=look.unseal(row, "emergency_word_sealed"),
        sharing_basis=look.unseal(row, "sharing_basis_sealed"),
        victim_knows=look.unseal(row, "victim_knows_sealed"),
        retention=look.unseal(row, "retention_sealed"),
        ends=look.unseal(row, "ends_sealed"),
        core=tuple(row.core),
        version=row.version,
    )


def _signals(look: Reading, case_id: str) -> tuple[SignalView, ...]:
    standing = select(PlanSignalRow).where(PlanSignalRow.case_id == case_id, col(PlanSignalRow.taken_out_at).is_(None))
    rows = look.session.exec(standing.order_by(col(PlanSignalRow.position), col(PlanSignalRow.id)))
    return tuple(
        SignalView(
            id=row.id,
            signal=look.unseal(row, "signal_sealed"),
            act=look.unseal(row, "act_sealed"),
            signalled_by=look.unseal(row, "signalled_by_sealed"),
            inform=look.unseal(row, "inform_sealed"),
            tier=row.tier,
            position=row.position,
            version=row.version,
        )
        for row in rows
    )


def _stubs(look: Reading, case_id: str) -> tuple[StubView, ...]:
    rows = look.session.exec(select(Stub).where(Stub.case_id == case_id))
    found = (StubView(row.item_id, row.organisation, look.unseal(row, "text_sealed"), row.version) for row in rows)
    return tuple(sorted(found, key=lambda stub: (stub.item_id, stub.organisation)))
