"""Distrust: proofs of disclosure control are checked here, and published files attacked. Shares no code with the
search.

`verifiera` checks every certificate against every printed number, in whole numbers. `angrepp` knows nothing but the
published files and what everybody knows: which areas, ages and periods hold which.
"""
