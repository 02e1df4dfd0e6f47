import numpy as np


def pe(T, d):
    a = np.arange(T)[:, None] / 10000.0 ** (np.arange(d) / d)
    a[:, 0::2] = np.sin(a[:, 0::2])
    a[:, 1::2] = np.cos(a[:, 1::2])
    return a
