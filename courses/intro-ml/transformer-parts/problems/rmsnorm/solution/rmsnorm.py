import numpy as np


def rmsnorm(x, w, eps=1e-6):
    return w * x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)


def rmsnorm_backward(dy, x, w, eps=1e-6):
    r = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    n = x / r
    dn = dy * w
    dx = (dn - n * np.mean(dn * n, axis=-1, keepdims=True)) / r
    dw = (dy * n).reshape(-1, x.shape[-1]).sum(axis=0)
    return dx, dw
