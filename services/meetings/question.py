"""What an announced meeting is asked and what is new, said anew by its director."""

from models.meeting import Meeting
from services.access.rules import Permission
from services.meetings.moving import standing
from services.meetings.orders import SetQuestion
from services.meetings.rules import check_question
from services.unit_of_work import Work


def set_question(work: Work, order: SetQuestion) -> int:
    """Keeps question and news of an announced meeting that has not begun; gives its new version.

    Nobody gets a mail: attendees read both after their code. Raises `QuestionMissing`, `MeetingFieldWrong`,
    `MeetingOver` and `ChangedMeanwhile`.
    """
    check_question(order.question, order.news)
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        standing(tx, order.case_id, order.meeting_id)
        meeting = tx.edit(Meeting, order.meeting_id, order.version)
        tx.seal(meeting, "question_sealed", order.question.strip())
        tx.seal(meeting, "news_sealed", order.news.strip())
        tx.add(meeting)
        tx.note(meeting=meeting.id, question=True)
        return meeting.version
