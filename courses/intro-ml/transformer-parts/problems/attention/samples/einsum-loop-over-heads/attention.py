import math
import numpy as np


def sdpa(Q, K, V, mask=None, causal=False, scale=None):
    B, Hq, T, D = Q.shape
    _, Hkv, S, _ = K.shape
    scale = 1.0 / math.sqrt(D) if scale is None else scale
    allowed = np.ones((B, Hq, T, S), dtype=bool)
    if mask is not None:
        allowed &= mask
    if causal:
        i, j = np.arange(T)[:, None], np.arange(S)[None, :]
        allowed &= j - (S - T) <= i
    out = np.zeros((B, Hq, T, V.shape[-1]), dtype=np.float32)
    for h in range(Hq):
        kv = h // (Hq // Hkv)
        s = scale * np.einsum("btd,bsd->bts", Q[:, h], K[:, kv])
        s = np.where(allowed[:, h], s, -np.inf)
        m = s.max(-1, keepdims=True)
        m[np.isinf(m)] = 0
        p = np.exp(s - m)
        z = p.sum(-1, keepdims=True)
        p = np.divide(p, z, out=np.zeros_like(p), where=z > 0)
        out[:, h] = np.einsum("bts,bsd->btd", p, V[:, kv])
    return out
