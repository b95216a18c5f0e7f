"""Notices, mutes, acknowledgements, unsubscriptions, what is known, settings"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

# what was told before is heard: nothing is told anew because of the upgrade
HEARD = """
INSERT INTO notice (story_id, route, channel, recipient, revision, at, severity, said, news, escalated, delivery_id)
SELECT story_id, route, channel, recipient, revision, created_at, 2, '{}', '[]', false, id
FROM delivery WHERE kind = 'story' AND story_id IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("route", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("recipient", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("news", sa.JSON(), nullable=False),
        sa.Column("wait", AutoString(), nullable=True),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_notice_delivery_id_delivery")),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_notice_story_id_story")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "story_id",
            "route",
            "channel",
            "recipient",
            "revision",
            name=op.f("uq_notice_story_id_route_channel_recipient_revision"),
        ),
    )
    op.create_index("ix_notice_hour", "notice", ["route", "channel", "recipient", "at"])
    for name in ("story_id", "at", "until", "delivery_id"):
        op.create_index(op.f(f"ix_notice_{name}"), "notice", [name])
    op.create_table(
        "mute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story", AutoString(), nullable=True),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mute")),
        sa.UniqueConstraint("story", name=op.f("uq_mute_story")),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("story", name=op.f("pk_acknowledgement")),
    )
    op.create_table(
        "unsubscribed",
        sa.Column("key", AutoString(), nullable=False),
        sa.Column("route", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("recipient", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_unsubscribed")),
    )
    op.create_table(
        "known",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_known")),
    )
    op.create_table(
        "setting",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about", sa.JSON(), nullable=False, server_default="{}"))
    op.execute(HEARD)


def downgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_column("about")
    for name in ("setting", "known", "unsubscribed", "acknowledgement", "mute", "notice"):
        op.drop_table(name)
