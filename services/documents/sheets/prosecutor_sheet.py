"""The prosecutor's sheet: the seven questions first, then every agreement that the prosecution may read.

The questions are those of the route map (`PlanContent.questions`), answered from what is recorded.
"""

from services.documents import phrases
from services.documents.editions import Edition
from services.documents.plan import agreed_chapters, closing_chapters
from services.documents.sheets.frame import calm, framed, of_plan, stop, table, whom_to_call
from services.documents.word.layout import Block, Cell, Heading, Layout, Title, line, strong
from services.plans.appendices import PlanQuestion
from services.plans.facts import PlanContent, PlanSeat
from services.wording import Say


def compose(edition: Edition, copy_code: str, say: Say) -> Layout:
    """The sheet from an edition that holds only what the prosecution may read."""
    plan = edition.content
    blocks = [
        *_opening(say, plan),
        *_questions(say, plan),
        *agreed_chapters.conditions(say, plan),
        *agreed_chapters.actions(say, plan),
        *closing_chapters.weighings(say, plan),
        *_calling(say, plan),
    ]
    return framed(
        say,
        plan,
        title=say("Sheet for the prosecutor"),
        code=of_plan(say, plan, copy_code),
        receiver=say("the public prosecutor"),
        blocks=blocks,
        copy_code=copy_code,
    )


def _opening(say: Say, plan: PlanContent) -> list[Block]:
    day = say.day(plan.adopted_on, weekday=False)
    made = (
        say("From the draft of {day}, version {number}", day=day, number=plan.version)
        if plan.status in phrases.NOT_ADOPTED
        else say("From the plan adopted on {day}, version {number}", day=day, number=plan.version)
    )
    return [Title(say("Sheet for the prosecutor"), made), *stop(say, plan)]


def _questions(say: Say, plan: PlanContent) -> list[Block]:
    """One row per question: how it stands, and from what that shows. An open one stands out in words."""
    heading = Heading(say("The prosecutor's questions"))
    if not plan.questions:
        return [heading, calm(say("The questions were not answered for this version. Call the case director."))]
    columns = ((say("Question"), 43), (say("Answer"), 17), (say("From what that shows"), 40))
    rows = [_question(say, one) for one in plan.questions]
    told = say("Per question of the route map how it stands and from what that shows.")
    return [heading, table(say("The prosecutor's questions"), told, columns, rows)]


def _question(say: Say, one: PlanQuestion) -> tuple[Cell, ...]:
    english = say.language == "en"
    answer = {True: say("Seen to"), False: say("Open"), None: say("Does not apply")}[one.settled]
    shown = one.shown_en if english else one.shown_nl
    return (
        one.question_en if english else one.question_nl,
        answer if one.settled else line(strong(answer)) if one.settled is False else answer,
        shown or say("Nothing has been recorded."),
    )


def _calling(say: Say, plan: PlanContent) -> list[Block]:
    """Who can be called about what is on this sheet: the director, then whoever has a number in the plan."""
    reachable = [seat for seat in plan.seats if seat.number and not seat.external]
    blocks: list[Block] = [Heading(say("Whom to call")), whom_to_call(say, plan)]
    if reachable:
        columns = ((say("Organisation"), 30), (say("Contact person"), 45), (say("Number"), 25))
        told = say("Per organisation the contact person and the office number.")
        blocks.append(table(say("Partners"), told, columns, [_seat(say, seat) for seat in reachable]))
    return blocks


def _seat(say: Say, seat: PlanSeat) -> tuple[Cell, ...]:
    role = phrases.role(say, seat.role)
    return phrases.organisation(say, seat.organisation), (seat.name, role) if seat.name else role, seat.number
