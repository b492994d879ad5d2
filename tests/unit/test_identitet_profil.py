"""The guard's profile: the user's own replaces ours, and a slip in it is told with its line."""

import pytest

from isu.declaration.identitet import read_identitetsprofil
from isu.declaration.katalog import Katalog
from isu.errors import DeclarationError

OURS = Katalog().file("schemas/profiles", "identitet.yaml").read_text(encoding="utf-8")


def own(tmp_path, text: str) -> Katalog:
    path = tmp_path / "schemas" / "profiles" / "identitet.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return Katalog(tmp_path)


def test_the_users_own_profile_and_names_win(tmp_path):
    katalog = own(tmp_path, OURS.replace("andel_namn: 0.20", "andel_namn: 0.5"))
    names = tmp_path / "schemas" / "reference" / "vanliga_fornamn.csv"
    names.parent.mkdir()
    names.write_text("namn\nOrtrud\n", encoding="utf-8")
    profil = read_identitetsprofil(katalog)
    assert (profil.innehall.andel_namn, profil.fornamn) == (0.5, {"ortrud"})


def test_every_kind_of_column_says_why(tmp_path):
    with pytest.raises(DeclarationError, match="varfor saknas"):
        read_identitetsprofil(own(tmp_path, OURS.replace("varfor: En e-postadress pekar ut en person.", "")))


@pytest.mark.parametrize(
    ("ours", "wrong", "sentence"),
    [
        ("andel_namn: 0.20", "andel_namn: 20", "andelen ska vara över 0 och högst 1"),
        ("fritext_ord: 9", "fritext_ord: nio", "här ska stå ett tal"),
        ("gatuslut:", "gatuslutet:", "fältet är okänt"),
    ],
)
def test_a_slip_is_told(ours, wrong, sentence, tmp_path):
    with pytest.raises(DeclarationError, match=sentence):
        read_identitetsprofil(own(tmp_path, OURS.replace(ours, wrong)))
