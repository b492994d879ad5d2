"""The delivered files as tables of text and days, opened with polars alone. No rule and no definition is here.

A row may be delivered with every half-year that it touches: the latest delivery of each key is the one that counts.
"""

from functools import cached_property
from pathlib import Path

import polars as pl

#: Per table its key, and the columns that the definitions name.
NYCKLAR = {
    "person": ["pid"],
    "aktualisering": ["aktualisering_id"],
    "utredning": ["utredning_id"],
    "insats": ["insats_id"],
    "placering": ["placering_id"],
    "plan": ["plan_id"],
    "mal": ["mal_id"],
    "ekb_manad": ["manad", "hid", "pid"],
    "lss_insats": ["matdatum", "pid", "punkt"],
    "aldre_fn": ["period", "pid", "insats"],
}
KOLUMNER = {
    "person": "id_typ fodelsear kon skyddad tidigare_pid",
    "aktualisering": "pid omrade typ inkom_datum atgard atgard_datum forlangd_synnerliga_skal utredning_id kon alder",
    "utredning": "pid omrade inledd_datum avslutad_datum forlangd_beslut_datum kon alder alder_vid_avslut",
    "insats": "pid omrade insatstyp start slut kon alder",
    "placering": "insats_id form start slut kon alder",
    "plan": "insats_id upprattad",
    "mal": "plan_id overgripande maluppfyllelse",
    "ekb_manad": "kon alder",
    "lss_insats": "kon alder",
    "aldre_fn": "bara_larm avslut kon alder",
}
DAGAR = ["inkom_datum", "atgard_datum", "inledd_datum", "avslutad_datum", "forlangd_beslut_datum"]
DAGAR += ["start", "slut", "upprattad", "matdatum", "avslut", "manad", "period"]
HELTAL = ["fodelsear", "alder", "alder_vid_avslut"]
BOKSTAVER = {"m": "1", "k": "2"}


class Nation:
    """All that the lämnare of one intake have delivered; `kommun` is the folder."""

    def __init__(self, intag: Path, befolkning: Path):
        self.intag = intag
        self.befolkning = pl.read_csv(befolkning, schema_overrides={"kommunkod": pl.String})
        self._tabeller: dict[str, pl.DataFrame] = {}

    def lamnade(self, tabell: str) -> dict[str, set[str]]:
        """kommun → the half-years that it has delivered the table for."""
        found: dict[str, set[str]] = {}
        for path in self._files(tabell):
            found.setdefault(path.parent.name, set()).add(path.stem[-6:])
        return found

    def tabell(self, namn: str) -> pl.DataFrame:
        """One row per kommun and key: the latest delivered, without those of protected persons that have a pid."""
        if namn not in self._tabeller:
            rows = self.alla_versioner(namn).unique(["kommun", *NYCKLAR[namn]], keep="last", maintain_order=True)
            if "pid" in rows.columns:
                rows = rows.join(self.skyddade, on=["kommun", "pid"], how="anti")
            self._tabeller[namn] = rows
        return self._tabeller[namn]

    @cached_property
    def skyddade(self) -> pl.DataFrame:
        """Pseudonyms of protected persons, and their earlier or later ones."""
        every = self.alla_versioner("person")
        marked = every.filter(pl.col("skyddad") == "1").select("kommun", "pid")
        same = every.filter(pl.col("tidigare_pid").is_not_null()).select("kommun", "pid", "tidigare_pid")
        both = pl.concat([same, same.select("kommun", pid="tidigare_pid", tidigare_pid="pid")])
        while True:
            more = both.join(marked, on=["kommun", "pid"]).select("kommun", pid="tidigare_pid")
            wider = pl.concat([marked, more]).unique()
            if len(wider) == len(marked.unique()):
                return wider
            marked = wider

    def alla_versioner(self, namn: str) -> pl.DataFrame:
        """Every delivered row, half-year by half-year; `uttag` is the last day of its half-year."""
        columns = ["kommun", "uttag", *dict.fromkeys([*NYCKLAR[namn], *KOLUMNER[namn].split()])]
        empty = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
        frames = [empty, *(_file(path).select(pl.col("^(" + "|".join(columns) + ")$")) for path in self._files(namn))]
        return _typed(pl.concat(frames, how="diagonal"))

    def _files(self, namn: str) -> list[Path]:
        return sorted(self.intag.glob(f"*/{namn}_20??H?.*"), key=lambda path: (path.stem[-6:], path.parent.name))


def _file(path: Path) -> pl.DataFrame:
    """One file as text, with the kommun and the day it was taken out."""
    frame = pl.read_excel(path, infer_schema_length=0) if path.suffix == ".xlsx" else _text(path.read_bytes())
    ar, halva = path.stem[-6:].split("H")
    told = {"kommun": path.parent.name, "uttag": f"{ar}-06-30" if halva == "1" else f"{ar}-12-31"}
    return frame.with_columns(pl.all().cast(pl.String)).with_columns(
        pl.lit(value).alias(name) for name, value in told.items()
    )


def _text(content: bytes) -> pl.DataFrame:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    header = text.partition("\n")[0]
    separator = max(";,\t", key=header.count)
    return pl.read_csv(text.encode(), separator=separator, infer_schema=False)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes in small letters, kön as 1 and 2, days as days (a month is its first), ages as numbers."""
    known = set(frame.columns)
    codes = [n for n in frame.columns if n not in ("kommun", "hid") and not n.endswith(("id", "_datum"))]
    frame = frame.with_columns(pl.col(codes).str.strip_chars().str.to_lowercase().replace("", None))
    frame = frame.with_columns(pl.col(n).replace(BOKSTAVER) for n in known & {"kon"})
    days = [n for n in ("uttag", *DAGAR) if n in known]
    frame = frame.with_columns((pl.col(days).str.slice(0, 10) + pl.lit("-01")).str.slice(0, 10).str.to_date())
    return frame.with_columns(pl.col(n).cast(pl.Int64) for n in HELTAL if n in known)
