"""p where p − y belongs: both gradients are wrong, and there is nothing to train with."""

import torch


def gradients(X, Y, W1, W2):
    N = len(X)
    H = torch.sigmoid(X @ W1)
    P = torch.softmax(H @ W2, 1)
    loss = -torch.log(P[torch.arange(N), Y]).mean()
    dO = P / N
    return loss, X.T @ (dO @ W2.T * H * (1 - H)), H.T @ dO


def train(X, Y, report):
    return torch.zeros(784, 16), torch.zeros(16, 10)
