"""Sine and cosine, or the two entries that are rotated, alternate (2i and 2i + 1); here they stand in two halves (i and i + d/2)."""
import numpy as np
import reference


def pe(T, d):
    p = reference.pe(T, d)
    return np.concatenate([p[:, 0::2], p[:, 1::2]], axis=1)


def rope(x, pos, base=10000.0):
    return reference.rope(x, pos, base, pair=lambda i, d: (i, i + d // 2))
