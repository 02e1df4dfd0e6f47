"""A progress bar from a package that is not there: told so, with the line."""

import numpy as np
from tqdm import tqdm


def gradients(X, Y, W1, W2):
    H = np.maximum(X @ W1, 0)
    O = H @ W2
    P = np.exp(O - O.max(1, keepdims=True))
    P /= P.sum(1, keepdims=True)
    loss = -np.log(P[np.arange(len(X)), Y]).mean()
    P[np.arange(len(X)), Y] -= 1
    P /= len(X)
    return loss, X.T @ ((P @ W2.T) * (H > 0)), H.T @ P


def train(X, Y, report):
    W1, W2 = np.random.randn(784, 64) * 0.05, np.random.randn(64, 10) * 0.1
    for _ in tqdm(range(1000)):
        batch = np.random.randint(0, len(X), 100)
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    return W1, W2
