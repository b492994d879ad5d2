"""Mutated files, taken for real: every one must get a verdict and a receipt, whatever it holds.

`python -m tests.fuzz 20000 --workers 2` makes and takes 20,000 of them, `test_fuzz.py` a few hundred. Here stand the
good files that mutations start from (`seeds`, `rows`, `formats`), the mutations (`bytewise`, `tablewise`,
`containers`), what a case is (`case`) and what is demanded of the intake afterwards (`checks`). What a rule means is
tried elsewhere.
"""
