"""When a delivery was erased at the wish of its lämnare. Only a column is added."""

from alembic import op
import sqlalchemy as sa

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("leverans", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("raderad", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("leverans", recreate="never") as batch_op:
        batch_op.drop_column("raderad")
