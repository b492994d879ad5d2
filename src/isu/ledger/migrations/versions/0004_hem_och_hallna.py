"""The home that a database outside it belongs to, and what a steward holds back. Only tables are added."""

from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table("hem", sa.Column("id", sa.String(length=40), nullable=False), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "hallen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lamnare", sa.String(length=40), nullable=False),
        sa.Column("indikator", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("skal", sa.Text(), nullable=False),
        sa.Column("satt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upphavd", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_hallen_lamnare"), "hallen", ["lamnare"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_hallen_lamnare"), table_name="hallen")
    op.drop_table("hallen")
    op.drop_table("hem")
