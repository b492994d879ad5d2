"""`isu map`: from a file of an unknown system to a proposed source declaration, with question marks where unsure.

`fil` reads, `kolumnbild` tells what each column holds, `likhet` compares names, `matchning`, `koder` and `forslag`
propose, `yamltext` writes. A proposal is never used by itself: a person fills in the marks. No value leaves here but
local codes that are frequent, in columns proposed as code columns.
"""

from isu.kartlaggning.fil import read_table
from isu.kartlaggning.forslag import Forslag, propose
from isu.kartlaggning.yamltext import declaration_text

__all__ = ["Forslag", "declaration_text", "propose", "read_table"]
