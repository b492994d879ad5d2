"""The Dagster code location: the shell that a data steward watches. One module per Dagster concept.

partitions → resources → assets_vanster, assets_leveranser, assets_hoger, checks, ops_halla → jobs → sensors →
definitions. `checks_tackning` and `checks_utgava` are checks with a question of their own, and `checks_aktuella` keeps
them in sight. `beslut` decides what the sensors ask for and knows no Dagster, `metadata` says what the pages show and
`sidor` where they link to, `instans` is Dagster's own folder in a home and `kor` runs a round in this process.

No rule, number or file format is decided here: what a run does stands in isu.flow.
"""
