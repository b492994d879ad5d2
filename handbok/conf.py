"""What Sphinx asks of the manual. Nothing is fetched from anybody: fonts are the reader's own, search is a file."""

project = "ISU – handbok"
author = "ISU"
copyright = ""
language = "sv"
extensions = ["myst_parser"]
root_doc = "index"
myst_heading_anchors = 4
highlight_language = "none"
#: SQL with parameters of ours is no SQL to the highlighter; a heading may be small because its text is.
suppress_warnings = ["misc.highlighting_failure", "myst.header"]

#: What is written is shown as it is written, and there is a search instead of an index of words.
smartquotes = False
html_use_index = False

html_theme = "furo"
html_title = "ISU – handbok"
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
