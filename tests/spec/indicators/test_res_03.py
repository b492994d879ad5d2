"""RES-03: förändring från ASI Grund till ASI Uppföljning."""

from tests.spec.tabell import INGA_RADER, rader

LIVSOMRADE = {"uppdelning": "livsomrade", "period": "2024H1"}


def test_the_three_scales_are_kept_apart(exempel):
    """Varje skala är en variant; en skattning som saknas vid grundintervjun ingår inte i sin skala."""
    exempel.levererar(
        "skattning",
        """
        pid | tillfalle  | datum      | klient_oro | klient_hjalpbehov | intervjuare
        a   | grund      | 2024-03-01 | 4          | 3                 | 8
        a   | uppfoljning | 2024-09-01 | 2          | 3                 | 5
        b   | grund      | 2024-03-01 | 1          |                   | 6
        b   | uppfoljning | 2024-09-01 | 2          | 2                 |
        """,
        av="2024",
    )
    exempel.levererar("skattning", INGA_RADER, av="2025")
    assert exempel.celler("RES-03", "variant grupp fore utfall", **LIVSOMRADE) == rader(
        """
        variant           | grupp | fore | utfall | antal
        ''                | 3     | 1    | 2      | 1
        ''                | 3     | 4    | 2      | 1
        intervjuare       | 3     | 6    |        | 1
        intervjuare       | 3     | 8    | 5      | 1
        klient_hjalpbehov | 3     | 3    | 3      | 1
        """
    )


def test_the_latest_follow_up_from_day_1_to_day_365(exempel):
    """Samma dag är ingen uppföljning, dag 365 är det och dag 366 är det inte; av flera räknas den senaste."""
    exempel.levererar(
        "skattning",
        """
        pid | tillfalle   | datum      | klient_oro
        a   | grund       | 2024-03-01 | 4
        a   | uppfoljning | 2024-03-01 | 0
        b   | grund       | 2024-03-01 | 4
        c   | grund       | 2024-03-01 | 4
        d   | grund       | 2024-03-01 | 4
        d   | uppfoljning | 2024-06-01 | 3
        d   | uppfoljning | 2024-09-01 | 2
        """,
        av="2024",
    )
    exempel.levererar(
        "skattning",
        """
        pid | tillfalle   | datum      | klient_oro
        b   | uppfoljning | 2025-03-01 | 1
        c   | uppfoljning | 2025-03-02 | 1
        """,
        av="2025",
    )
    assert exempel.celler("RES-03", "fore utfall", **LIVSOMRADE) == rader(
        """
        fore | utfall | antal
        4    | 1      | 1
        4    | 2      | 1
        4    |        | 2
        """
    )


def test_a_person_counts_once_per_area_of_life_from_the_first_baseline(exempel):
    """Den första grundintervjun i perioden räknas, i varje livsområde för sig; andras uppföljning räknas inte."""
    exempel.levererar(
        "skattning",
        """
        pid | tillfalle   | livsomrade | datum      | klient_oro
        a   | grund       | 3          | 2024-03-01 | 4
        a   | grund       | 3          | 2024-05-01 | 3
        a   | grund       | 7          | 2024-05-01 | 2
        a   | uppfoljning | 7          | 2024-11-01 | 2
        b   | uppfoljning | 3          | 2024-11-01 | 0
        """,
        av="2024",
    )
    exempel.levererar("skattning", INGA_RADER, av="2025")
    assert exempel.celler("RES-03", "grupp fore utfall", **LIVSOMRADE) == rader(
        """
        grupp | fore | utfall | antal
        3     | 4    |        | 1
        7     | 2    | 2      | 1
        """
    )


def test_only_adults_and_only_asi(exempel):
    """Yngre än 18 och andra instrument ingår inte; utan pseudonym kan ingen följas."""
    exempel.levererar(
        "skattning",
        """
        pid | instrument | alder | klient_oro
        a   | ASI        | 17    | 4
        b   | ASI        | 18    | 4
        c   | annat      | 40    | 4
            | ASI        | 40    | 4
            | ASI        | 40    | 4
        """,
        av="2024",
    )
    exempel.levererar("skattning", INGA_RADER, av="2025")
    assert exempel.celler("RES-03", "aldersgrupp fore utfall", **LIVSOMRADE) == rader(
        """
        aldersgrupp | fore | utfall | antal
        18-20       | 4    |        | 1
        21-64       | 4    |        | 2
        """
    )


def test_a_period_whose_year_of_follow_up_is_not_delivered_is_not_counted(exempel):
    """Den som nyss intervjuats har inte hunnit följas upp, och perioden räknas inte än."""
    exempel.levererar("skattning", INGA_RADER, av="2024")
    assert {p: e["status"] for p, e in exempel.perioder("RES-03").items()} == {
        "2024": "ej_komplett",
        "2024H1": "ej_komplett",
        "2024H2": "ej_komplett",
    }


def test_the_published_share_improved_mean_change_and_share_followed_up(exempel):
    """Två av tre är uppföljda, en av dem förbättrad; förändringen är i medel (−3 + 0) / 2 skalsteg."""
    exempel.levererar(
        "skattning",
        """
        pid | tillfalle   | datum      | klient_oro
        a   | grund       | 2024-03-01 | 4
        a   | uppfoljning | 2024-09-01 | 1
        b   | grund       | 2024-03-01 | 2
        b   | uppfoljning | 2024-09-01 | 2
        c   | grund       | 2024-03-01 | 3
        """,
        av="2024",
    )
    exempel.levererar("skattning", INGA_RADER, av="2025")
    assert exempel.tal("RES-03", "matt n n_okand taljare varde", grupp="3", **LIVSOMRADE) == rader(
        """
        matt       | n | n_okand | taljare | varde
        andel      | 2 | 1       | 1       | 50.0
        forandring | 2 | 1       | -3      | -1.5
        """
    )
