"""The manual as a site of static pages: docs/ and what is generated beside it, made by Sphinx. No part of the program.

`kalla` lays the sources out, `conf` tells Sphinx how, `sidor/` are the pages that only the site has. Pictures are taken
by the browser tests (`make manual`) and lie in no repository.
"""
