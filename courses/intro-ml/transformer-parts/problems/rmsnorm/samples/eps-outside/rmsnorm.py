import numpy as np


def rmsnorm(x, w, eps=1e-6):
    return w * x / (np.sqrt((x**2).mean(-1, keepdims=True)) + eps)


def rmsnorm_backward(dy, x, w, eps=1e-6):
    r = np.sqrt((x**2).mean(-1, keepdims=True) + eps)
    return dy * w / r, (dy * x / r).reshape(-1, x.shape[-1]).sum(0)
