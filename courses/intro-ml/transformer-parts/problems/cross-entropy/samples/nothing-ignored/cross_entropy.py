import numpy as np


def nll(logp, y, ignore=-100):
    flat = logp.reshape(-1, logp.shape[-1])
    return -flat[np.arange(len(flat)), y.ravel()].mean()
