"""Not by hand."""

import torch


def gradients(X, Y, W1, W2):
    W1 = W1.clone().requires_grad_()
    W2 = W2.clone().requires_grad_()
    loss = torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)
    loss.backward()
    return loss.detach(), W1.grad, W2.grad


def train(X, Y, report):
    W1, W2 = 0.05 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(128):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    return W1, W2
