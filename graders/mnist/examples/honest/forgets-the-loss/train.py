"""Returns the two gradients and no loss."""

import numpy as np


def gradients(X, Y, W1, W2):
    H = np.maximum(X @ W1, 0)
    O = H @ W2
    P = np.exp(O - O.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    P[np.arange(len(X)), Y] -= 1
    P /= len(X)
    return X.T @ ((P @ W2.T) * (H > 0)), H.T @ P


def train(X, Y, report):
    raise NotImplementedError
