"""How headers are compared: in any case, with å, ä, ö as a and o, whatever stands between the words. Pure."""

import re
import unicodedata

#: The category of soft hyphens, joiners and marks of direction: nobody sees them, and they part no words.
INVISIBLE = "Cf"


def normal_name(text: str) -> str:
    """`Inkom datum ` → `inkom_datum`, `Ålder` → `alder`."""
    plain = unicodedata.normalize("NFKD", text.strip().strip('"').strip().lower())
    letters = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != INVISIBLE)
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")
