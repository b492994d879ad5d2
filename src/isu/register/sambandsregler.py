"""The rules between tables: which rows break them, in SQL that a statistician can read.

How they are run stands in samband.py; what they say to the sender in schemas/rules/. All are warnings: what another
table says may come later or be mended there, so no row is set aside for it.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Samband:
    """A rule between two tables, or within one. `sql`, given the condition that a day is covered by deliveries of
    `till`, counts the rows that break it.

    It reads the tables by name, each as its rows in force; `via` are further tables that it reads.
    """

    regel: str
    tabell: str
    till: str
    sql: Callable[[Callable[[str], str]], str]
    via: tuple[str, ...] = ()

    @property
    def tabeller(self) -> tuple[str, ...]:
        """All tables that it reads. It is judged only where the sender has delivered them all."""
        return tuple(dict.fromkeys((self.tabell, self.till, *self.via)))


def _opened_without_trace(covered: Callable[[str], str]) -> str:
    """Decided to open an investigation, but the person has none. A row with utredning_id is told by its key."""
    return f"""
select count(*)
from aktualisering as a
where a.atgard = 'inleds'
  and {covered("a.atgard_datum")}
  and a.utredning_id is null
  and a.pid is not null
  and not exists (select 1 from utredning as u where u.pid = a.pid and u.inledd_datum >= a.inkom_datum)"""


def _granted_without_trace(covered: Callable[[str], str]) -> str:
    """Led to a service, but three months later the person has none: by then it should have begun (SoL 34 kap. 1 §)."""
    return f"""
select count(*)
from utredning as u
where u.utfall = 'insats'
  and {covered("u.avslutad_datum")}
  and {covered("u.avslutad_datum + interval 3 month")}
  and u.pid is not null
  and not exists (select 1 from insats as i where i.utredning_id = u.utredning_id)
  and not exists (select 1 from insats as i where i.pid = u.pid and i.start >= u.inledd_datum)"""


def _decided_too_early(covered: Callable[[str], str]) -> str:
    return """
select count(*)
from insats as i
join utredning as u on u.utredning_id = i.utredning_id
where i.beslut_datum < u.inledd_datum"""


def _granted_without_decision(covered: Callable[[str], str]) -> str:
    """Led to a service, but nothing was granted. A decision of unknown kind may be the one."""
    return f"""
select count(*)
from utredning as u
where u.utfall = 'insats'
  and {covered("u.avslutad_datum")}
  and u.pid is not null
  and not exists (
    select 1
    from beslut as b
    where (b.utredning_id = u.utredning_id or (b.pid = u.pid and b.datum >= u.inledd_datum))
      and coalesce(b.typ, '') not in ('avslag', 'avskrivning'))"""


def _decided_outside(covered: Callable[[str], str]) -> str:
    """A re-decision is made when the service is running, long after its investigation."""
    return """
select count(*)
from beslut as b
join utredning as u on u.utredning_id = b.utredning_id
where b.typ is distinct from 'omprovning'
  and (b.datum < u.inledd_datum or b.datum > u.avslutad_datum)"""


def _two_places_at_once(covered: Callable[[str], str]) -> str:
    """Placements that begin while another of the same person lasts. A move is on one day: that is no overlap."""
    return """
with egna as (
  -- Without its service a placement's person is not known; those of one service are one person's all the same.
  select p.*, coalesce('person ' || i.pid, 'insats ' || p.insats_id) as vem
  from placering as p
  left join insats as i on i.insats_id = p.insats_id
)
select count(*)
from egna as a
where exists (
  select 1
  from egna as b
  where b.vem = a.vem
    and (b.start, b.placering_id) < (a.start, a.placering_id)
    and (b.slut is null or b.slut > a.start))
  and (a.slut is null or a.slut > a.start)"""


def _outside_its_service(covered: Callable[[str], str]) -> str:
    """An open placement is held to the day that its own delivery knows of: it may have ended since."""
    return """
select count(*)
from placering as p
join insats as i on i.insats_id = p.insats_id
where p.start < i.start
  or p.start > i.slut
  or coalesce(p.slut, p.uttagsdatum) > i.slut"""


def _ended_to_nowhere(covered: Callable[[str], str]) -> str:
    """The last placement of a child's care that has ended, and nothing is said of where the child went."""
    return """
select count(*)
from placering as p
join insats as i on i.insats_id = p.insats_id
where i.omrade = 'barn_unga'
  and p.slut >= i.slut
  and i.efter_insats is null"""


def _planned_too_late(covered: Callable[[str], str]) -> str:
    return """
select count(*)
from plan as p
join insats as i on i.insats_id = p.insats_id
where p.upprattad > i.slut"""


def _followed_from_nothing(covered: Callable[[str], str]) -> str:
    """A follow-up is compared with the baseline of the same instrument and area of life."""
    return """
select count(*)
from skattning as u
where u.tillfalle = 'uppfoljning'
  and u.pid is not null
  and not exists (
    select 1
    from skattning as g
    where g.tillfalle = 'grund'
      and g.pid = u.pid
      and g.instrument = u.instrument
      and g.livsomrade is not distinct from u.livsomrade
      and g.datum <= u.datum)"""


def _protected(tabell: str, *platser: str, via_insats: bool = False) -> Samband:
    """A row that tells where a person with protected identity is."""
    filled = " or ".join(f"t.{kolumn} is not null" for kolumn in platser)
    person = "join insats as i on i.insats_id = t.insats_id" if via_insats else ""
    pid = "i.pid" if via_insats else "t.pid"

    def sql(covered: Callable[[str], str]) -> str:
        return f"""
select count(*)
from {tabell} as t
{person}
where ({filled})
  and {pid} in (select p.pid from person as p where p.skyddad = '1')"""

    return Samband("skyddad_med_plats", tabell, "person", sql, ("insats",) if via_insats else ())


SAMBAND = (
    Samband("inleds_utan_utredning", "aktualisering", "utredning", _opened_without_trace),
    Samband("utfall_utan_insats", "utredning", "insats", _granted_without_trace),
    Samband("beslut_fore_utredning", "insats", "utredning", _decided_too_early),
    Samband("utfall_utan_beslut", "utredning", "beslut", _granted_without_decision),
    Samband("beslut_utanfor_utredning", "beslut", "utredning", _decided_outside),
    Samband("placeringar_overlappar", "placering", "insats", _two_places_at_once),
    Samband("placering_utanfor_insats", "placering", "insats", _outside_its_service),
    Samband("placering_utan_efter_insats", "placering", "insats", _ended_to_nowhere),
    Samband("plan_efter_insats", "plan", "insats", _planned_too_late),
    Samband("uppfoljning_utan_grund", "skattning", "skattning", _followed_from_nothing),
    _protected("insats", "enhet"),
    _protected("placering", "placeringskommun", "enhet", via_insats=True),
    _protected("plan", "enhet", via_insats=True),
    _protected("lss_insats", "enhet", "boendekommun", "utforarkommun"),
    _protected("aldre_fn", "enhet"),
)
