"""The Dagster code location: the shell that a data steward watches. One module per Dagster concept.

partitions → resources → assets_vanster, assets_leveranser, assets_hoger, checks, ops_halla → jobs → sensors →
definitions. `beslut` decides what the sensors ask for and knows no Dagster, `metadata` says what the pages show,
`instans` is Dagster's own folder in a home and `kor` runs a round in this process.

No rule, number or file format is decided here: what a run does stands in isu.flow.
"""
