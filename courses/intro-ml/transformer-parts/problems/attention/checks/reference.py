import numpy as np


def head(h, heads_q, heads_kv):
    return h // (heads_q // heads_kv)


def sees(i, j, T, S, causal):
    return not causal or j <= i + (S - T)


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    """Query by query, as the statement says it."""
    (B, H, T, D), S = q.shape, k.shape[2]
    factor = D**-0.5 if scale is None else scale
    keep = np.broadcast_to(True if mask is None else mask, (B, H, T, S))
    o = np.zeros((B, H, T, v.shape[-1]))
    for b, h, i in np.ndindex(B, H, T):
        kv = head(h, H, k.shape[1])
        seen = [j for j in range(S) if keep[b, h, i, j] and sees(i, j, T, S, causal)]
        if seen:
            score = np.array([factor * q[b, h, i] @ k[b, kv, j] for j in seen])
            weight = np.exp(score - score.max())
            o[b, h, i] = weight / weight.sum() @ v[b, kv, seen]
    return o


def attention(q, k, v, mask=None, causal=False, scale=None, axis=-1, after=False, removed=-np.inf, shift=True):
    """As most people write it; the mistakes switch a step of it."""
    groups = q.shape[1] // k.shape[1]
    k, v = np.repeat(k, groups, axis=1), np.repeat(v, groups, axis=1)
    T, S = q.shape[2], k.shape[2]
    scores = q @ k.swapaxes(-1, -2) * (q.shape[-1] ** -0.5 if scale is None else scale)
    keep = np.broadcast_to(True if mask is None else mask, scores.shape)
    if causal:
        keep = keep & np.tri(T, S, S - T, dtype=bool)
    if not after:
        scores = np.where(keep, scores, removed)
    e = np.exp(scores - scores.max(axis=axis, keepdims=True) if shift else scores)
    weights = e / e.sum(axis=axis, keepdims=True)
    return (weights * keep if after else weights) @ v
