"""A release in Kolada's shape: a read-only HTTP interface, so that clients of Kolada work by changing the address.

Everything comes from the files of one release; nothing here knows a home, a ledger or a cell. Reading stands in
`utgava`, which number is which key figure in `nyckeltal`, how an answer looks in `former` and `svar`, the addresses in
`app`.
"""
