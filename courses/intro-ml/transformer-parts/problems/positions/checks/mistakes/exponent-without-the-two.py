"""The exponent is 2i/d; here it is i/d."""
import reference


def angle(t, i, d, base):
    return t * base ** (-i / d)


def pe(T, d):
    return reference.pe(T, d, angle)


def rope(x, pos, base=10000.0):
    return reference.rope(x, pos, base, angle)
