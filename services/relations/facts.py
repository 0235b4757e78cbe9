"""Who acts, and by what permission recognises them."""

from dataclasses import dataclass

from services.access.rules import Standing


@dataclass(frozen=True)
class Identity:
    """By what an actor can be recognised. Empty strings never match a bar."""

    account_id: str = ""
    professional_id: str = ""
    invitation_id: str = ""
    action_link_id: str = ""
    name: str = ""
    email: str = ""
    organisation: str = ""
    team: str = ""


@dataclass(frozen=True)
class Actor:
    """The acting person, built per request from the server-side session. Never global, never cached."""

    standing: Standing
    name: str = ""
    email: str = ""
    account_id: str = ""
    professional_id: str = ""
    invitation_id: str = ""
    action_link_id: str = ""
    organisation: str = ""
    session_id: str = ""
    language: str = "nl"

    @property
    def reference(self) -> str:
        """Who this is in the audit log and in row fields: an id, never a name."""
        return self.account_id or self.invitation_id or self.action_link_id or self.standing.value

    @property
    def identity(self) -> Identity:
        """By what relations recognise this actor."""
        return Identity(
            account_id=self.account_id,
            professional_id=self.professional_id,
            invitation_id=self.invitation_id,
            action_link_id=self.action_link_id,
            name=self.name,
            email=self.email,
            organisation=self.organisation,
        )


VISITOR = Actor(Standing.VISITOR)
SYSTEM = Actor(Standing.SYSTEM)
