"""The reading of workbooks, Parquet and JSON: in a process of its own, with limits on memory, time and what it writes.

Formats whose readers are native code, or hold all of a file in memory, are read here, so that a hostile file ends this
process and not the one that judges. The process starts for every such file: import nothing that is not needed.
"""
