import numpy as np


def nll(logp, y, ignore=-100):
    kept = y != ignore
    if not kept.any():
        return 0.0
    return -np.mean(np.take_along_axis(logp[kept], y[kept][:, None], axis=-1))


def nll_backward(logp, y, ignore=-100):
    kept = y != ignore
    d = np.zeros_like(logp)
    n, label = np.nonzero(kept.ravel())[0], y[kept]
    d.reshape(-1, logp.shape[-1])[n, label] = -1 / max(1, kept.sum())
    return d
