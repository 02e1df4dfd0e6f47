import numpy as np


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    t = t + 1
    m *= b1
    m += (1 - b1) * g
    v *= b2
    v += (1 - b2) * g**2
    w -= lr * wd * w
    w -= lr * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + eps)
    return w, m, v
