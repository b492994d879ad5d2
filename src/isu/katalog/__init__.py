"""Catalogues that machines know: what a release is, told in the forms that other people's programs read.

One description of the files (`innehall`) goes in; each form is a pure function of it, in a module of its own. Nothing
here knows what the numbers mean or looks at a clock. `utgava` reads a release back for the rooms that show it.
"""

from isu.katalog.csvw import csvw
from isu.katalog.datapaket import datapackage
from isu.katalog.dcat import dcat
from isu.katalog.innehall import Dialekt, Fil, Innehall
from isu.katalog.schemaorg import schemaorg

__all__ = ["Dialekt", "Fil", "Innehall", "csvw", "datapackage", "dcat", "schemaorg"]
