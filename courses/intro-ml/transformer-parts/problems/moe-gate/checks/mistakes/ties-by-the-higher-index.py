"""Between equal logits the lower index comes first; a reversed ascending sort turns ties around. Sort the negative, stably."""
import numpy as np


def gate(logits, k):
    idx = np.argsort(logits, axis=-1, kind="stable")[:, ::-1][:, :k]
    z = np.take_along_axis(logits, idx, axis=-1)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return idx, e / e.sum(axis=-1, keepdims=True)
