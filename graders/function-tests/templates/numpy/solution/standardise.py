import numpy as np


def standardise(x, eps=1e-8):
    centred = x - x.mean(axis=0)
    return centred / np.sqrt(centred.var(axis=0) + eps)
