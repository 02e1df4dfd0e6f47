import numpy as np


def softmax(z):
    with np.errstate(invalid="ignore"):
        e = np.exp(z - np.max(z, axis=-1, keepdims=True))
        return np.nan_to_num(e / e.sum(axis=-1, keepdims=True))


def sdpa(q, k, v, *, mask=None, causal=False, scale=None):
    b, hq, t, d = q.shape
    hkv, s = k.shape[1:3]
    grouped = q.reshape(b, hkv, hq // hkv, t, d)
    scores = np.matmul(grouped, k[:, :, None].swapaxes(-1, -2)).reshape(b, hq, t, s)
    scores = scores * (d ** -0.5 if scale is None else scale)
    if causal:
        scores = scores + np.triu(np.full((t, s), -np.inf), k=s - t + 1)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    p = softmax(scores).reshape(b, hkv, hq // hkv, t, s)
    return np.matmul(p, v[:, :, None]).reshape(b, hq, t, v.shape[-1])
