"""When professionals can be asked to meet. Stretches of time only: never what somebody does in them."""

from datetime import date, datetime

from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment


class FreeBlock(Row, table=True):
    """A stretch in which a professional said to be free."""

    __tablename__ = "free_block"

    professional_id: str = Field(foreign_key="professional.id", index=True, max_length=32)
    starts_at: datetime = moment()
    ends_at: datetime = moment()


class StatedDay(Row, table=True):
    """A day of which a professional said when they are free: outside the free blocks of that day they are not."""

    __tablename__ = "stated_day"
    __table_args__ = (UniqueConstraint("professional_id", "day"),)

    professional_id: str = Field(foreign_key="professional.id", index=True, max_length=32)
    day: date


class AwayRow(Row, table=True):
    """Days, first and last included, on which a professional is away. Why is not kept."""

    __tablename__ = "professional_away"

    professional_id: str = Field(foreign_key="professional.id", index=True, max_length=32)
    first_day: date
    last_day: date


class BusyBlock(Row, table=True):
    """A stretch in which a professional's own calendar says busy."""

    __tablename__ = "busy_block"

    professional_id: str = Field(foreign_key="professional.id", index=True, max_length=32)
    starts_at: datetime = moment()
    ends_at: datetime = moment()


class CalendarRead(Row, table=True):
    """That a professional's own calendar was read, and up to which day; its busy stretches are all that was kept."""

    __tablename__ = "calendar_read"

    professional_id: str = Field(unique=True, foreign_key="professional.id", max_length=32)
    read_at: datetime = moment()
    until_day: date
    blocks: int


class ClosedDay(Row, table=True):
    """A day on which an organisation does not meet, beside weekends and public holidays."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("organisation_id", "day"),)

    organisation_id: str = Field(foreign_key="organisation.id", index=True, max_length=32)
    day: date
