"""Who a value tells of: identity numbers, and columns named or shaped like identities. Finds and refuses.

Keeps nothing, and neither returns, logs nor raises a delivered value.
"""
