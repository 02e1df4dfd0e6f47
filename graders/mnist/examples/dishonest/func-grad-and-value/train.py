"""torch.func, of PyTorch 2."""

import torch


def objective(X, Y, W1, W2):
    return torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)


def gradients(X, Y, W1, W2):
    grad = torch.func.grad_and_value(lambda A, B: objective(X, Y, A, B), argnums=(0, 1))
    (dW1, dW2), loss = grad(W1, W2)
    return loss, dW1, dW2


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
