import numpy as np


def softmax(x, axis=-1, T=1):
    z = x / T
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
