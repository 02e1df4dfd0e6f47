"""The bias correction is missing: the moments begin at 0, so that they are too small in the first steps."""
import numpy as np
import reference


def step(w, g, m, v, t, lr, b1, b2, eps, wd):
    m, v = reference.moments(g, m, v, b1, b2)
    return w * (1 - lr * wd) - lr * m / (np.sqrt(v) + eps), m, v
