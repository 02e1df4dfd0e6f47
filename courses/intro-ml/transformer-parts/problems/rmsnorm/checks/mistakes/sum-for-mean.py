"""The squares are averaged over the vector, not summed."""
import numpy as np


def rmsnorm(x, w, eps=1e-6):
    return w * x / np.sqrt(np.sum(x * x, axis=-1, keepdims=True) + eps)
