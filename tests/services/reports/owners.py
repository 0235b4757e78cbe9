"""A case in which something was agreed, and owners behind links to their actions."""

from datetime import timedelta

from sqlmodel import select

from models.directory import Organisation, Professional
from models.follow_up import ActionLink
from models.terms import ActionAnswer
from services.access.rules import Standing
from services.plans.orders import ActionView
from services.plans.queries import case_state
from services.relations.facts import SYSTEM, Actor
from services.reports.facts import ReportAction
from services.unit_of_work import Work
from tests.planned import PlannedCase
from tests.rows import a_session


def as_owner(planned: PlannedCase, organisation: str = "VT") -> Work:
    """Who answers for an organisation's actions by a link that holds."""
    director = planned.director
    with director.upkeep() as tx:
        home = tx.session.exec(select(Organisation).where(Organisation.key == organisation)).one()
        person = tx.session.exec(select(Professional).where(Professional.organisation_id == home.id)).first()
        assert person is not None
        link = ActionLink(
            id=tx.chance.id(),
            case_id=planned.case_id,
            organisation_id=home.id,
            professional_id=person.id,
            secret_hash="",
            made_at=tx.now,
            made_by=director.actor.reference,
            expires_at=tx.now + timedelta(days=365),
        )
        tx.add(link)
        link_id, professional_id = link.id, person.id
    session_id = f"s-{link_id}"[:32]
    a_session(director.as_actor(SYSTEM), session_id)
    return director.as_actor(
        Actor(
            Standing.GUEST,
            action_link_id=link_id,
            professional_id=professional_id,
            organisation=organisation,
            session_id=session_id,
        )
    )


def a_report(
    planned: PlannedCase, report_id: str, answer: ActionAnswer = ActionAnswer.DONE, version: int = 1, **about: str
) -> ReportAction:
    """A report on action a1 that can be kept, but for `about`."""
    fields = {"action_id": "a1", "note": "Zo is het gegaan."} | about
    return ReportAction(planned.case_id, report_id=report_id, version=version, answer=answer, **fields)


def action_of(planned: PlannedCase, action_id: str = "a1") -> ActionView:
    """The action as the director sees it now."""
    return next(one for one in case_state(planned.director, planned.case_id).actions if one.id == action_id)
