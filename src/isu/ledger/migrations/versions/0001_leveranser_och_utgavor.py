"""Deliveries, their findings, releases."""

from alembic import op
import sqlalchemy as sa

revision = "0001"
down_revision = None


def upgrade() -> None:

    op.create_table(
        "leverans",
        sa.Column("ordning", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("lamnare", sa.String(length=40), nullable=False),
        sa.Column("filnamn", sa.String(length=260), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("ankomst", sa.String(length=400), nullable=False),
        sa.Column("storlek", sa.BigInteger(), nullable=False),
        sa.Column("mottagen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mottagen_igen", sa.DateTime(timezone=True), nullable=True),
        sa.Column("utfall", sa.String(length=30), nullable=False),
        sa.Column("tabell", sa.String(length=60), nullable=True),
        sa.Column("fran", sa.Date(), nullable=True),
        sa.Column("till", sa.Date(), nullable=True),
        sa.Column("uttagsdatum", sa.Date(), nullable=True),
        sa.Column("uttagsdatum_angivet", sa.Boolean(), nullable=False),
        sa.Column("kallsystem", sa.String(length=40), nullable=True),
        sa.Column("rader", sa.Integer(), nullable=False),
        sa.Column("accepterade", sa.Integer(), nullable=False),
        sa.Column("avsatta", sa.Integer(), nullable=False),
        sa.Column("olasbara", sa.Integer(), nullable=False),
        sa.Column("tomma", sa.Integer(), nullable=False),
        sa.Column("i_kraft", sa.Boolean(), nullable=False),
        sa.Column("registerfil_sha256", sa.String(length=64), nullable=True),
        sa.Column("kvitto", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("ordning"),
        sa.UniqueConstraint("lamnare", "sha256", "ankomst", name="en_ankomst"),
    )
    with op.batch_alter_table("leverans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leverans_i_kraft"), ["i_kraft"], unique=False)
        batch_op.create_index(batch_op.f("ix_leverans_lamnare"), ["lamnare"], unique=False)
        batch_op.create_index(batch_op.f("ix_leverans_sha256"), ["sha256"], unique=False)

    op.create_table(
        "utgava",
        sa.Column("namn", sa.String(length=80), nullable=False),
        sa.Column("skapad", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filer", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("namn"),
    )
    op.create_table(
        "leverans_fynd",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ordning", sa.Integer(), nullable=False),
        sa.Column("regel", sa.String(length=60), nullable=False),
        sa.Column("allvar", sa.String(length=20), nullable=False),
        sa.Column("kolumner", sa.String(length=200), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ordning"],
            ["leverans.ordning"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("leverans_fynd", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leverans_fynd_ordning"), ["ordning"], unique=False)

    op.create_table(
        "utgava_leverans",
        sa.Column("namn", sa.String(length=80), nullable=False),
        sa.Column("ordning", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["namn"],
            ["utgava.namn"],
        ),
        sa.ForeignKeyConstraint(
            ["ordning"],
            ["leverans.ordning"],
        ),
        sa.PrimaryKeyConstraint("namn", "ordning"),
    )


def downgrade() -> None:

    op.drop_table("utgava_leverans")
    with op.batch_alter_table("leverans_fynd", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leverans_fynd_ordning"))

    op.drop_table("leverans_fynd")
    op.drop_table("utgava")
    with op.batch_alter_table("leverans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leverans_sha256"))
        batch_op.drop_index(batch_op.f("ix_leverans_lamnare"))
        batch_op.drop_index(batch_op.f("ix_leverans_i_kraft"))

    op.drop_table("leverans")
