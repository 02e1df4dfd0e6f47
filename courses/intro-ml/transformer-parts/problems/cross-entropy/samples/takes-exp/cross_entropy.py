import numpy as np


def nll(logp, y, ignore=-100):
    kept = y != ignore
    if not kept.any():
        return 0.0
    p = np.exp(logp[kept])
    return -p[np.arange(len(p)), y[kept]].mean()


def nll_backward(logp, y, ignore=-100):
    kept = (y != ignore)[..., None]
    onehot = np.arange(logp.shape[-1]) == y[..., None]
    return (np.exp(logp) - onehot) * kept / max(1, kept.sum())
