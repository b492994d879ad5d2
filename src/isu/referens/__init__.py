"""Fetches reference data from outside: SCB's population, from a saved file or from the Statistikdatabas.

`fil` and `pxweb` bring a table as SCB names things; `folkmangd` understands it and is pure. What is kept, and how it is
read back, belongs to `isu.declaration.befolkning`. No delivered data here.
"""
