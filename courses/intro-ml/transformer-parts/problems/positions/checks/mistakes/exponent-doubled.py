"""The exponent is 2i/d where i counts pairs; here the index of the entry, which is 2i already, is doubled once more."""
import reference


def angle(t, i, d, base):
    return t * base ** (-4 * i / d)


def pe(T, d):
    return reference.pe(T, d, angle)


def rope(x, pos, base=10000.0):
    return reference.rope(x, pos, base, angle)
