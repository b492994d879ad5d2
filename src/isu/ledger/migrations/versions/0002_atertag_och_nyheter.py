"""Withdrawals, new fates of rows, what the next delivery is compared with.

Only columns are added, one by one: the table is never made anew, so nothing that points at it can be lost. A delivery
from before is known by its bytes alone and its files keep their names.
"""

from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def added() -> list[sa.Column]:
    return [
        sa.Column("nyckel", sa.String(length=64), nullable=False, server_default=""),
        sa.Column("borttagna", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ersatta", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("kalla", sa.Text(), nullable=True),
        sa.Column("granskad", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("bevarad", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("atertagen", sa.DateTime(timezone=True), nullable=True),
        sa.Column("atertagen_skal", sa.Text(), nullable=True),
        sa.Column("profil", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("regelutfall", sa.JSON(), nullable=False, server_default="[]"),
    ]


def upgrade() -> None:
    with op.batch_alter_table("leverans", recreate="never") as batch_op:
        for column in added():
            batch_op.add_column(column)
        batch_op.create_index(batch_op.f("ix_leverans_nyckel"), ["nyckel"], unique=False)
    op.execute("update leverans set nyckel = sha256")


def downgrade() -> None:
    with op.batch_alter_table("leverans", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_leverans_nyckel"))
        for column in reversed(added()):
            batch_op.drop_column(column.name)
