"""What the sender reads: the receipt, the page of what is in force, the template, the data dictionary and the rules.

Turns verdicts and declarations into text. Judges nothing, and holds no delivered value.
"""
