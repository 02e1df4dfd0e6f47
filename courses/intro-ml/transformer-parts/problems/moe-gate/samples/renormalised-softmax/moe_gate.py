import numpy as np


def gate(router_logits, top_k):
    p = np.exp(router_logits - router_logits.max(-1, keepdims=True))
    p = p / p.sum(-1, keepdims=True)
    idx = np.argsort(-router_logits, axis=1, kind="mergesort")[:, :top_k]
    w = np.take_along_axis(p, idx, 1)
    return idx.astype(np.int32), (w / w.sum(1, keepdims=True)).astype(np.float32)


def aux(router_logits, top_k):
    N, E = router_logits.shape
    p = np.exp(router_logits - router_logits.max(-1, keepdims=True))
    p = p / p.sum(-1, keepdims=True)
    chosen = np.eye(E)[gate(router_logits, top_k)[0]].sum(1)
    return E * (chosen.mean(0) / top_k * p.mean(0)).sum(keepdims=True)
