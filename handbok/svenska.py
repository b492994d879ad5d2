"""What the theme says in English without asking for a translation: labels that a screen reader reads.

The rest of its words stand in `locales/`, where Sphinx looks for them.
"""

from pathlib import Path

LABELS = {
    "Toggle site navigation sidebar": "Visa eller dölj sidlistan",
    "Toggle table of contents sidebar": "Visa eller dölj innehållet på sidan",
    "Toggle Light / Dark / Auto color theme": "Byt mellan ljust, mörkt och datorns färgtema",
    "Contents": "Innehåll",
    "Menu": "Meny",
    "Expand": "Fäll ut",
    "Light mode": "Ljust",
    "Dark mode": "Mörkt",
    "Auto light/dark, in light mode": "Datorns färgtema, nu ljust",
    "Auto light/dark, in dark mode": "Datorns färgtema, nu mörkt",
}


def label_in_swedish(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for english, swedish in LABELS.items():
            text = text.replace(f'aria-label="{english}"', f'aria-label="{swedish}"')
            text = text.replace(f"<title>{english}</title>", f"<title>{swedish}</title>")
        page.write_text(text, encoding="utf-8")
