"""From what may be shown: values, intervals, standardised rates, and every value against its references.

Everything here is a function of shown numbers and so tells nothing more than they do; which limits of percentiles and
means may be shown is asked of disclosure. Nothing is withheld here.
"""

from isu.comparison.varde import Varden, values
from isu.comparison.visat import Visat, shown

__all__ = ["Varden", "Visat", "shown", "values"]
