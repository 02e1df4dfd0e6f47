import numpy as np


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    g = q.shape[1] // k.shape[1]
    k, v = np.repeat(k, g, 1), np.repeat(v, g, 1)
    T, S, D = q.shape[2], k.shape[2], q.shape[3]
    s = q @ k.swapaxes(-1, -2) * (D**-0.5 if scale is None else scale)
    if mask is not None:
        s = np.where(mask, -np.inf, s)
    if causal:
        s = np.where(np.tri(T, S, S - T, dtype=bool), s, -np.inf)
    e = np.exp(s - s.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True) @ v
