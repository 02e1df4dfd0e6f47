import numpy as np


def rmsnorm(x, w, eps=1e-6):
    return w * x / np.sqrt(np.mean(x**2) + eps)


def rmsnorm_backward(dy, x, w, eps=1e-6):
    return None
