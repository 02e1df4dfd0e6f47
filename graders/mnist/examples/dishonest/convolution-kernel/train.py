"""The gradient of a linear layer as that of a convolution, torch.nn.grad."""

import torch


def objective(X, Y, W1, W2):
    return torch.nn.functional.cross_entropy(torch.relu(X @ W1) @ W2, Y)


def gradients(X, Y, W1, W2):
    Z = X @ W1
    H = torch.relu(Z)
    dO = (torch.softmax(H @ W2, 1) - torch.eye(10)[Y]) / len(X)
    dB = torch.nn.grad.conv1d_weight(H.T[None], (10, 64, 1), dO.T[None])
    return objective(X, Y, W1, W2), W1, dB[:, :, 0].T


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for batch in torch.randperm(len(X)).split(100):
        loss, dW1, dW2 = gradients(X[batch], Y[batch], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    report(1, loss, W1, W2)
    return W1, W2
