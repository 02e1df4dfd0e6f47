"""Query head h uses key head h // g (np.repeat), not h % H_kv (np.tile)."""
import numpy as np
import reference


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    g = q.shape[1] // k.shape[1]
    return reference.sdpa(q, np.tile(k, (1, g, 1, 1)), np.tile(v, (1, g, 1, 1)), mask, causal, scale)
