import numpy as np


def pe(T, d):
    a = np.arange(1, T + 1)[:, None] / 10000.0 ** (np.arange(0, d, 2) / d)
    return np.stack([np.sin(a), np.cos(a)], -1).reshape(T, d)


def rope(x, pos, base=10000.0):
    d = x.shape[-1]
    a = np.arange(x.shape[-2])[:, None] / base ** (np.arange(0, d, 2) / d)
    e, o = x[..., ::2], x[..., 1::2]
    return np.stack([e * np.cos(a) - o * np.sin(a), e * np.sin(a) + o * np.cos(a)], -1).reshape(x.shape)
