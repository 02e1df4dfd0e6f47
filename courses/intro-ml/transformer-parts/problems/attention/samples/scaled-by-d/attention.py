import numpy as np


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    g = q.shape[1] // k.shape[1]
    k, v = np.repeat(k, g, 1), np.repeat(v, g, 1)
    T, S, D = q.shape[2], k.shape[2], q.shape[3]
    s = q @ k.swapaxes(-1, -2) * (1 / D if scale is None else scale)
    keep = np.broadcast_to(True if mask is None else mask, s.shape)
    if causal:
        keep = keep & np.tri(T, S, S - T, dtype=bool)
    s = np.where(keep, s, -1e30)
    e = np.exp(s - s.max(-1, keepdims=True)) * keep
    return e / np.maximum(e.sum(-1, keepdims=True), 1e-30) @ v
