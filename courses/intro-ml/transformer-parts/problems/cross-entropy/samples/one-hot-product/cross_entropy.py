import numpy as np


def nll(logp, y, ignore=-100):
    kept = y != ignore
    onehot = np.eye(logp.shape[-1])[np.where(kept, y, 0)] * kept[..., None]
    return -(onehot * logp).sum() / max(1, kept.sum())


def nll_backward(logp, y, ignore=-100):
    kept = y != ignore
    onehot = np.eye(logp.shape[-1])[np.where(kept, y, 0)] * kept[..., None]
    return -onehot / max(1, kept.sum())
