"""Groups of kommuner that the user declares, `schemas/reference/grupper/<namn>.yaml`: a region's cooperation, a cohort.

The project has none of its own. On the comparison site a group is marked in the charts, and stands with the median
of the values that are shown of its kommuner; it has no numbers of its own.

    namn: RSS Exempel
    kommuner: ["1780", "1715"]
"""

from collections.abc import Collection

from isu.declaration.katalog import Katalog
from isu.declaration.yamlfalt import read_fields

FOLDER = "schemas/reference/grupper"
FIELDS = ("namn", "kommuner")


def read_groups(katalog: Katalog, kommuner: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Name → codes of its kommuner. DeclarationError, with the line, where one is unknown or a name stands twice."""
    groups: dict[str, tuple[str, ...]] = {}
    for _, path in sorted(katalog.files(FOLDER, ".yaml").items()):
        fields = read_fields(path).mapping(FIELDS, needed=FIELDS)
        namn = fields["namn"].filled()
        if namn in groups:
            fields["namn"].fail(f"det finns redan en grupp som heter {namn}.")
        groups[namn] = fields["kommuner"].texts()
        if unknown := [kod for kod in groups[namn] if kod not in kommuner]:
            fields["kommuner"].fail(f"kommunen {unknown[0]} finns inte i kommuner.csv.")
    return groups
