"""the meeting and what follows.

Revision daf575d0adf7, after 7ce81d068d5b.
"""

import sqlalchemy as sa
from alembic import op

revision = "daf575d0adf7"
down_revision = "7ce81d068d5b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "action_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("professional_id", sa.String(length=32), nullable=False),
        sa.Column("seat_id", sa.String(length=32), nullable=True),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("link_sealed", sa.String(), nullable=False),
        sa.Column("code_sealed", sa.String(), nullable=False),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_action_link_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_link_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_action_link_professional_id_professional")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_action_link_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_link")),
    )
    with op.batch_alter_table("action_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_link_professional_id"), ["professional_id"], unique=False)

    op.create_table(
        "action_report",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("action_id", sa.String(length=32), nullable=False),
        sa.Column("action_version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("note_sealed", sa.String(), nullable=False),
        sa.Column("tier", sa.String(length=60), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("professional_id", sa.String(length=32), nullable=True),
        sa.Column("action_link_id", sa.String(length=32), nullable=True),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_report_action_id_action")),
        sa.ForeignKeyConstraint(
            ["action_link_id"], ["action_link.id"], name=op.f("fk_action_report_action_link_id_action_link")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_action_report_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_report_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_report_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_action_report_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_report")),
    )
    with op.batch_alter_table("action_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_report_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_report_action_link_id"), ["action_link_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_report_case_id"), ["case_id"], unique=False)

    op.create_table(
        "event_heard",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_event_heard_case_id_case_file")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_heard_event_id_event")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_event_heard_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_heard")),
        sa.UniqueConstraint("event_id", "organisation_id", name=op.f("uq_event_heard_event_id_organisation_id")),
    )
    with op.batch_alter_table("event_heard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_heard_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_heard_event_id"), ["event_id"], unique=False)

    op.create_table(
        "live_meeting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=32), nullable=False),
        sa.Column("statement_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement_read_by", sa.String(length=32), nullable=True),
        sa.Column("point", sa.Integer(), nullable=False),
        sa.Column("point_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=32), nullable=True),
        sa.Column("closing_reason_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_live_meeting_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_live_meeting_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_meeting")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_live_meeting_meeting_id")),
    )
    with op.batch_alter_table("live_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_live_meeting_case_id"), ["case_id"], unique=False)

    op.create_table(
        "meeting_note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("point", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("tier", sa.String(length=60), nullable=False),
        sa.Column("text_sealed", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_by", sa.String(length=32), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("own_words_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_meeting_note_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_note_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_note")),
        sa.UniqueConstraint(
            "meeting_id", "point", "author_id", "tier", name=op.f("uq_meeting_note_meeting_id_point_author_id_tier")
        ),
    )
    with op.batch_alter_table("meeting_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_note_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_note_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("content_sealed", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_minutes_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_case_id"), ["case_id"], unique=False)

    op.create_table(
        "minutes_addendum",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("text_sealed", sa.String(), nullable=False),
        sa.Column("tier", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_minutes_addendum_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_addendum_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_addendum")),
    )
    with op.batch_alter_table("minutes_addendum", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_addendum_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_minutes_addendum_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=True),
        sa.Column("plan_version_id", sa.String(length=32), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("reasons_sealed", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_events", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_review_case_id_case_file")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_review_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["plan_version_id"], ["plan_version.id"], name=op.f("fk_review_plan_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_case_id"), ["case_id"], unique=False)

    op.create_table(
        "presence",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("professional_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("invitation_id", sa.String(length=32), nullable=True),
        sa.Column("capacity", sa.String(length=40), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_presence_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_presence_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_presence_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_presence_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_presence_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
    )
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presence_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_presence_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "condition_check",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.String(length=32), nullable=False),
        sa.Column("condition_id", sa.String(length=32), nullable=False),
        sa.Column("met", sa.String(length=40), nullable=False),
        sa.Column("evidence_sealed", sa.String(), nullable=False),
        sa.Column("why_go_on_sealed", sa.String(), nullable=False),
        sa.Column("by_organisation", sa.String(length=60), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_condition_check_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["condition_id"], ["condition.id"], name=op.f("fk_condition_check_condition_id_condition")
        ),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_condition_check_review_id_review")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_check")),
        sa.UniqueConstraint("review_id", "condition_id", name=op.f("uq_condition_check_review_id_condition_id")),
    )
    with op.batch_alter_table("condition_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_condition_check_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_condition_check_review_id"), ["review_id"], unique=False)

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tells_victim", sa.String(length=60), server_default="", nullable=False))
        batch_op.add_column(sa.Column("tell_victim_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("told_victim_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.alter_column(
            "tells_victim", existing_type=sa.String(length=60), server_default=None, existing_nullable=False
        )

    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.add_column(sa.Column("action_link_id", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbox_message_action_link_id"), ["action_link_id"], unique=False)

    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("action_link_id", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_sign_in_session_action_link_id"), ["action_link_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_sign_in_session_action_link_id_action_link"), "action_link", ["action_link_id"], ["id"]
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sign_in_session_action_link_id_action_link"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_sign_in_session_action_link_id"))
        batch_op.drop_column("action_link_id")

    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_message_action_link_id"))
        batch_op.drop_column("action_link_id")

    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_column("recorded_at")
        batch_op.drop_column("reported_at")
        batch_op.drop_column("told_victim_on")
        batch_op.drop_column("tell_victim_on")
        batch_op.drop_column("tells_victim")

    with op.batch_alter_table("condition_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_condition_check_review_id"))
        batch_op.drop_index(batch_op.f("ix_condition_check_case_id"))

    op.drop_table("condition_check")
    with op.batch_alter_table("presence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_presence_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_presence_case_id"))

    op.drop_table("presence")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_case_id"))

    op.drop_table("review")
    with op.batch_alter_table("minutes_addendum", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_addendum_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_minutes_addendum_case_id"))

    op.drop_table("minutes_addendum")
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_case_id"))

    op.drop_table("minutes")
    with op.batch_alter_table("meeting_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_note_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_note_case_id"))

    op.drop_table("meeting_note")
    with op.batch_alter_table("live_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_live_meeting_case_id"))

    op.drop_table("live_meeting")
    with op.batch_alter_table("event_heard", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_heard_event_id"))
        batch_op.drop_index(batch_op.f("ix_event_heard_case_id"))

    op.drop_table("event_heard")
    with op.batch_alter_table("action_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_report_case_id"))
        batch_op.drop_index(batch_op.f("ix_action_report_action_link_id"))
        batch_op.drop_index(batch_op.f("ix_action_report_action_id"))

    op.drop_table("action_report")
    with op.batch_alter_table("action_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_link_professional_id"))
        batch_op.drop_index(batch_op.f("ix_action_link_case_id"))

    op.drop_table("action_link")
