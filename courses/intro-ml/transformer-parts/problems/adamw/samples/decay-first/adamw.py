import numpy as np


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    w = w * (1 - lr * wd)
    m = m + (1 - b1) * (g - m)
    v = b2 * v + (1 - b2) * np.square(g)
    scale = lr * np.sqrt(1 - b2**t) / (1 - b1**t)
    return {"w": w - scale * m / (np.sqrt(v) + eps * np.sqrt(1 - b2**t)), "m": m, "v": v}
