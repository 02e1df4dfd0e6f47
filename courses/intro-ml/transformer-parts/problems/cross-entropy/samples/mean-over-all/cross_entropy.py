import numpy as np


def nll(logp, y, ignore=-100):
    kept = y != ignore
    picked = np.take_along_axis(logp, np.where(kept, y, 0)[..., None], -1)[..., 0]
    return -np.where(kept, picked, 0).mean()


def nll_backward(logp, y, ignore=-100):
    kept = y != ignore
    onehot = (np.arange(logp.shape[-1]) == y[..., None]) & kept[..., None]
    return -onehot / y.size
