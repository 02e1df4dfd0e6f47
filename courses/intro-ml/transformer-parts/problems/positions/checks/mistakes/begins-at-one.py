"""Positions begin at 0: the first row is 0, 1, 0, 1."""
import reference


def pe(T, d):
    return reference.pe(T + 1, d)[1:]


def rope(x, pos, base=10000.0):
    return reference.rope(x, [t + 1 for t in pos], base)
