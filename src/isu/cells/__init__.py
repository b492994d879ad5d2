"""Indicators and their cells: what each indicator is, and the counted outcomes of one lämnare.

`indikator` (with `huvud`, `sqlgraf`) reads declarations only and may be used on both sides of the wall.
`bind`, `build` and what they stand on touch individual rows and stay left of it. Nothing is added up over
lämnare here, and nothing is protected: a cell of one is a person.
"""
