"""The index of the archive's words"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from storage.dialect import create_word_index, drop_word_index

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_words",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_words_article_id_article")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_words")),
    )
    op.create_index("ix_article_words_version", "article_words", ["version", "article_id"])
    op.create_table(
        "surface",
        sa.Column("written", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("written", name=op.f("pk_surface")),
    )
    create_word_index(op.get_bind())


def downgrade() -> None:
    drop_word_index(op.get_bind())
    op.drop_table("surface")
    op.drop_table("article_words")
