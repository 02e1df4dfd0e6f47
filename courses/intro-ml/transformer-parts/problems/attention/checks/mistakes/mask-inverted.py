"""The mask is read the other way round: True keeps a pair."""
import numpy as np
import reference


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    return reference.sdpa(q, k, v, None if mask is None else ~np.asarray(mask), causal, scale)
