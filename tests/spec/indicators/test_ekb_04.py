"""EKB-04: försörjningshinder."""

from tests.spec.tabell import rader


def test_the_most_common_obstacle_counts_and_the_latest_of_equally_common(exempel):
    """Det hinder som gällt flest månader räknas; vid lika många det senaste."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | forsorjningshinder
        2024-01-01 | a   | arbetslos
        2024-02-01 | a   | arbetslos
        2024-03-01 | a   | sjukskriven
        2024-01-01 | b   | arbetslos
        2024-02-01 | b   | sociala_skal
        """,
    )
    assert exempel.celler("EKB-04", "utfall") == rader(
        """
        utfall       | antal
        arbetslos    | 1
        sociala_skal | 1
        """
    )


def test_not_known_counts_only_where_no_month_has_an_obstacle(exempel):
    """Uppgift saknas är en egen grupp, och gäller bara den som inte har något hinder i någon månad."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | forsorjningshinder
        2024-01-01 | a   |
        2024-02-01 | a   | uppgift_saknas
        2024-01-01 | b   |
        2024-02-01 | b   | uppgift_saknas
        2024-03-01 | b   | pension
        """,
    )
    assert exempel.celler("EKB-04", "utfall") == rader(
        """
        utfall         | antal
        pension        | 1
        uppgift_saknas | 1
        """
    )


def test_a_local_code_without_translation_is_unmapped(exempel):
    """En lokal kod utan översättning är omappad och ingår inte i nämnaren."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | forsorjningshinder
        2024-01-01 | a   | F17
        2024-01-01 | b   | inget
        2024-01-01 | c   | inget
        2024-01-01 | d   | inget
        2024-01-01 | e   | inget
        """,
    )
    assert exempel.celler("EKB-04", "utfall") == rader(
        """
        utfall  | antal
        inget   | 4
        omappad | 1
        """
    )


def test_children_of_the_household_and_those_under_18_are_left_out(exempel):
    """Barn i hushållet, den som inte fyllt 18 under året och den vars roll är okänd ingår inte."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | roll       | alder | forsorjningshinder
        2024-01-01 | a   | sokande    | 40    | heltid
        2024-01-01 | b   | medsokande | 38    | deltid
        2024-01-01 | c   | barn       | 18    | uppgift_saknas
        2024-01-01 | d   | sokande    | 17    | uppgift_saknas
        2024-01-01 | e   |            | 30    | arbetslos
        """,
    )
    assert exempel.celler("EKB-04", "utfall") == rader(
        """
        utfall | antal
        deltid | 1
        heltid | 1
        """
    )


def test_a_period_is_judged_by_its_own_months(exempel):
    """Varje period räknas på sina egna månader: ett hinder under hösten ändrar inte våren."""
    exempel.levererar(
        "ekb_manad",
        """
        manad      | pid | forsorjningshinder
        2024-05-01 | a   | arbetslos
        2024-08-01 | a   | foraldraledig
        2024-09-01 | a   | foraldraledig
        """,
        av="2024",
    )
    assert exempel.celler("EKB-04", "periodtyp period utfall") == rader(
        """
        periodtyp | period | utfall        | antal
        halvar    | 2024H1 | arbetslos     | 1
        halvar    | 2024H2 | foraldraledig | 1
        helar     | 2024   | foraldraledig | 1
        """
    )


def test_not_known_is_always_shown(exempel):
    """Uppgift saknas ingår i nämnaren och visas som en egen rad."""
    exempel.levererar(
        "ekb_manad",
        """
        pid | forsorjningshinder
        a   | arbetslos
        b   | arbetslos
        c   |
        d   | pension
        """,
    )
    published = exempel.tal("EKB-04", "utfall n taljare varde", period="2024H1")
    assert [row for row in published if row["taljare"] != "0"] == rader(
        """
        utfall         | n | taljare | varde
        arbetslos      | 4 | 2       | 50.0
        pension        | 4 | 1       | 25.0
        uppgift_saknas | 4 | 1       | 25.0
        """
    )
