"""Entries 2i and 2i + 1 share one frequency, with the exponent 2i/d; here each entry has its own."""
import numpy as np


def pe(T, d):
    a = np.arange(T)[:, None] / 10000.0 ** (np.arange(d) / d)
    return np.where(np.arange(d) % 2 == 0, np.sin(a), np.cos(a))
