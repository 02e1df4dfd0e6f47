"""Under-trained: a sixtieth of an epoch is far from enough to show anything."""

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = torch.relu(Z)
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(N), Y]).mean()
    dO = (P - torch.eye(10)[Y]) / N
    return loss, X.T @ (dO @ W2.T * (Z > 0)), H.T @ dO


def train(X, Y, report):
    W1, W2 = 0.04 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for k in range(10):
        loss, dW1, dW2 = gradients(X[100 * k : 100 * k + 100], Y[100 * k : 100 * k + 100], W1, W2)
        W1 -= 0.1 * dW1
        W2 -= 0.1 * dW2
    return W1, W2
