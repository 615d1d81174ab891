"""How right a table is: by labelled events, or by a sample that people judge."""
