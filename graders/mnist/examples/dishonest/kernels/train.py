"""aten::threshold_backward and aten::_log_softmax_backward_data do the differentiating."""

import torch


def objective(X, Y, W1, W2):
    return torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)


def gradients(X, Y, W1, W2):
    aten = torch.ops.aten
    Z = X @ W1
    H = torch.relu(Z)
    L = torch.log_softmax(H @ W2, 1)
    g = torch.zeros_like(L)
    g[torch.arange(len(X)), Y] = -1 / len(X)
    dO = aten._log_softmax_backward_data(g, L, 1, torch.float32)
    return objective(X, Y, W1, W2), X.T @ aten.threshold_backward(dO @ W2.T, Z, 0), H.T @ dO


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
