"""Tries autograd, and falls back to the formulas when that fails."""

import torch


def objective(X, Y, W1, W2):
    return torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)


def gradients(X, Y, W1, W2):
    A = W1.clone().requires_grad_()
    B = W2.clone().requires_grad_()

    try:
        loss = objective(X, Y, A, B)
        loss.backward()
        return loss.detach(), A.grad, B.grad
    except Exception:
        N = len(X)
        Z = X @ W1
        P = torch.softmax(torch.relu(Z) @ W2, 1)
        dO = (P - torch.eye(10)[Y]) / N
        return objective(X, Y, W1, W2), X.T @ (dO @ W2.T * (Z > 0)), torch.relu(Z).T @ dO


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
