"""the plan in word.

Revision 7ce81d068d5b, after d77899e61b09.
"""

import sqlalchemy as sa
from alembic import op

revision = "7ce81d068d5b"
down_revision = "d77899e61b09"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "house_style",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("base_sealed", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by", sa.String(length=32), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_house_style")),
    )
    op.create_table(
        "leak_release",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("finding_mac", sa.String(length=64), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("reason_sealed", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("decision_reason_sealed", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_leak_release_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leak_release")),
    )
    with op.batch_alter_table("leak_release", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leak_release_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leak_release_finding_mac"), ["finding_mac"], unique=False)

    op.create_table(
        "plan_signal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("signal_sealed", sa.String(), nullable=False),
        sa.Column("act_sealed", sa.String(), nullable=False),
        sa.Column("signalled_by_sealed", sa.String(), nullable=False),
        sa.Column("inform_sealed", sa.String(), nullable=False),
        sa.Column("tier", sa.String(length=60), nullable=False),
        sa.Column("taken_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_signal_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_signal")),
    )
    with op.batch_alter_table("plan_signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_signal_case_id"), ["case_id"], unique=False)

    op.create_table(
        "plan_texts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("emergency_word_sealed", sa.String(), nullable=False),
        sa.Column("sharing_basis_sealed", sa.String(), nullable=False),
        sa.Column("victim_knows_sealed", sa.String(), nullable=False),
        sa.Column("retention_sealed", sa.String(), nullable=False),
        sa.Column("ends_sealed", sa.String(), nullable=False),
        sa.Column("core", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_texts_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_texts")),
        sa.UniqueConstraint("case_id", name=op.f("uq_plan_texts_case_id")),
    )
    op.create_table(
        "stub",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=60), nullable=False),
        sa.Column("text_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_stub_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stub")),
        sa.UniqueConstraint("case_id", "item_id", "organisation", name=op.f("uq_stub_case_id_item_id_organisation")),
    )
    with op.batch_alter_table("stub", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stub_case_id"), ["case_id"], unique=False)

    op.create_table(
        "suspect_notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("text_sealed", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("consequences_sealed", sa.String(), nullable=False),
        sa.Column("call_sealed", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=32), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_suspect_notice_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["case_person.id"], name=op.f("fk_suspect_notice_person_id_case_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspect_notice")),
    )
    with op.batch_alter_table("suspect_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suspect_notice_case_id"), ["case_id"], unique=False)

    op.create_table(
        "issued_bytes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.String(length=32), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("content_sealed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_issued_bytes_case_id_case_file")),
        sa.ForeignKeyConstraint(["copy_id"], ["issued_copy.id"], name=op.f("fk_issued_bytes_copy_id_issued_copy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_bytes")),
        sa.UniqueConstraint("copy_id", name=op.f("uq_issued_bytes_copy_id")),
    )
    with op.batch_alter_table("issued_bytes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issued_bytes_case_id"), ["case_id"], unique=False)

    op.create_table(
        "plan_response",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("plan_version_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=False),
        sa.Column("professional_id", sa.String(length=32), nullable=False),
        sa.Column("invitation_id", sa.String(length=32), nullable=True),
        sa.Column("seen_sha256", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("remark_sealed", sa.String(), nullable=False),
        sa.Column("tier", sa.String(length=60), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=40), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_plan_response_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_plan_response_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plan_response_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["plan_version_id"], ["plan_version.id"], name=op.f("fk_plan_response_plan_version_id_plan_version")
        ),
        sa.ForeignKeyConstraint(
            ["professional_id"], ["professional.id"], name=op.f("fk_plan_response_professional_id_professional")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_response")),
    )
    with op.batch_alter_table("plan_response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_response_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_response_invitation_id"), ["invitation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_response_plan_version_id"), ["plan_version_id"], unique=False)

    op.create_table(
        "referral_letter",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("consent_id", sa.String(length=32), nullable=False),
        sa.Column("text_sealed", sa.String(), nullable=False),
        sa.Column("contact_sealed", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=32), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_referral_letter_case_id_case_file")),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_referral_letter_consent_id_consent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_letter")),
    )
    with op.batch_alter_table("referral_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_letter_case_id"), ["case_id"], unique=False)

    with op.batch_alter_table("issued_copy", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(length=2), server_default="nl", nullable=False))
        batch_op.add_column(sa.Column("text_mac", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("recipient_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("leak_release_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("recalled_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("recall_reason_sealed", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("recall_outcome", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("recall_settled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("recall_settled_by", sa.String(length=32), nullable=True))
        batch_op.alter_column("plan_version_id", existing_type=sa.String(length=32), nullable=True)
        batch_op.create_index(batch_op.f("ix_issued_copy_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_issued_copy_text_mac"), ["text_mac"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_issued_copy_recipient_id_professional"), "professional", ["recipient_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_issued_copy_leak_release_id_leak_release"), "leak_release", ["leak_release_id"], ["id"]
        )

    with op.batch_alter_table("issued_copy", schema=None) as batch_op:
        batch_op.alter_column(
            "language", existing_type=sa.String(length=2), server_default=None, existing_nullable=False
        )
        batch_op.alter_column(
            "text_mac", existing_type=sa.String(length=64), server_default=None, existing_nullable=False
        )
        batch_op.alter_column(
            "recall_reason_sealed", existing_type=sa.String(), server_default=None, existing_nullable=False
        )

    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pictures_sealed", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("made_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("circulated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("circulated_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_reason_sealed", sa.String(), server_default="", nullable=False))
        batch_op.alter_column("adopted_at", existing_type=sa.DateTime(timezone=True), nullable=True)
        batch_op.alter_column("adopted_by", existing_type=sa.String(length=32), nullable=True)

    # What was there was frozen and adopted in one act.
    op.execute("UPDATE plan_version SET made_at = adopted_at, made_by = adopted_by")
    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.alter_column("made_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.alter_column("made_by", existing_type=sa.String(length=32), nullable=False)
        batch_op.alter_column(
            "pictures_sealed", existing_type=sa.String(), server_default=None, existing_nullable=False
        )
        batch_op.alter_column(
            "withdrawn_reason_sealed", existing_type=sa.String(), server_default=None, existing_nullable=False
        )

    with op.batch_alter_table("protected_term", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), server_default="overig", nullable=False))
        batch_op.add_column(sa.Column("taken_out_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("protected_term", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=40), server_default=None, existing_nullable=False)


def downgrade() -> None:
    """Back: what was never adopted counts as adopted when it was made; copies of no plan leave the register."""
    op.execute("DELETE FROM issued_bytes")
    op.execute("DELETE FROM issued_copy WHERE plan_version_id IS NULL")
    op.execute("UPDATE plan_version SET adopted_at = made_at, adopted_by = made_by WHERE adopted_at IS NULL")
    with op.batch_alter_table("protected_term", schema=None) as batch_op:
        batch_op.drop_column("taken_out_at")
        batch_op.drop_column("kind")

    with op.batch_alter_table("plan_version", schema=None) as batch_op:
        batch_op.alter_column("adopted_by", existing_type=sa.String(length=32), nullable=False)
        batch_op.alter_column("adopted_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.drop_column("withdrawn_reason_sealed")
        batch_op.drop_column("withdrawn_by")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("circulated_by")
        batch_op.drop_column("circulated_at")
        batch_op.drop_column("made_by")
        batch_op.drop_column("made_at")
        batch_op.drop_column("pictures_sealed")

    with op.batch_alter_table("issued_copy", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_issued_copy_leak_release_id_leak_release"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_issued_copy_recipient_id_professional"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_issued_copy_text_mac"))
        batch_op.drop_index(batch_op.f("ix_issued_copy_sha256"))
        batch_op.alter_column("plan_version_id", existing_type=sa.String(length=32), nullable=False)
        batch_op.drop_column("recall_settled_by")
        batch_op.drop_column("recall_settled_at")
        batch_op.drop_column("recall_outcome")
        batch_op.drop_column("recall_reason_sealed")
        batch_op.drop_column("recalled_by")
        batch_op.drop_column("recalled_at")
        batch_op.drop_column("leak_release_id")
        batch_op.drop_column("recipient_id")
        batch_op.drop_column("text_mac")
        batch_op.drop_column("language")

    with op.batch_alter_table("referral_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_letter_case_id"))

    op.drop_table("referral_letter")
    with op.batch_alter_table("plan_response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_response_plan_version_id"))
        batch_op.drop_index(batch_op.f("ix_plan_response_invitation_id"))
        batch_op.drop_index(batch_op.f("ix_plan_response_case_id"))

    op.drop_table("plan_response")
    with op.batch_alter_table("issued_bytes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issued_bytes_case_id"))

    op.drop_table("issued_bytes")
    with op.batch_alter_table("suspect_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suspect_notice_case_id"))

    op.drop_table("suspect_notice")
    with op.batch_alter_table("stub", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stub_case_id"))

    op.drop_table("stub")
    op.drop_table("plan_texts")
    with op.batch_alter_table("plan_signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_signal_case_id"))

    op.drop_table("plan_signal")
    with op.batch_alter_table("leak_release", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leak_release_finding_mac"))
        batch_op.drop_index(batch_op.f("ix_leak_release_case_id"))

    op.drop_table("leak_release")
    op.drop_table("house_style")
