import numpy as np


def angles(pos, d, base):
    """(T, d/2)"""
    return np.asarray(pos)[:, None] / base ** (np.arange(0, d, 2) / d)


def pe(T, d):
    a = angles(np.arange(T), d, 10000.0)
    return np.stack([np.sin(a), np.cos(a)], axis=-1).reshape(T, d)


def rope(x, pos, base=10000.0):
    a = angles(pos, x.shape[-1], base)
    even, odd = x[..., 0::2], x[..., 1::2]
    pairs = [even * np.cos(a) - odd * np.sin(a), even * np.sin(a) + odd * np.cos(a)]
    return np.stack(pairs, axis=-1).reshape(x.shape)
