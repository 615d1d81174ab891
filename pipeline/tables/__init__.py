"""The event table: its columns and files, its rows, what is counted and marked in it."""
