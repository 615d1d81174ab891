"""The codebook: folders of YAML, read, joined and compiled; what each of its words means."""
