"""Ten indicators counted once more, straight from the delivered files, and compared with what the program publishes.

Nothing here reads the program's SQL, cells or sums: las.py opens the files with polars, one module per family says what
the definitions say in words, tryck.py makes the printed numbers, skal.py asks why a number is withheld. Only the
fixture (conftest.py) runs the program.
"""
