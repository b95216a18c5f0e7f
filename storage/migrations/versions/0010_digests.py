"""Who has what of a digest, by its subject"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delivery_subject", "delivery", ["subject"])


def downgrade() -> None:
    op.drop_index("ix_delivery_subject", "delivery")
