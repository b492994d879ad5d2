"""Packs: definitions that travel. A study's indicators, code lists and views as one signed file, made by one home
(`isu pack make`) and put into another (`isu pack install`).

Here are the file and what it may hold (`fil`, `innehall`), whose keys are believed (`nycklar`), and the way into a home
(`plats`). How files of a pack are found beside ours and the user's own stands in isu.declaration.katalog.
"""
