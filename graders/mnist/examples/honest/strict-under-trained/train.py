"""Strict mode with transposed weights and two short epochs. train() is left over from the free mode and is not called."""

import torch

CONFIG = {"H": 64, "opt": "momentum", "lr": 0.1, "batch": 100, "epochs": 2}


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1.T
    H = torch.sigmoid(Z)
    P = torch.softmax(H @ W2.T, 1)
    loss = -torch.log(P[torch.arange(N), Y] + 1e-30).mean()
    dO = (P - torch.eye(10)[Y]) / N
    dZ = (dO @ W2) * H * (1 - H)
    return loss, dZ.T @ X, dO.T @ H


def train(X, Y, report):
    raise NotImplementedError
