import numpy as np


def _kept(logp, y, ignore):
    flat, labels = logp.reshape(-1, logp.shape[-1]), y.ravel()
    return flat, [(n, label) for n, label in enumerate(labels) if label != ignore]


def nll(logp, y, ignore=-100):
    flat, kept = _kept(logp, y, ignore)
    return -sum(flat[n, label] for n, label in kept) / len(kept) if kept else 0.0


def nll_backward(logp, y, ignore=-100):
    flat, kept = _kept(logp, y, ignore)
    d = np.zeros(flat.shape)
    for n, label in kept:
        d[n, label] = -1 / len(kept)
    return d.reshape(logp.shape)
