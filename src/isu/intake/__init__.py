"""Reading delivered files: from bytes to a relation of text cells with a known table. No row is judged here."""
