"""Attention has four matrices: queries, keys, values, and the one for the output."""
import reference


def params(cfg):
    return reference.params(cfg, attention=3)
