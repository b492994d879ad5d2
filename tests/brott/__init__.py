"""What happens to a national round when things break: faults at random points, and the same command again.

Not the breaks in a series of `isu.flow.brott`. `nation` is who delivers what, `slag` the kinds of fault, `puls` the
points of a round, `barn` runs a command in a process of its own, `disk` what is written to, `lage` what a home holds,
`verkstad` where all of it lies, `forsok` one fault from beginning to end and `tabell` what became of all of them.
"""
