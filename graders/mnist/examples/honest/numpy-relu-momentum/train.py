"""numpy alone, classical momentum, no SPEC."""

import numpy as np


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = np.maximum(Z, 0)
    S = H @ W2
    S -= S.max(axis=1, keepdims=True)
    P = np.exp(S)
    P /= P.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), Y] + 1e-12).mean()
    P[np.arange(N), Y] -= 1
    P /= N
    return loss, X.T @ ((P @ W2.T) * (Z > 0)), H.T @ P


def train(X, Y, report):
    rng = np.random.default_rng()
    W1 = (rng.standard_normal((784, 100)) * np.sqrt(2 / 784)).astype(np.float32)
    W2 = (rng.standard_normal((100, 10)) * np.sqrt(2 / 100)).astype(np.float32)
    V1, V2 = np.zeros_like(W1), np.zeros_like(W2)
    for epoch in range(2):
        for batch in np.array_split(rng.permutation(len(X)), 600):
            loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
            V1 = 0.9 * V1 - 0.05 * dW1
            V2 = 0.9 * V2 - 0.05 * dW2
            W1 += V1
            W2 += V2
        report(epoch, loss)
    return W1, W2
