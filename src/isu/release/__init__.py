"""The files of an edition: the working edition that every run renews, and the releases that a steward makes.

Everything written here may be read by anybody who gets the folder: protected numbers, what they mean, and which
deliveries they rest on. No rows, no file names, no clock: the same numbers give the same bytes.
"""

from isu.release.arbetsutgava import write_edition
from isu.release.utgava import files_of, free_place, make_release, point_latest, verify_release
from isu.release.utgivet import Utgivna, keep, rules_of

__all__ = [
    "Utgivna",
    "files_of",
    "free_place",
    "keep",
    "make_release",
    "point_latest",
    "rules_of",
    "verify_release",
    "write_edition",
]
