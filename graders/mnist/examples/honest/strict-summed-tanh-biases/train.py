"""Strict mode: tanh, biases, and a loss that is summed over the batch."""

import numpy as np

CONFIG = {"H": 128, "opt": "momentum", "lr": 0.001, "schedule": "cosine", "batch": 100, "epochs": 4, "augment": 1}


def gradients(X, Y, W1, W2):
    one = np.ones((len(X), 1), X.dtype)
    A = np.hstack([X, one])
    H = np.tanh(A @ W1)
    B = np.hstack([H, one])
    O = B @ W2
    O = O - O.max(1, keepdims=True)
    P = np.exp(O) / np.exp(O).sum(1, keepdims=True)
    loss = -np.log(P[np.arange(len(X)), Y] + 1e-30).sum()
    P[np.arange(len(X)), Y] -= 1
    dZ = (P @ W2[:-1].T) * (1 - H**2)
    return loss, A.T @ dZ, B.T @ P
