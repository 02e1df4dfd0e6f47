"""Forgets that there are no worker processes: an exception that says what to do, and no accusation."""

import torch
from torch.utils.data import DataLoader, TensorDataset


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = torch.relu(Z)
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(N), Y] + 1e-30).mean()
    dO = (P - torch.eye(10)[Y]) / N
    return loss, X.T @ ((dO @ W2.T) * (Z > 0)), H.T @ dO


def train(X, Y, report):
    W1, W2 = 0.05 * torch.randn(784, 64), 0.1 * torch.randn(64, 10)
    for images, labels in DataLoader(TensorDataset(X, Y), batch_size=100, shuffle=True, num_workers=2):
        loss, dW1, dW2 = gradients(images, labels, W1, W2)
        W1 -= 0.2 * dW1
        W2 -= 0.2 * dW2
    return W1, W2
