"""A round on several machines: a queue, a database and workers, each worker with a network of its own.

`natverk` makes the machines of network namespaces, `kluster` starts what runs on them, `prov` tries a round that is
left in peace and rounds that are not. The file system is the machine's own: a shared one is what it stands for.
"""
