"""Dictionaries of TABARI, PETRARCH 1 and PETRARCH 2, made into a codebook."""
