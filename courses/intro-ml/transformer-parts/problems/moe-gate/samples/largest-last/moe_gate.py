import numpy as np


def gate(logits, k):
    idx = np.argsort(logits, axis=-1)[:, -k:]
    z = np.take_along_axis(logits, idx, -1)
    e = np.exp(z - z.max(-1, keepdims=True))
    return idx, e / e.sum(-1, keepdims=True)
