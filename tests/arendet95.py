"""An invented system from the 1990s, Ärendet 95: its declaration, as a user writes it, and rows as it prints them."""

from isu.home import Home

#: egna/schemas/sources/arendet95.yaml
DEKLARATION = """\
sv: Ärendet 95, ärendelistan
kalla: egen
lamnare: ["1780"]
tabeller:
  aktualisering:
    kannetecken: [ÄRNR, UTGÅNG]
    kolumner:
      aktualisering_id: ÄRNR
      pid: LÖPNR
      inkom_datum: [INKDAG, INKOMMEN]
      atgard_datum: BESLDAG
    konstanter:
      omrade: barn_unga
    koder:
      typ:
        rubrik: SLAG
        oversattning:
          A: anmalan
          S: ansokan
          "07": annat
          X: tomt
          D: [{kod: ansokan, till: 2024-03-31}, {kod: annat, fran: 2024-04-01}]
      atgard:
        rubrik: UTGÅNG
        oversattning: {Inleds: inleds, Inleds ej: inleds_inte, Till pågående: pagaende_utredning}
      orsak:
        rubrik: ORS
        kodlista: arendet95_orsak.csv
    sammanfoga:
      orsak_lokal: [ORS, ORSTEXT]
    borttagen: {rubrik: MAK, varden: [J, ja]}
    omprovning: VERS
    identitet: [NAMN, HANDL]
    pseudonymisera: LÖPNR
    person: PNR
"""

#: egna/schemas/sources/arendet95_orsak.csv
ORSAKER = "lokal;kod;fran;till\n12;vald_narstaende;;\n14;skola;;2023-12-31\n14;omsorgssvikt;2024-01-01;\n"

RUBRIKER = ["ÄRNR", "LÖPNR", "INKDAG", "SLAG", "UTGÅNG", "BESLDAG", "ORS", "ORSTEXT", "MAK", "VERS"]


def declare(home: Home, text: str = DEKLARATION, name: str = "arendet95", orsaker: str = ORSAKER) -> None:
    """Put the declaration where a user puts it."""
    folder = home.own / "schemas" / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "arendet95_orsak.csv").write_text(orsaker, encoding="utf-8")
