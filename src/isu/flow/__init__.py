"""What a run is, station by station: the thin shells around the rooms. The command line and Dagster call these.

`intag` takes files, `rakna` makes cells, `laget` tells a sender where it stands, `publicera` makes editions and
releases, `runda` does all of it for many lämnare, `granska` proves that nothing was lost. No rule and no number is
decided here.
"""
