"""Values from what may be shown: shares, means and medians, and unweighted means over kommuner.

Everything here is a function of shown counts and so tells nothing more than they do. Nothing is withheld here.
"""

from isu.comparison.varde import Varden, values

__all__ = ["Varden", "values"]
