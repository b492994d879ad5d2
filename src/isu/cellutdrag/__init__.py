"""Cells as a delivery: a municipality counts at home and sends its cells instead of its rows.

Here is the file (`uppgifter`, `skriv`), the contract that it is held to (`kontrakt`, `summor`), the verdict on it
(`bedom`) and the way into the hub's cells (`packaupp`). What a cell is stands in isu.cells; adding them up in
isu.aggregate.
"""

#: What the delivery is called where a delivery of rows has the name of its table.
CELLER = "celler"
#: The breaks in the sender's series, in the profile of such a delivery.
BROTT = "brott"
#: And the days of the deliveries that its cells rest on, with those of which the rows have been erased.
TIDER = "tider"
