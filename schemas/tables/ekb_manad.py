"""Ekonomiskt bistånd: one row per month, household and member of it.

The month is the one that the aid concerns, not the one that it was paid in. A member that gets aid in two households
has a row in each. Nothing of it is shown in a receipt: every column tells of one household.
"""

from isu.declaration.kolumn import decimaltal, heltal, kod, lokal_kod, manad, nyckel
from isu.declaration.kontroll import kravs_om, tom_om
from isu.declaration.tabell import Referens, Tabell

HSLF = "HSLF-FS 2015:30"
EKB = "Socialstyrelsens register EKB"

TABELL = Tabell(
    namn="ekb_manad",
    sv="En rad per månad, hushåll och person i hushållet som fått ekonomiskt bistånd.",
    en="One row per month, household and member of it that got social assistance.",
    kalla=f"{HSLF}; {EKB}",
    nyckel=("manad", "hid", "pid"),
    start="manad",
    kolumner={
        "manad": manad(
            "Månad som biståndet avser", "Month that the aid concerns", f"{EKB} (AR, MANAD)", fylld=True, finns=True
        ),
        "insamlingsmanad": manad(
            "Månad som uppgiften samlades in för", "Month that it was collected for", f"{EKB} (INSAMLINGSMANAD)"
        ),
        "hid": nyckel("Hushållets pseudonym", "Pseudonym of the household", f"{EKB} (HID)"),
        "pid": nyckel("Individens pseudonym", "Pseudonym of the individual", f"{EKB} (PNR)"),
        "roll": kod("ekb_roll", "Roll i hushållet", "Part in the household", f"{EKB} (PERSORDN)", finns=True),
        "hushallstyp": kod("hushallstyp", "Hushållstyp", "Type of household", f"{EKB} (HHSTATUS)"),
        "belopp": decimaltal(
            0,
            1_000_000,
            2,
            "Hushållets bistånd för månaden, samma på hushållets alla rader",
            "Aid to the household for the month, the same on all its rows",
            f"{EKB} (EKBTOTALBELOPP)",
            enhet="kronor",
            visa=False,
        ),
        "forsorjningshinder_lokal": lokal_kod("Försörjningshinder, lokal kod", "Obstacle, local code", EKB),
        "forsorjningshinder": kod(
            "forsorjningshinder",
            "Den vuxnes försörjningshinder, gemensam kod",
            "The adult's obstacle to self-support, common code",
            f"{EKB} (HINDER); Kolada N31858–N31868",
            okand_kod_ar_fel=False,
        ),
        "arbetsmarknadsinsats": kod(
            "ja_nej", "I kommunal arbetsmarknadsinsats", "In a municipal labour market programme", HSLF
        ),
        "avslutad": kod(
            "ja_nej_strikt", "Biståndet upphörde efter månaden", "The aid ended after the month", f"{EKB} (AVSLUT)"
        ),
        "avslutsorsak_lokal": lokal_kod("Varför biståndet upphörde, lokal kod", "Why it ended, local code", HSLF),
        "avslutsorsak": kod(
            "ekb_avslutsorsak",
            "Varför biståndet upphörde",
            "Why the aid ended",
            f"{HSLF}, bilaga 2; listan är utbytbar",
            okand_kod_ar_fel=False,
        ),
        "kon": kod("kon", "Juridiskt kön, när persontabell saknas", "Legal sex, where no person table", EKB),
        "alder": heltal(
            0, 110, "Ålder i fyllda år vid månadens slut", "Age in completed years", EKB, enhet="år", visa=False
        ),
    },
    kontroller=(
        tom_om("avslutsorsak", om="avslutad", varden=["0"]),
        kravs_om("avslutsorsak_lokal", om="avslutsorsak", varden=["annan"], varning=True),
    ),
    referenser=(Referens("pid", "person", "pid"),),
)
