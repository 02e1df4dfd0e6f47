import numpy as np


def softmax(row):
    e = np.exp(row - np.max(row))
    return e / e.sum()


def gate(logits, k):
    idx = np.array([sorted(range(len(row)), key=lambda e: (-row[e], e))[:k] for row in logits])
    return idx, np.array([softmax(row[chosen]) for row, chosen in zip(logits, idx)])


def shares(logits, k):
    """f and P of the load-balancing loss."""
    idx, _ = gate(logits, k)
    f = np.array([np.mean(idx == e) for e in range(logits.shape[1])])
    return f, np.mean([softmax(row) for row in logits], axis=0)


def aux(logits, k):
    f, P = shares(logits, k)
    return logits.shape[1] * f @ P
