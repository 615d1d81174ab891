"""Families of CAMEO's roots whose events are read alike."""

VIOLENCE = ("18", "19", "20")
UNDONE = ("02", "03", "10", "12", "13")
"""What is asked for, promised, refused or threatened: it has not come about."""
