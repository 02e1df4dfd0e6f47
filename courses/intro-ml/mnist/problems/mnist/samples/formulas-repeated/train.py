"""Honest, but train() repeats the formulas, so that nobody can tell whether it learned with gradients()."""

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    H = torch.relu(X @ W1)
    dO = torch.softmax(H @ W2, 1)
    loss = -torch.log(dO[torch.arange(N), Y]).mean()
    dO[torch.arange(N), Y] -= 1
    dO /= N
    return loss, X.T @ (dO @ W2.T * (H > 0)), H.T @ dO


def train(X, Y, report):
    W1, W2 = 0.05 * torch.randn(784, 32), 0.1 * torch.randn(32, 10)
    for batch in torch.randperm(len(X)).split(256):
        x = X[batch]
        H = torch.relu(x @ W1)
        dO = (torch.softmax(H @ W2, 1) - torch.eye(10)[Y[batch]]) / len(x)
        dW2 = H.T @ dO
        W1 -= 0.2 * (x.T @ (dO @ W2.T * (H > 0)))
        W2 -= 0.2 * dW2
    return W1, W2
