"""`isu signing-key`: the key that a home signs its releases and packs with."""

from rich.console import Console

from isu.cli.val import HomeOption, existing_home


def signing_key(home: HomeOption = None) -> None:
    """Gör hemmets signeringsnyckel. Utgåvor och paket som görs sedan är signerade."""
    from isu.signering import key_place, make_key

    place = existing_home(home)
    printed = make_key(place)
    console = Console(soft_wrap=True, highlight=False, markup=False)
    console.print(f"Nyckeln ligger i {key_place(place)}. Kopiera den till ett säkert ställe; den går inte att göra om.")
    console.print(f"Fingeravtryck att publicera på annan väg än i utgåvan: {printed}")
