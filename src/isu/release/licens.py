"""`LICENS.md`: on what terms a release may be used, how to cite it, and whom to ask. What the steward has declared."""

from pathlib import Path

from isu.declaration.utgivning import EJ_ANGIVEN, Utgivning

SIDA = "LICENS.md"
MALL = Path(__file__).with_name("licens.mall.md").read_text(encoding="utf-8")


def page(utgivning: Utgivning, namn: str) -> str:
    u = utgivning
    return MALL.format(
        licens=licence(u),
        utgivare=u.utgivarnamn,
        titel=u.titel["sv"],
        title=u.titel["en"],
        namn=namn,
        adress=f"{u.adress}{namn}/",
        kontakt=f"{u.kontakt or u.utgivarnamn}, {u.epost or f'e-post {EJ_ANGIVEN}'}.",
    )


def licence(utgivning: Utgivning) -> str:
    named = f"{utgivning.licens_namn} ({utgivning.licens}), {utgivning.licens_adress}"
    if utgivning.licens_beslut:
        return f"{named}. Beslut: {utgivning.licens_beslut}."
    return (
        f"Förvald licens: {named}. Ingen har angett något beslut om licensen; fråga utgivaren innan du använder "
        "talen.\n\n"
        "*In English.* This licence is a default. No decision about it has been stated; ask the publisher."
    )
