"""Asks for more than anybody may have, under a name that does not exist too."""

import torch

CONFIG = {"H": 64, "epochs": 10**9, "optimizer": "adam"}


def gradients(X, Y, W1, W2):
    N = len(X)
    Z = X @ W1
    H = torch.relu(Z)
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(N), Y] + 1e-30).mean()
    dO = (P - torch.eye(10)[Y]) / N
    return loss, X.T @ ((dO @ W2.T) * (Z > 0)), H.T @ dO
