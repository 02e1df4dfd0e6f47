import numpy as np


def rmsnorm(x, w, eps=1e-6):
    return w * x / np.sqrt((x**2).mean(-1, keepdims=True))


def rmsnorm_backward(dy, x, w, eps=1e-6):
    r = np.sqrt((x**2).mean(-1, keepdims=True) + eps)
    n = x / r
    dn = dy * w
    return (dn - n * (dn * n).mean(-1, keepdims=True)) / r, dy * n
