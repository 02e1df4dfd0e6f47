"""Many steps in a row."""
import numpy as np


def steps(step, w, gradients, lr, b1, b2, eps, wd):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, g in enumerate(gradients, 1):
        result = step(w, g, m, v, t, lr, b1, b2, eps, wd)
        w, m, v = [result[name] for name in "wmv"] if isinstance(result, dict) else result
    return w, m, v
