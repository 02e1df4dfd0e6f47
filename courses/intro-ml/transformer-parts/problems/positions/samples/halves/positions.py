import numpy as np


def pe(T, d):
    a = np.arange(T)[:, None] / 10000.0 ** (np.arange(0, d, 2) / d)
    return np.concatenate([np.sin(a), np.cos(a)], axis=1)


def rope(x, pos, base=10000.0):
    d = x.shape[-1]
    a = np.asarray(pos)[:, None] / base ** (np.arange(0, d, 2) / d)
    l, r = x[..., : d // 2], x[..., d // 2 :]
    return np.concatenate([l * np.cos(a) - r * np.sin(a), l * np.sin(a) + r * np.cos(a)], -1)
