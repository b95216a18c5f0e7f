"""What is remembered of each feed: rhythm, known entries, moves, state"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXTS = ("moved_to", "asked_url", "hub", "topic", "state_target")
MOMENTS = ("not_before", "whole_at", "moved_at", "gone_at", "state_since")


def upgrade() -> None:
    with op.batch_alter_table("feed", schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, AutoString(), nullable=True))
        for name in MOMENTS:
            batch_op.add_column(sa.Column(name, UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("known", AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("validators_lie", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("window", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("rhythm", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("state", AutoString(), nullable=False, server_default="new"))
        batch_op.add_column(sa.Column("state_reason", AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("state_troubled", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("state_well", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("state_told", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    counted = ("known", "validators_lie", "window", "rhythm", "state", "state_reason")
    with op.batch_alter_table("feed", schema=None) as batch_op:
        for name in (*counted, "state_troubled", "state_well", "state_told", *TEXTS, *MOMENTS):
            batch_op.drop_column(name)
