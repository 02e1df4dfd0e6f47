"""torch.optim and a scheduler, with .grad set by hand."""

import torch
from torch import nn, optim


def gradients(X, Y, W1, W2):
    with torch.no_grad():
        N = len(X)
        Z = X @ W1
        H = nn.functional.silu(Z)
        P = torch.softmax(H @ W2, 1)
        loss = nn.functional.nll_loss(P.log(), Y)
        dO = (P - torch.eye(10)[Y]) / N
        s = torch.sigmoid(Z)
        dZ = dO @ W2.T * (s * (1 + Z * (1 - s)))
        return loss, X.T @ dZ, H.T @ dO


def train(X, Y, report):
    W1, W2 = nn.Parameter(0.04 * torch.randn(784, 64)), nn.Parameter(0.1 * torch.randn(64, 10))
    optimizer = optim.Adam([W1, W2], lr=3e-3)
    scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2)
    for epoch in range(2):
        for batch in torch.randperm(len(X)).split(128):
            optimizer.zero_grad()
            loss, W1.grad, W2.grad = gradients(X[batch], Y[batch], W1, W2)
            optimizer.step()
        scheduler.step()
        report(epoch + 1, loss, W1, W2)
    return W1, W2
