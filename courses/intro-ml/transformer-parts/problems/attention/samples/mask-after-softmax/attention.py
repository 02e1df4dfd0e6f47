import numpy as np


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    g = q.shape[1] // k.shape[1]
    k, v = np.repeat(k, g, 1), np.repeat(v, g, 1)
    T, S, D = q.shape[2], k.shape[2], q.shape[3]
    s = q @ k.swapaxes(-1, -2) * (D**-0.5 if scale is None else scale)
    p = np.exp(s - s.max(-1, keepdims=True))
    p /= p.sum(-1, keepdims=True)
    if mask is not None:
        p = p * mask
    if causal:
        p = p * np.tri(T, S, S - T)
    return p @ v
