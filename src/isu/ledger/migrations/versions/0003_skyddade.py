"""How many protected persons a sender has: their rows enter no cell, and their number stays here."""

from alembic import op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "skyddade",
        sa.Column("lamnare", sa.String(length=40), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.Column("raknad", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("lamnare"),
    )


def downgrade() -> None:
    op.drop_table("skyddade")
