"""What has been erased by retention, and the cells that were frozen then. Only a column and a table are added."""

from alembic import op
import sqlalchemy as sa

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("leverans") as batch_op:
        batch_op.add_column(sa.Column("gallrad", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "gallring",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("lamnare", sa.String(length=40), nullable=False),
        sa.Column("nar", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fryst", sa.JSON(), nullable=False),
        sa.Column("fil_sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("nr"),
    )
    op.create_index(op.f("ix_gallring_lamnare"), "gallring", ["lamnare"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_gallring_lamnare"), table_name="gallring")
    op.drop_table("gallring")
    with op.batch_alter_table("leverans") as batch_op:
        batch_op.drop_column("gallrad")
