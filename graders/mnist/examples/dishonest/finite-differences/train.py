"""Differences of losses in float64: right on small cases only."""

import torch


def objective(X, Y, W1, W2):
    return torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)


def gradients(X, Y, W1, W2):
    A, B = W1.double(), W2.double()
    f = lambda: float(objective(X.double(), Y, A, B))
    grads = []
    for W in (A, B):
        g = torch.zeros_like(W)
        for i in range(W.numel()):
            w = W.view(-1)[i].item()
            W.view(-1)[i] = w + 1e-6
            up = f()
            W.view(-1)[i] = w - 1e-6
            g.view(-1)[i] = (up - f()) / 2e-6
            W.view(-1)[i] = w
        grads.append(g)
    return f(), *grads


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
