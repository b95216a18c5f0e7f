"""The pages of later readings

A table beside `capture`, whose rows are large: giving that another key would write all pages anew.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "later_capture",
        sa.Column("url", AutoString(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("fetched_at", UTCDateTime(), nullable=False),
        sa.Column("sha256", AutoString(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_later_capture_article_id_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_capture")),
    )
    with op.batch_alter_table("later_capture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_later_capture_article_id"), ["article_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_later_capture_fetched_at"), ["fetched_at"], unique=False)


def downgrade() -> None:
    op.drop_table("later_capture")
