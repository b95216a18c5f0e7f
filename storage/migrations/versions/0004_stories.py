"""Copies, agencies, revisions; stories that no watchlist asked for"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article") as article:
        article.add_column(sa.Column("copy_of", sa.Integer(), nullable=True))
        article.add_column(sa.Column("agency", AutoString(), nullable=True))
    with op.batch_alter_table("story") as story:
        # a default that SQLite knows beforehand: the table is not made anew, for others refer to it
        story.add_column(sa.Column("asked", sa.Boolean(), nullable=False, server_default="1"))
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("before", AutoString(), nullable=False),
        sa.Column("after", AutoString(), nullable=False),
        sa.Column("diff", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_revision_article_id_article")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_index(op.f("ix_revision_article_id"), "revision", ["article_id"])


def downgrade() -> None:
    op.drop_table("revision")
    with op.batch_alter_table("story") as story:
        story.drop_column("asked")
    with op.batch_alter_table("article") as article:
        article.drop_column("agency")
        article.drop_column("copy_of")
