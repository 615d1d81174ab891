"""Coding by the order of words, as TABARI and PETRARCH 1 do: imported dictionaries are read so."""
