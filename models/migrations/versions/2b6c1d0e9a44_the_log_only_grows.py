"""The log only grows: its entries cannot be changed or removed, and its end always has its row.

Revision 2b6c1d0e9a44, after f8734c4a7bdf.
"""

import sqlalchemy as sa
from alembic import op

revision = "2b6c1d0e9a44"
down_revision = "f8734c4a7bdf"
branch_labels = None
depends_on = None

_REFUSED = "the log only grows"


def upgrade() -> None:
    """Forward."""
    op.get_bind().execute(
        sa.text("INSERT INTO audit_head (id, seq, mac) SELECT 1, 0, :none WHERE NOT EXISTS (SELECT 1 FROM audit_head)"),
        {"none": "0" * 64},
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
        op.execute(
            "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION the_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION the_log_only_grows()"
    )
    op.execute(
        "CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION the_log_only_grows()"
    )


def downgrade() -> None:
    """Back."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("audit_entry_no_update", "audit_entry_no_delete", "audit_head_no_delete"):
            op.execute(f"DROP TRIGGER {trigger}")
        return
    op.execute("DROP TRIGGER audit_entry_only_grows ON audit_entry")
    op.execute("DROP TRIGGER audit_head_stays ON audit_head")
    op.execute("DROP FUNCTION the_log_only_grows()")
