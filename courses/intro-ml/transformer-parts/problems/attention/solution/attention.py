import numpy as np


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    groups = q.shape[1] // k.shape[1]
    k, v = np.repeat(k, groups, axis=1), np.repeat(v, groups, axis=1)
    T, S = q.shape[2], k.shape[2]
    scores = q @ k.swapaxes(-1, -2) * (1 / np.sqrt(q.shape[-1]) if scale is None else scale)

    keep = np.ones((T, S), bool) if mask is None else mask
    if causal:
        keep = keep & np.tri(T, S, S - T, dtype=bool)
    keep = np.broadcast_to(keep, scores.shape)

    top = scores.max(axis=-1, keepdims=True, where=keep, initial=-1e300)
    weights = np.exp(np.where(keep, scores - top, -np.inf))
    total = weights.sum(axis=-1, keepdims=True)
    return weights / np.where(total == 0, 1, total) @ v
