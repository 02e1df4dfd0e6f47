import numpy as np


def rmsnorm(x, w, eps=1e-6):
    c = x - x.mean(-1, keepdims=True)
    return w * c / np.sqrt(c.var(-1, keepdims=True) + eps)
