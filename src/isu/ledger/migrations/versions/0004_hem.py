"""The home that a database outside it belongs to. Only a table is added."""

from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table("hem", sa.Column("id", sa.String(length=40), nullable=False), sa.PrimaryKeyConstraint("id"))


def downgrade() -> None:
    op.drop_table("hem")
