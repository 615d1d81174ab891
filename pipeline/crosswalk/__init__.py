"""Countries in the codes of others."""
