"""Which assets are run together. When they are run is the business of the sensors and of the steward."""

import dagster as dg

from isu.pipelines.assets_hoger import GRUPP as HOGER

INTAG, FORNYA, SLAPP, LAGE = "intag", "fornya_arbetsutgava", "slapp_utgava", "leveranslaget"

intag_job = dg.define_asset_job(
    INTAG,
    selection=dg.AssetSelection.assets("register", "celler"),
    description="Tar emot, prövar och räknar det som lämnare har lagt i intake. En lämnare, eller en runda över alla.",
)

fornya_job = dg.define_asset_job(
    FORNYA,
    selection=dg.AssetSelection.groups(HOGER) - dg.AssetSelection.assets("utgava"),
    description="Summerar cellerna över områden och gör om arbetsutgåvan. Körs av sig självt när cellerna ändrats.",
)

slapp_job = dg.define_asset_job(
    SLAPP,
    selection=dg.AssetSelection.assets("utgava"),
    description="Gör en utgåva av arbetsutgåvan. Ange namnet i konfigurationen: ops, utgava, config, namn.",
)

lage_job = dg.define_asset_job(
    LAGE,
    selection=dg.AssetSelection.assets("leveranslage"),
    description="Ställer leveransplanen mot det som har kommit, och skriver påminnelser. Körs när något har hänt.",
)
