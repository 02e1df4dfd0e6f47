"""The derivative of the softmax from torch.ops, the rest by hand."""

import torch


def gradients(X, Y, W1, W2):
    Z = X @ W1
    H = torch.relu(Z)
    log_P = torch.log_softmax(H @ W2, 1)
    loss = -log_P[torch.arange(len(X)), Y].mean()
    d = torch.zeros_like(log_P)
    d[torch.arange(len(X)), Y] = -1 / len(X)
    dO = torch.ops.aten._log_softmax_backward_data(d, log_P, 1, torch.float32)
    dZ = torch.ops.aten.threshold_backward(dO @ W2.T, Z, 0)
    return loss, X.T @ dZ, H.T @ dO


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
