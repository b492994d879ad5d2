"""The comparison site: static pages made of one release, for a social chief, a politician or a citizen.

Everything comes from the files of the release, so nothing can be shown here that is not published there. The pages need
no server, no network and, but for the charts, no script: every number of a chart stands in a table beside it.

`lasning` asks the release, `visning` says how a number is written, `bilder` and `bland` what a chart is told, `sidor`,
`kommunsida` with `profil`, and `indikatorsida` what a page is told, `hamta` what can be downloaded, and `bygg` makes
the pages.
"""

from isu.sajt.bygg import build_site

__all__ = ["build_site"]
