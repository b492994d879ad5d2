"""Rows of person, aktualisering, utredning and insats for the areas of adults (and for LSS), from the cases.

As in rader.py the rows are complete; uttag.py takes away what was not yet known. Columns that no table declares are
helpers for the families that follow and are never delivered.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from isu.synthetic.antaganden import Antaganden
from isu.synthetic.arenden import EKB, Personer, cases, known_effect
from isu.synthetic.enheter import EGEN
from isu.synthetic.insatser import helped, local_words
from isu.synthetic.kontakter import person_columns
from isu.synthetic.lott import Lott, lott
from isu.synthetic.pseudonym import ids
from isu.synthetic.rader import age
from isu.synthetic.sardrag import Sardrag
from isu.synthetic.slump import choose, codes, constant, dates, only_if, yes_no

FORE = "vald_narstaende"
LANGA = ("funktionsnedsattning", "aldre")


@dataclass(frozen=True)
class Omrade:
    """One area of one lämnare: whose lotteries are drawn, and the key of its ids."""

    a: Antaganden
    s: Sardrag
    namn: str

    @property
    def antagna(self) -> dict:
        return self.a.omraden[self.namn]

    def lott(self, what: str, numbers: pl.Series) -> Lott:
        return lott(self.s.seed, self.s.lamnare, f"{self.namn}/{what}", numbers.to_numpy())

    def ids(self, prefix: str, numbers: pl.Series | np.ndarray) -> pl.Series:
        return ids(prefix, f"{self.s.seed}/{self.s.lamnare}", np.asarray(numbers))


def adults(a: Antaganden, s: Sardrag, omrade: str, years: range, last: int, first: int) -> dict[str, pl.DataFrame]:
    """Table → rows of the area. What had ended before `first` is left out, but for the persons."""
    o = Omrade(a, s, omrade)
    who, case = cases(a, s, omrade, years, last)
    person = _people(o, who)
    case = case.with_columns(
        person[case["person"].to_numpy().astype(np.uint32)]
        .select("pid", "kon", "fodd", "alder_kand", "skyddad")
        .get_columns()
    )
    contact = case.filter(pl.col("kontakt"))
    return {
        "person": person,
        "aktualisering": _reports(o, contact.filter(pl.col("beslut") >= first)),
        "utredning": _investigations(o, contact.filter(pl.col("inleds") & (pl.col("avslutad") >= first))),
        "insats": _services(o, case.filter(pl.col("insats") & (pl.col("slut") >= first)), first),
    }


def _people(o: Omrade, who: Personer) -> pl.DataFrame:
    nummer = pl.Series(who.nummer, dtype=pl.Int64)
    man = o.antagna["andel_man"]
    return person_columns(
        o.lott("uppgifter", nummer),
        o.a,
        o.ids("p", nummer),
        dag=who.dag,
        fodd=who.fodd,
        kon={"1": man, "2": 1 - man},
    )


def _reports(o: Omrade, row: pl.DataFrame) -> pl.DataFrame:
    lot, n = o.lott("aktualisering", row["nummer"]), len(row)
    dag = row["dag"].to_numpy()
    opened = row["inleds"].to_numpy()
    vald = yes_no(lot, o.antagna["avser_vald"], n, o.a.vald_okant)
    lokal = codes(lot, o.a.anmalare_lokal, n, o.a.uppgift_okand)
    anmalan = row["typ"] == "anmalan"
    return pl.DataFrame(
        {
            "aktualisering_id": o.ids("a", row["nummer"]),
            "pid": row["pid"],
            "inkom_datum": dates(dag),
            "typ": row["typ"],
            "omrade": constant(o.namn, n),
            "avser_vald": vald,
            "anmalare_lokal": only_if(anmalan, lokal),
            "anmalare": only_if(anmalan, reporter(o.a, lokal)),
            "orsak": only_if(vald == "1", constant(FORE, n)),
            "atgard": pl.Series(np.where(opened, "inleds", "inleds_inte"), dtype=pl.String),
            "atgard_datum": dates(row["beslut"].to_numpy()),
            "utredning_id": only_if(opened, o.ids("u", row["nummer"])),
            "kon": row["kon"],
            "alder": age(row, dag),
        }
    )


def reporter(a: Antaganden, lokal: pl.Series) -> pl.Series:
    """The common code of who reported."""
    return lokal.replace_strict(a.anmalare, default=None, return_dtype=pl.String)


def _investigations(o: Omrade, row: pl.DataFrame) -> pl.DataFrame:
    lot, n = o.lott("utredning", row["nummer"]), len(row)
    start, slut = row["beslut"].to_numpy(), row["avslutad"].to_numpy()
    used = yes_no(lot, o.antagna["instrument"]["andel"], n, o.a.uppgift_okand)
    return pl.DataFrame(
        {
            "utredning_id": o.ids("u", row["nummer"]),
            "pid": row["pid"],
            "omrade": constant(o.namn, n),
            "lagrum": _law(o, row["insatstyp"]),
            "inledd_datum": dates(start),
            "avslutad_datum": dates(slut),
            "tidigare_kand": yes_no(lot, row["kand"].cast(pl.Float64).to_numpy(), n, o.a.uppgift_okand),
            "info_andra_professioner": yes_no(lot, o.a.info_andra, n, o.a.uppgift_okand),
            "bedomningsinstrument": used,
            "instrument": only_if(used == "1", constant(o.antagna["instrument"]["lokal"], n)),
            "utfall": row["utfall"],
            "kon": row["kon"],
            "alder": age(row, start),
            "alder_vid_avslut": age(row, slut),
            "nummer": row["nummer"],
            "typ": row["typ"],
            "insatstyp": row["insatstyp"],
        }
    )


def _law(o: Omrade, typ: pl.Series) -> pl.Series:
    n = len(typ)
    if o.namn == "funktionsnedsattning":
        return choose(typ.str.starts_with("lss_"), constant("LSS", n), constant("SoL", n))
    return choose(typ == "lvm_hem", constant("LVM", n), constant(o.antagna["lagrum"], n))


def _services(o: Omrade, row: pl.DataFrame, first: int) -> pl.DataFrame:
    """The last columns are helpers about the person and the unit."""
    row = _with_company(o, row)
    lot, n, unit = o.lott("insats", row["nummer"]), len(row), row["enhet_nr"].to_numpy()
    tested = (row["insatstyp"] != "rad_och_stod").to_numpy()
    delivered = tested & row["kontakt"].to_numpy() & (row["avslutad"].to_numpy() >= first)
    provider = o.s.enheter.words(o.s.enheter.utforare, unit)
    private = provider.is_not_null() & (provider != EGEN)
    return pl.DataFrame(
        {
            "insats_id": o.ids("i", row["nummer"]),
            "pid": row["pid"],
            "omrade": constant(o.namn, n),
            "beslut_id": only_if(delivered, o.ids("b", row["nummer"])),
            "utredning_id": only_if(delivered, o.ids("u", row["nummer"].to_numpy() // 2 * 2)),
            "insatstyp_lokal": local_words(o.a, row["insatstyp"]),
            "insatstyp": row["insatstyp"],
            "malgrupp": row["malgrupp"],
            "enhet": only_if(row["skyddad"] != "1", o.s.enheter.words(o.s.enheter.kod, unit)),
            "utforare": provider,
            "lagrum": _law(o, row["insatstyp"]),
            "behovsprovad": choose(tested, constant("1", n), constant("0", n)),
            "regi": choose(private, constant("privat", n), constant("egen", n)),
            **_service_days(o, lot, row, tested),
            "avslutsorsak": _reason(o, lot, row),
            **{name: row[name] for name in ("kon", "fodd", "alder_kand", "skyddad", "effekt", "nummer")},
            "alder": age(row, row["start"].to_numpy()),
        }
    )


def _service_days(o: Omrade, lot: Lott, row: pl.DataFrame, tested: np.ndarray) -> dict[str, pl.Series]:
    """From the decision to the end. Some services are interrupted for a while."""
    start, slut, beslut = (row[name].to_numpy() for name in ("start", "slut", "avslutad"))
    offered = beslut + ((start - beslut) * lot.random()).astype(np.int64)
    pause = start + 30 + lot.whole(0, 90)
    paused = (lot.random() < o.a.avbrott) & (pause + 40 < slut)
    return {
        "beslut_datum": only_if(tested, dates(beslut)),
        "start": dates(start),
        "slut": dates(slut),
        "forsta_erbjudande_datum": only_if(tested & (row["insatstyp"] != EKB).to_numpy(), dates(offered)),
        "verkstalld_datum": dates(start),
        "avbrott_fran": only_if(paused, dates(pause)),
        "avbrott_till": only_if(paused, dates(pause + 10 + lot.whole(0, 25))),
    }


def _with_company(o: Omrade, row: pl.DataFrame) -> pl.DataFrame:
    """Some services come with another one, such as daily activities with a group home."""
    further = [row]
    lot = o.lott("foljer", row["nummer"])
    for typ, also in o.a.foljer_med.items():
        chosen = row.filter((row["insatstyp"] == typ) & pl.Series(lot.random() < also["andel"], dtype=pl.Boolean))
        unit = o.s.enheter.draw(o.lott("enhet", chosen["nummer"]).random(), constant(also["typ"], len(chosen)))
        further.append(
            chosen.with_columns(
                pl.col("nummer") + 1,
                constant(also["typ"], len(chosen)).alias("insatstyp"),
                pl.Series("enhet_nr", unit, dtype=pl.Int64),
                pl.Series("effekt", o.s.enheter.effect(unit, chosen["malgrupp"]) + o.s.arbetssatt.resultat),
            ).with_columns(pl.col("effekt") + known_effect(o.a))
        )
    return pl.concat(further)


def _reason(o: Omrade, lot: Lott, row: pl.DataFrame) -> pl.Series:
    """Why it ended: in old age and disability seldom that a goal was reached; else better where the unit does well."""
    n = len(row)
    if o.namn in LANGA:
        return codes(lot, o.a.koder("avslutsorsak_lang", "avslutsorsak"), n, o.a.uppgift_okand)
    drawn = codes(lot, o.a.koder("avslutsorsak_vuxna", "avslutsorsak"), n, o.a.uppgift_okand)
    return helped(lot, drawn, row["effekt"].to_numpy())
