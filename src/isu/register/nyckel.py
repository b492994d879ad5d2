"""The key that names a delivery: its bytes, and what the file name and the manifest state of them. Reads no rows.

The same bytes with the same said of them are the same delivery; with another period, another delivery.
"""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from isu.errors import ReadError
from isu.filer import sha256_of
from isu.intake.interval import stated_extraction, stated_interval
from isu.intake.manifest import Manifest, read_manifest


def content_key(sha256: str, filnamn: str, manifest: Path | None) -> str:
    """The key of the bytes `sha256` that came as `filnamn`, with a manifest or without."""
    return hashlib.sha256(json.dumps([sha256, _said(filnamn, manifest)], sort_keys=True).encode()).hexdigest()


def _said(filnamn: str, path: Path | None) -> dict[str, Any]:
    """Everything stated beside the bytes. A manifest that cannot be read is itself what is stated."""
    try:
        return stated(filnamn, read_manifest(path))
    except ReadError:
        return {"foljefil": sha256_of(path)}


def stated(filnamn: str, manifest: Manifest) -> dict[str, Any]:
    """Interval and uttagsdatum, wherever they are stated, and the rest of the manifest. Pure."""
    interval, _ = stated_interval(manifest, filnamn) or (None, None)
    facts = asdict(manifest) | {"interval": interval, "uttagsdatum": stated_extraction(manifest, filnamn)}
    return {name: str(value) for name, value in facts.items() if value is not None}
