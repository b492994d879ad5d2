"""`isu encrypt`: rows and cells are kept encrypted from now on, with a key per lämnare."""

from rich.console import Console

from isu.cli.val import HomeOption, existing_home
from isu.nycklar import folder


def encrypt(home: HomeOption = None) -> None:
    """Kryptera hemmets individrader och celler, med en nyckel per lämnare i mappen ISU_NYCKLAR."""
    from isu.flow.kryptera import encrypt as encrypt_all

    antal = encrypt_all(existing_home(home))
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"{antal} filer krypterades. Allt nytt krypteras också. Nycklarna ligger i {folder()}.")
    console.print("Säkerhetskopiera nycklarna för sig, aldrig ihop med hemmet: utan dem går inget att läsa.")
