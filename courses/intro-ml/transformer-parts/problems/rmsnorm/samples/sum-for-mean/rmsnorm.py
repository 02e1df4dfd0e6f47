import numpy as np


def rmsnorm(x, w, eps=1e-6):
    return w * x / np.sqrt((x**2).sum(-1, keepdims=True) + eps)


def rmsnorm_backward(dy, x, w, eps=1e-6):
    r = np.sqrt((x**2).mean(-1, keepdims=True) + eps)
    return dy / r - x * (dy * x).mean(-1, keepdims=True) / r**3, (dy * x).sum(0)
