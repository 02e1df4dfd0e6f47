import numpy as np


def standardise(x, eps=1e-8):
    x -= x.mean(axis=0)
    x /= np.sqrt((x**2).mean(axis=0) + eps)
    return x
