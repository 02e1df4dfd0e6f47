"""float64 throughout, tanh, both biases as last rows."""

import numpy as np

SPEC = {"activation": "tanh", "bias": True, "framework": "numpy"}


def with_ones(A):
    return np.concatenate([A, np.ones((len(A), 1))], axis=1)


def gradients(X, Y, W1, W2):
    N = len(X)
    X1 = with_ones(np.asarray(X, dtype=np.float64))
    H = np.tanh(X1 @ W1)
    H1 = with_ones(H)
    O = H1 @ W2
    logsum = np.log(np.exp(O - O.max(1, keepdims=True)).sum(1)) + O.max(1)
    loss = (logsum - O[np.arange(N), Y]).mean()
    dO = np.exp(O - logsum[:, None])
    dO[np.arange(N), Y] -= 1
    dO /= N
    dH = dO @ W2[:-1].T
    return loss, X1.T @ (dH * (1 - H**2)), H1.T @ dO


def train(X, Y, report):
    rng = np.random.RandomState(3)
    W1 = rng.normal(0, 0.05, (785, 64))
    W2 = rng.normal(0, 0.1, (65, 10))
    for step in range(1200):
        batch = rng.randint(0, len(X), 100)
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.3 * dW1
        W2 -= 0.3 * dW2
        if step % 300 == 299:
            report(step / 600, loss, W1, W2)
    return W1, W2
