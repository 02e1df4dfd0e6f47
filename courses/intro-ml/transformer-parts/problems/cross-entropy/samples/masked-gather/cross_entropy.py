import numpy as np


def nll(logp, y, ignore=-100):
    mask = (y != ignore).astype(np.float32)
    safe = np.where(mask > 0, y, 0)
    picked = np.take_along_axis(logp, safe[..., None], -1)[..., 0]
    total = np.where(mask > 0, -picked, 0).sum()
    return np.array([total / max(mask.sum(), 1.0)])


def nll_backward(log_probs, targets, ignore=-100):
    mask = targets != ignore
    onehot = np.arange(log_probs.shape[-1]) == targets[..., None]
    return -(onehot & mask[..., None]).astype(np.float32) / max(mask.sum(), 1)
