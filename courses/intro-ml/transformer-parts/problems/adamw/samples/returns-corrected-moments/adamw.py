import numpy as np


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    m = (b1 * m + (1 - b1) * g) / (1 - b1**t)
    v = (b2 * v + (1 - b2) * g**2) / (1 - b2**t)
    return w - lr * (m / (np.sqrt(v) + eps) + wd * w), m, v
